package dev.surety.contract.lint;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.DocumentPart;
import dev.surety.contract.document.SchemaElement;
import dev.surety.contract.document.SlaProperty;
import dev.surety.contract.document.Team;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlScalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What people agree beside the records: who owns the data, until when it is there, how good it is.
 */
final class AgreementLint {
  private static final String REMOVAL_DATE = "surety.removal_date";

  /** Units of time as the standard writes them, and as people do. */
  private static final Set<String> TIME_UNITS =
      Set.of(
          "ms",
          "millisecond",
          "milliseconds",
          "s",
          "sec",
          "second",
          "seconds",
          "m",
          "min",
          "minute",
          "minutes",
          "h",
          "hr",
          "hour",
          "hours",
          "d",
          "day",
          "days",
          "w",
          "week",
          "weeks",
          "mo",
          "month",
          "months",
          "y",
          "yr",
          "year",
          "years");

  /** Those that a misspelt unit is explained with. */
  private static final List<String> USUAL_UNITS =
      List.of("ms", "second", "minute", "hour", "day", "week", "month", "year");

  private static final Set<String> TIMES =
      Set.of(
          "latency",
          "ly",
          "freshness",
          "retention",
          "re",
          "frequency",
          "fy",
          "timetodetect",
          "td",
          "timetonotify",
          "tn",
          "timetorepair",
          "tr");

  private static final Set<String> MOMENTS =
      Set.of("generalavailability", "ga", "endofsupport", "es", "endoflife", "el");

  private static final Set<String> AMOUNTS =
      Set.of("availability", "av", "errorrate", "er", "throughput", "th");

  private final ContractDocument document;
  private final Problems problems;

  AgreementLint(ContractDocument document, Problems problems) {
    this.document = document;
    this.problems = problems;
  }

  void check() {
    owner();
    deprecated();
    Map<String, Moment> moments = new HashMap<>();
    document.slaProperties().forEach(sla -> sla(sla, moments));
    order(moments, "ga", "es");
    order(moments, "ga", "el");
    order(moments, "es", "el");
  }

  private void owner() {
    Optional<Team> team = document.team();
    if (team.isEmpty() || (team.get().name().isEmpty() && team.get().members().isEmpty())) {
      problems.warning(
          "no-owner",
          team.isEmpty() ? document.at() : keyAt(document, "team"),
          "nobody owns this contract",
          "name those who answer for the data under 'team'");
    }
  }

  private void deprecated() {
    String status = document.status().map(text -> text.value().toLowerCase(Locale.ROOT)).orElse("");
    boolean ends =
        hasRemovalDate(document)
            || document.slaProperties().stream()
                .map(AgreementLint::kind)
                .anyMatch(kind -> kind.equals("es") || kind.equals("el"));
    if (status.equals("deprecated") && !ends) {
      problems.warning(
          "deprecated-without-date",
          keyAt(document, "status"),
          "the contract is deprecated, but nobody is told until when it holds",
          "say it with an slaProperties entry endOfSupport or endOfLife");
    }
    document
        .schema()
        .forEach(
            object -> {
              deprecated(object);
              SchemaIndex.forEachProperty(object, this::deprecated);
            });
  }

  private void deprecated(SchemaElement element) {
    if (element.deprecated() && !hasRemovalDate(element)) {
      problems.warning(
          "deprecated-without-date",
          keyAt(element, "deprecated"),
          "this is deprecated, but nobody is told until when it is there",
          "add customProperties: [{property: " + REMOVAL_DATE + ", value: \"2030-12-31\"}]");
    }
  }

  private static boolean hasRemovalDate(DocumentPart part) {
    return part.customProperties().stream()
        .anyMatch(
            property ->
                property.property().filter(name -> name.value().equals(REMOVAL_DATE)).isPresent());
  }

  private record Moment(LocalDate day, String name, Position at) {}

  /** The standard's short name of what an SLA is about; empty when it is something else. */
  private static String kind(SlaProperty sla) {
    String name = sla.property().map(Text::value).orElse("").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "generalavailability" -> "ga";
      case "endofsupport" -> "es";
      case "endoflife" -> "el";
      default -> name;
    };
  }

  private void sla(SlaProperty sla, Map<String, Moment> moments) {
    String name = sla.property().map(Text::value).orElse("");
    String folded = name.toLowerCase(Locale.ROOT);
    YamlScalar value = sla.value().orElse(null);
    if (value == null || value.isNull() || value.value().contains("${")) {
      return;
    }
    if (MOMENTS.contains(folded)) {
      Optional<LocalDate> day = day(value.value());
      if (day.isEmpty()) {
        value(value, "'" + name + "' is a date, and '" + value.value() + "' is none", "2030-12-31");
      }
      day.ifPresent(d -> moments.putIfAbsent(kind(sla), new Moment(d, name, value.at())));
    } else if (TIMES.contains(folded)) {
      time(sla, name, value);
    } else if (AMOUNTS.contains(folded)) {
      amount(sla, name, value);
    }
  }

  private void time(SlaProperty sla, String name, YamlScalar value) {
    Optional<BigDecimal> number = number(value.value());
    if (number.isEmpty()) {
      if (!value.value().startsWith("P")) {
        value(value, "'" + name + "' is a time, and '" + value.value() + "' is none", "30");
      }
      return;
    }
    refuseNegative(name, number.get(), value);
    Optional<Text> unit = sla.unit();
    if (unit.isEmpty()) {
      problems.warning(
          "sla-unit", sla.at(), "'" + name + "' has no unit", "add one such as unit: s or unit: d");
    } else if (!TIME_UNITS.contains(unit.get().value().toLowerCase(Locale.ROOT))
        && !unit.get().value().contains("${")) {
      problems.warning(
          "sla-unit",
          unit.get().at(),
          "'" + unit.get().value() + "' is not a unit of time",
          DidYouMean.help(unit.get().value(), USUAL_UNITS));
    }
  }

  private void amount(SlaProperty sla, String name, YamlScalar value) {
    String written = value.value().strip();
    boolean percent =
        written.endsWith("%")
            || sla.unit()
                .map(unit -> unit.value().toLowerCase(Locale.ROOT))
                .filter(unit -> unit.equals("%") || unit.equals("percent"))
                .isPresent();
    Optional<BigDecimal> number =
        number(written.endsWith("%") ? written.substring(0, written.length() - 1) : written);
    if (number.isEmpty()) {
      return; // A text that people read.
    }
    refuseNegative(name, number.get(), value);
    if (percent && number.get().compareTo(BigDecimal.valueOf(100)) > 0) {
      problems.error("sla-value", value.at(), "'" + name + "' cannot be more than 100 percent", "");
    }
  }

  private void refuseNegative(String name, BigDecimal number, YamlScalar value) {
    if (number.signum() < 0) {
      problems.error("sla-value", value.at(), "'" + name + "' cannot be negative", "");
    }
  }

  private void value(YamlScalar value, String message, String example) {
    problems.warning("sla-value", value.at(), message, "write it as in: value: " + example);
  }

  private void order(Map<String, Moment> moments, String first, String then) {
    Moment begin = moments.get(first);
    Moment end = moments.get(then);
    if (begin != null && end != null && end.day().isBefore(begin.day())) {
      problems.error(
          "sla-value",
          end.at(),
          "'" + end.name() + "' is before '" + begin.name() + "', in line " + begin.at().line(),
          "");
    }
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > 40 || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException noDate) {
      try {
        return Optional.of(
            OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toLocalDate());
      } catch (DateTimeParseException noMoment) {
        return Optional.empty();
      }
    }
  }

  private static Position keyAt(DocumentPart part, String key) {
    return part.node().entry(key).map(entry -> entry.key().at()).orElse(part.at());
  }
}
