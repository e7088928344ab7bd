package dev.surety.validation.witness;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.validation.type.TemporalFormat;
import dev.surety.validation.type.TemporalFormats;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Dates, timestamps and times near the bounds of a property, written in every way that may fit. */
final class Moments {
  private static final Instant NOON = Instant.parse("2024-02-29T12:00:00Z");
  private static final List<Duration> OFFSETS =
      List.of(
          Duration.ZERO,
          Duration.ofNanos(1),
          Duration.ofNanos(-1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(-1),
          Duration.ofHours(1),
          Duration.ofHours(-1),
          Duration.ofDays(1),
          Duration.ofDays(-1));

  private final Property property;
  private final @Nullable Property peer;
  private final List<String> literals;
  private final List<DateTimeFormatter> formatters = new ArrayList<>();

  Moments(Property property, @Nullable Property peer, List<String> literals) {
    this.property = property;
    this.peer = peer;
    this.literals = literals;
  }

  Set<String> texts() {
    formatters.add(DateTimeFormatter.ISO_LOCAL_DATE);
    formatters.add(DateTimeFormatter.ISO_LOCAL_TIME);
    formatters.add(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    formatters.add(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    formatters.add(DateTimeFormatter.ISO_OFFSET_TIME);
    Set<Instant> moments = new LinkedHashSet<>(List.of(NOON, Instant.EPOCH));
    List<Property> both = peer == null ? List.of(property) : List.of(property, peer);
    for (Property one : both) {
      addFormat(one.options().format());
      bounds(one.options(), moments);
    }
    literals.forEach(literal -> parse(literal, moments));
    Set<String> texts = new LinkedHashSet<>(literals);
    List<ZoneId> zones = zones(both);
    for (Instant moment : moments) {
      for (Duration offset : OFFSETS) {
        for (ZoneId zone : zones) {
          write(moment.plus(offset).atZone(zone), texts);
        }
      }
    }
    texts.add("24:00:00");
    texts.add("9999-12-31");
    texts.add("0000-01-01");
    texts.add("not a date");
    texts.add("2024-02-30");
    return texts;
  }

  private static List<ZoneId> zones(List<Property> properties) {
    Set<ZoneId> zones = new LinkedHashSet<>(List.of(ZoneOffset.UTC, ZoneOffset.ofHours(2)));
    for (Property one : properties) {
      Text zone = one.options().defaultTimezone();
      if (zone != null) {
        try {
          zones.add(TemporalFormats.zone(zone.value()));
        } catch (TemporalFormats.Refused e) {
          throw new IllegalStateException("the contract was linted: " + zone, e);
        }
      }
    }
    return List.copyOf(zones);
  }

  private void addFormat(@Nullable Text format) {
    if (format != null) {
      try {
        formatters.add(DateTimeFormatter.ofPattern(format.value(), Locale.ENGLISH));
      } catch (IllegalArgumentException e) {
        // An illustration of ISO 8601 that validation reads as such.
        return;
      }
    }
  }

  private void bounds(Options options, Set<Instant> moments) {
    for (@Nullable Text bound :
        new @Nullable Text[] {
          options.earliest(),
          options.latest(),
          options.exclusiveEarliest(),
          options.exclusiveLatest()
        }) {
      if (bound != null) {
        parse(bound.value(), moments);
      }
    }
  }

  private static void parse(String text, Set<Instant> moments) {
    for (LogicalType type : List.of(LogicalType.TIMESTAMP, LogicalType.DATE, LogicalType.TIME)) {
      Instant instant = TemporalFormat.iso(type, null).parse(text);
      if (instant != null) {
        moments.add(instant);
      }
    }
  }

  private void write(ZonedDateTime moment, Set<String> texts) {
    for (DateTimeFormatter formatter : formatters) {
      try {
        texts.add(formatter.format(moment));
      } catch (DateTimeException e) {
        // The pattern asks for something that this moment has not.
        continue;
      }
    }
  }
}
