package dev.surety.contract.read;

import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Builds the record rules of a schema object and names the rules that are not supported yet. */
final class Quality {
  private static final String CEL = "cel";
  private static final List<String> SEVERITIES = List.of("error", "warning", "info");

  private Quality() {}

  /** Reports the rules of a property: record rules stand on the schema object. */
  static void refuseRules(Reading reading, YamlMapping property, String path) {
    for (YamlMapping rule : Reading.mappings(property, "quality")) {
      if (isCel(reading, rule)) {
        reading.notYet(
            rule.at(),
            "a cel rule on a property",
            "move it to the quality of the schema object; there this property is record." + path);
      } else {
        refuse(reading, rule);
      }
    }
  }

  /** The record rules of a schema object. */
  static List<RecordRule> rules(Reading reading, YamlMapping schemaObject) {
    List<RecordRule> rules = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (YamlMapping rule : Reading.mappings(schemaObject, "quality")) {
      number++;
      if (!isCel(reading, rule)) {
        refuse(reading, rule);
        continue;
      }
      Optional<Text> expression = expression(reading, rule);
      String id = id(reading, rule, number);
      if (!ids.add(id)) {
        reading
            .problems()
            .error("duplicate-name", rule.at(), "there is a rule '" + id + "' already");
      }
      String description = reading.fields(rule).string("description").map(Text::value).orElse("");
      OnViolation onViolation = onViolation(reading, rule);
      expression.ifPresent(
          text -> rules.add(new RecordRule(id, description, text, onViolation, rule.at())));
    }
    return rules;
  }

  private static boolean isCel(Reading reading, YamlMapping rule) {
    return QualityTable.typeOf(rule).equals("custom")
        && reading.fields(rule).string("engine").map(Text::value).filter(CEL::equals).isPresent();
  }

  /** A text only informs; everything else would have to be enforced. */
  private static void refuse(Reading reading, YamlMapping rule) {
    MappingReader fields = reading.fields(rule);
    switch (QualityTable.typeOf(rule)) {
      case "library" -> {
        String key = fields.has("metric") ? "metric" : "rule";
        fields
            .string(key)
            .filter(metric -> key.equals("rule") || isMetric(metric))
            .ifPresent(
                metric -> reading.notYet(metric.at(), "the quality metric '" + metric + "'", ""));
      }
      case "sql" -> reading.notYet(fields.keyAt("query"), "a quality rule of type sql", "");
      case "custom" -> fields.string("engine").ifPresent(engine -> refuseEngine(reading, engine));
      default -> {
        // A text.
      }
    }
  }

  private static boolean isMetric(Text metric) {
    return QualityTable.METRICS.words().containsKey(metric.value());
  }

  private static void refuseEngine(Reading reading, Text engine) {
    boolean misspelt = DidYouMean.closest(engine.value(), List.of(CEL)).isPresent();
    String help = misspelt ? "did you mean '" + CEL + "'?" : "the supported engine is " + CEL;
    reading.notYet(engine.at(), "the quality engine '" + engine + "'", help);
  }

  private static Optional<Text> expression(Reading reading, YamlMapping rule) {
    Optional<YamlNode> node = rule.get("implementation");
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (!(node.get() instanceof YamlScalar scalar) || !scalar.isString()) {
      reading
          .problems()
          .error(
              "wrong-type",
              node.get().at(),
              "the implementation of a cel rule must be a string, but this is "
                  + node.get().describe());
      return Optional.empty();
    }
    if (scalar.value().isBlank()) {
      reading.problems().error("empty-value", scalar.at(), "'implementation' is empty");
      return Optional.empty();
    }
    return Optional.ofNullable(reading.known(scalar.text()));
  }

  private static String id(Reading reading, YamlMapping rule, int number) {
    MappingReader fields = reading.fields(rule);
    return fields
        .string("id")
        .or(() -> fields.string("name"))
        .map(Text::value)
        .filter(id -> !id.isBlank())
        .orElse("rule-" + number);
  }

  private static OnViolation onViolation(Reading reading, YamlMapping rule) {
    Optional<Text> severity = reading.fields(rule).string("severity");
    String word = severity.map(text -> text.value().toLowerCase(Locale.ROOT)).orElse("error");
    if (severity.isPresent() && !SEVERITIES.contains(word)) {
      reading
          .problems()
          .error(
              "unknown-value",
              severity.get().at(),
              "'" + severity.get().value() + "' is not a severity of a cel rule",
              DidYouMean.help(word, SEVERITIES));
    }
    OnViolation bySeverity = word.equals("error") ? OnViolation.QUARANTINE : OnViolation.PASS;
    return Reading.setting(rule, SuretySettings.ON_VIOLATION)
        .map(set -> set.value().equals("pass") ? OnViolation.PASS : OnViolation.QUARANTINE)
        .orElse(bySeverity);
  }
}
