package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dates, timestamps and times as numbers: days for dates, nanoseconds for the others. */
final class Temporals {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private Temporals() {}

  static boolean isTemporal(Property property) {
    return property.type() == LogicalType.DATE
        || property.type() == LogicalType.TIMESTAMP
        || property.type() == LogicalType.TIME;
  }

  /** Whether two properties write and understand a text in the same way. */
  static boolean sameFormat(Property a, Property b) {
    return a.type() == b.type()
        && text(a.options().format()).equals(text(b.options().format()))
        && Objects.equals(a.options().timezone(), b.options().timezone())
        && zone(a.options()).equals(zone(b.options()));
  }

  static String text(@Nullable Text text) {
    return text == null ? "" : text.value();
  }

  private static String zone(Options options) {
    return options.defaultTimezone() == null ? "Etc/UTC" : options.defaultTimezone().value();
  }

  /** Whether every moment that {@code all} accepts keeps the least moment of {@code one}. */
  static Answer keepsEarliest(Property all, Property one) {
    return keeps(
        all, one, one.options().earliest(), one.options().exclusiveEarliest(), Bound.LOWER);
  }

  /** Whether every moment that {@code all} accepts keeps the greatest moment of {@code one}. */
  static Answer keepsLatest(Property all, Property one) {
    return keeps(all, one, one.options().latest(), one.options().exclusiveLatest(), Bound.UPPER);
  }

  private enum Bound {
    LOWER,
    UPPER
  }

  private static Answer keeps(
      Property all, Property one, @Nullable Text inclusive, @Nullable Text exclusive, Bound bound) {
    if (inclusive == null && exclusive == null) {
      return Answer.YES;
    }
    // A JDK pattern writes values that only validation can read.
    if (!sameFormat(all, one) || all.options().format() != null) {
      return Answer.UNKNOWN;
    }
    Optional<NumberSet> accepted = accepted(all);
    Optional<NumberSet> limit = limit(NumberSet.ALL, one, inclusive, exclusive, bound);
    if (accepted.isEmpty() || limit.isEmpty()) {
      return Answer.UNKNOWN;
    }
    boolean holds = accepted.get().isWithin(limit.get());
    return holds || all.allowed().isEmpty() ? Answer.of(holds) : Answer.UNKNOWN;
  }

  private static Optional<NumberSet> accepted(Property property) {
    Options options = property.options();
    NumberSet all = domain(property);
    return limit(all, property, options.earliest(), options.exclusiveEarliest(), Bound.LOWER)
        .flatMap(
            set -> limit(set, property, options.latest(), options.exclusiveLatest(), Bound.UPPER));
  }

  /** Years have four digits; an offset moves a time by less than a day. */
  private static NumberSet domain(Property property) {
    if (property.type() == LogicalType.DATE) {
      return NumberSet.between(
              BigDecimal.valueOf(LocalDate.of(0, 1, 1).toEpochDay()),
              BigDecimal.valueOf(LocalDate.of(9999, 12, 31).toEpochDay()))
          .multiplesOf(BigDecimal.ONE);
    }
    BigDecimal day = BigDecimal.valueOf(86_400).multiply(NANOS);
    if (property.type() == LogicalType.TIME) {
      return NumberSet.between(day.negate(), day.add(day)).multiplesOf(BigDecimal.ONE);
    }
    BigDecimal first = BigDecimal.valueOf(LocalDate.of(0, 1, 1).toEpochDay() - 1).multiply(day);
    BigDecimal last = BigDecimal.valueOf(LocalDate.of(9999, 12, 31).toEpochDay() + 2).multiply(day);
    return NumberSet.between(first, last).multiplesOf(BigDecimal.ONE);
  }

  private static Optional<NumberSet> limit(
      NumberSet set,
      Property property,
      @Nullable Text inclusive,
      @Nullable Text exclusive,
      Bound bound) {
    NumberSet limited = set;
    for (Text text : new @Nullable Text[] {inclusive, exclusive}) {
      if (text == null) {
        continue;
      }
      Optional<BigDecimal> number = number(property, text.value());
      if (number.isEmpty()) {
        return Optional.empty();
      }
      boolean open = text.equals(exclusive);
      limited =
          bound == Bound.LOWER
              ? limited.atLeast(number.get(), open)
              : limited.atMost(number.get(), open);
    }
    return Optional.of(limited);
  }

  private static Optional<BigDecimal> number(Property property, String text) {
    try {
      if (property.type() == LogicalType.DATE) {
        return Optional.of(BigDecimal.valueOf(LocalDate.parse(text).toEpochDay()));
      }
      Instant instant =
          property.type() == LogicalType.TIME ? time(property, text) : timestamp(property, text);
      return Optional.of(
          BigDecimal.valueOf(instant.getEpochSecond())
              .multiply(NANOS)
              .add(BigDecimal.valueOf(instant.getNano())));
    } catch (DateTimeException e) {
      // Written in another way; only validation can read it.
      return Optional.empty();
    }
  }

  private static Instant timestamp(Property property, String text) {
    return hasOffset(text, 10)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).atZone(ZoneId.of(zone(property.options()))).toInstant();
  }

  private static Instant time(Property property, String text) {
    LocalDate epoch = LocalDate.of(1970, 1, 1);
    return hasOffset(text, 0)
        ? OffsetTime.parse(text).atDate(epoch).toInstant()
        : LocalTime.parse(text)
            .atDate(epoch)
            .atZone(ZoneId.of(zone(property.options())))
            .toInstant();
  }

  private static boolean hasOffset(String text, int from) {
    return text.endsWith("Z")
        || text.endsWith("z")
        || text.lastIndexOf('+') > from
        || text.lastIndexOf('-') > from
        || text.endsWith(ZoneOffset.UTC.getId());
  }

  /** Whether every text that {@code all} accepts has an offset where {@code one} wants it. */
  static Answer keepsTimezone(Property all, Property one) {
    Boolean wanted = one.options().timezone();
    if (wanted == null || wanted.equals(all.options().timezone())) {
      return Answer.YES;
    }
    return all.options().format() == null && all.allowed().isEmpty() ? Answer.NO : Answer.UNKNOWN;
  }

  /** The moment that a text without an offset means depends on it, and bounds on the moment. */
  static Answer keepsDefaultTimezone(Property all, Property one) {
    if (zone(all.options()).equals(zone(one.options()))
        || Boolean.TRUE.equals(all.options().timezone())
        || all.type() == LogicalType.DATE) {
      return Answer.YES;
    }
    return Answer.UNKNOWN;
  }
}
