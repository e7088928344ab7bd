package dev.surety.validation.type;

import dev.surety.contract.LogicalType;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A JDK {@code DateTimeFormatter} pattern, resolved strictly: {@code 2023-02-30} is no date. Strict
 * resolving would refuse every {@code yyyy} (the year of an era) without an era, so the era is this
 * one where the pattern has none.
 */
record PatternFormat(
    LogicalType type,
    String pattern,
    DateTimeFormatter formatter,
    @Nullable Boolean timezone,
    ZoneId defaultZone)
    implements TemporalFormat {
  private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException when it is no pattern of {@code DateTimeFormatter}
   */
  static PatternFormat of(
      LogicalType type, String pattern, @Nullable Boolean timezone, ZoneId defaultZone) {
    DateTimeFormatter formatter =
        new DateTimeFormatterBuilder()
            .appendPattern(pattern)
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);
    return new PatternFormat(type, pattern, formatter, timezone, defaultZone);
  }

  /** Whether a date, timestamp or time written with the pattern can be read with it. */
  boolean isComplete() {
    ZonedDateTime sample = ZonedDateTime.of(2024, 11, 28, 13, 45, 58, 0, ZoneOffset.UTC);
    try {
      return parse(formatter.format(sample)) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  @Override
  public @Nullable Instant parse(String text) {
    TemporalAccessor parsed;
    try {
      // parseUnresolved says no to most wrong texts without the cost of an exception.
      ParsePosition position = new ParsePosition(0);
      if (formatter.parseUnresolved(text, position) == null
          || position.getIndex() != text.length()) {
        return null;
      }
      parsed = formatter.parse(text);
    } catch (DateTimeException e) {
      // The text has the form of a date and names none, such as 2023-02-30.
      return null;
    }
    return instant(parsed);
  }

  private @Nullable Instant instant(TemporalAccessor parsed) {
    LocalDate date = type == LogicalType.TIME ? EPOCH : parsed.query(TemporalQueries.localDate());
    LocalTime time =
        type == LogicalType.DATE ? LocalTime.MIDNIGHT : parsed.query(TemporalQueries.localTime());
    if (date == null || time == null) {
      return null;
    }
    ZoneId zone = type == LogicalType.DATE ? ZoneOffset.UTC : parsed.query(TemporalQueries.zone());
    if (type != LogicalType.DATE && timezone != null && timezone != (zone != null)) {
      return null;
    }
    return LocalDateTime.of(date, time).atZone(zone == null ? defaultZone : zone).toInstant();
  }

  @Override
  public String expected() {
    return "a " + type.odcsName() + " of the format " + pattern;
  }
}
