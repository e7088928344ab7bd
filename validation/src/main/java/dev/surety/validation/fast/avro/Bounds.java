package dev.surety.validation.fast.avro;

import static java.util.Objects.requireNonNull;

import dev.surety.validation.type.AvroValues;
import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Bounds of a contract in the units of an encoding, exactly. */
final class Bounds {
  private static final long FIRST_SECOND = -62_167_219_200L;
  private static final long SECOND_BEHIND_LAST = 253_402_300_800L;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_DAY = 86_400 * NANOS_PER_SECOND;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Bounds() {}

  /** The least double, or float, of which the decimal digits keep the bounds. */
  static double leastReal(Shape.Numeric shape, boolean isDouble) {
    double least = isDouble ? -Double.MAX_VALUE : -Float.MAX_VALUE;
    if (shape.format() != NumberFormat.UNBOUNDED) {
      least = Math.max(least, above(shape.format().least(), isDouble, 0));
    }
    if (shape.minimum() != null) {
      least = Math.max(least, above(shape.minimum(), isDouble, 0));
    }
    if (shape.exclusiveMinimum() != null) {
      least = Math.max(least, above(shape.exclusiveMinimum(), isDouble, 1));
    }
    return least;
  }

  /** The greatest one. */
  static double greatestReal(Shape.Numeric shape, boolean isDouble) {
    double greatest = isDouble ? Double.MAX_VALUE : Float.MAX_VALUE;
    if (shape.format() != NumberFormat.UNBOUNDED) {
      greatest = Math.min(greatest, -above(shape.format().greatest().negate(), isDouble, 0));
    }
    if (shape.maximum() != null) {
      greatest = Math.min(greatest, -above(shape.maximum().negate(), isDouble, 0));
    }
    if (shape.exclusiveMaximum() != null) {
      greatest = Math.min(greatest, -above(shape.exclusiveMaximum().negate(), isDouble, 1));
    }
    return greatest;
  }

  /**
   * The least one that compares with a bound as {@code order} says or higher. Digits grow with
   * their number, so it is the bound rounded, or one beside it.
   */
  private static double above(BigDecimal bound, boolean isDouble, int order) {
    double next = isDouble ? bound.doubleValue() : bound.floatValue();
    if (Double.isInfinite(next)) {
      return next < 0 ? isDouble ? -Double.MAX_VALUE : -Float.MAX_VALUE : next;
    }
    next = step(step(next, isDouble, -1), isDouble, -1);
    while (next < Double.POSITIVE_INFINITY && digits(next, isDouble).compareTo(bound) < order) {
      next = step(next, isDouble, 1);
    }
    return next;
  }

  private static double step(double from, boolean isDouble, int direction) {
    if (isDouble) {
      return direction > 0 ? Math.nextUp(from) : Math.nextDown(from);
    }
    return direction > 0 ? Math.nextUp((float) from) : Math.nextDown((float) from);
  }

  private static BigDecimal digits(double number, boolean isDouble) {
    if (Double.isInfinite(number)) {
      // A step too far down; a bound that rounds to a finite number is greater.
      return BigDecimal.TEN.pow(400).negate();
    }
    return new BigDecimal(isDouble ? Double.toString(number) : Float.toString((float) number));
  }

  /** The least and the greatest number of units that is a date or time of a contract. */
  static long[] ofMoments(Shape.Temporal shape, AvroValues.Temporal type) {
    long unit = type.perSecond() == 0 ? NANOS_PER_DAY : NANOS_PER_SECOND / type.perSecond();
    boolean isTime = type.perSecond() > 0 && !type.isTimestamp();
    BigInteger nanos = BigInteger.valueOf(NANOS_PER_SECOND);
    BigInteger least =
        isTime ? BigInteger.ZERO : ceiling(BigInteger.valueOf(FIRST_SECOND).multiply(nanos), unit);
    BigInteger behind =
        isTime
            ? BigInteger.valueOf(NANOS_PER_DAY / unit)
            : ceiling(BigInteger.valueOf(SECOND_BEHIND_LAST).multiply(nanos), unit);
    if (shape.earliest() != null) {
      least = least.max(ceiling(nanos(shape.earliest()), unit));
    }
    if (shape.exclusiveEarliest() != null) {
      least = least.max(floor(nanos(shape.exclusiveEarliest()), unit).add(BigInteger.ONE));
    }
    if (shape.latest() != null) {
      behind = behind.min(floor(nanos(shape.latest()), unit).add(BigInteger.ONE));
    }
    if (shape.exclusiveLatest() != null) {
      behind = behind.min(ceiling(nanos(shape.exclusiveLatest()), unit));
    }
    BigInteger greatest = behind.subtract(BigInteger.ONE);
    if (least.compareTo(greatest) > 0) {
      return new long[] {1, 0};
    }
    return new long[] {least.max(LEAST).longValue(), greatest.min(GREATEST).longValue()};
  }

  private static BigInteger nanos(Shape.Temporal.@Nullable Bound bound) {
    Instant instant = requireNonNull(bound).instant();
    return BigInteger.valueOf(instant.getEpochSecond())
        .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
        .add(BigInteger.valueOf(instant.getNano()));
  }

  private static BigInteger floor(BigInteger nanos, long unit) {
    BigInteger[] parts = nanos.divideAndRemainder(BigInteger.valueOf(unit));
    return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
  }

  private static BigInteger ceiling(BigInteger nanos, long unit) {
    return floor(nanos.negate(), unit).negate();
  }
}
