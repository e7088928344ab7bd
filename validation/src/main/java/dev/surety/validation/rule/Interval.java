package dev.surety.validation.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Numbers from one to another, both included, as CEL computes with them.
 *
 * @param lower null for no bound
 * @param upper null for no bound
 * @param integer whether they are CEL's {@code int}; else they are doubles
 */
record Interval(@Nullable BigDecimal lower, @Nullable BigDecimal upper, boolean integer) {
  /** Up to here an int and a double are compared exactly. */
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  static Interval of(long value) {
    BigDecimal number = BigDecimal.valueOf(value);
    return new Interval(number, number, true);
  }

  /** Null for infinity and what is no number. */
  static @Nullable Interval of(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal number = new BigDecimal(value);
    return new Interval(number, number, false);
  }

  static Interval integers(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {
    return new Interval(
        lower == null ? null : lower.setScale(0, RoundingMode.CEILING),
        upper == null ? null : upper.setScale(0, RoundingMode.FLOOR),
        true);
  }

  /** The doubles that numbers between two exact bounds become. */
  static Interval doubles(@Nullable BigDecimal lower, @Nullable BigDecimal upper) {
    return new Interval(rounded(lower), rounded(upper), false);
  }

  private static @Nullable BigDecimal rounded(@Nullable BigDecimal bound) {
    double value = bound == null ? Double.NaN : bound.doubleValue();
    return Double.isFinite(value) ? new BigDecimal(value) : null;
  }

  boolean isEmpty() {
    return lower != null && upper != null && lower.compareTo(upper) > 0;
  }

  private boolean isPoint() {
    return lower != null && upper != null && lower.compareTo(upper) == 0;
  }

  private boolean isComparableWith(Interval other) {
    return integer == other.integer || (isExact() && other.isExact());
  }

  private boolean isExact() {
    return (lower == null || lower.abs().compareTo(EXACT) <= 0)
        && (upper == null || upper.abs().compareTo(EXACT) <= 0);
  }

  /** What {@code <} comes to; {@code orEqual} makes it {@code <=}. */
  Outcomes less(Interval other, boolean orEqual) {
    if (!isComparableWith(other)) {
      return Outcomes.EITHER;
    }
    if (upper != null && other.lower != null) {
      int order = upper.compareTo(other.lower);
      if (order < 0 || (order == 0 && orEqual)) {
        return Outcomes.TRUE;
      }
    }
    if (lower != null && other.upper != null) {
      int order = lower.compareTo(other.upper);
      if (order > 0 || (order == 0 && !orEqual)) {
        return Outcomes.FALSE;
      }
    }
    return Outcomes.EITHER;
  }

  /** What {@code ==} comes to. */
  Outcomes equal(Interval other) {
    if (!isComparableWith(other)) {
      return Outcomes.EITHER;
    }
    if (isPoint() && other.isPoint()) {
      return Outcomes.of(lower != null && other.lower != null && lower.compareTo(other.lower) == 0);
    }
    boolean apart =
        less(other, false).isOnly(Outcomes.TRUE) || other.less(this, false).isOnly(Outcomes.TRUE);
    return apart ? Outcomes.FALSE : Outcomes.EITHER;
  }

  /** Those that are at most as great as the other's greatest; less, when {@code strictly}. */
  Interval below(Interval other, boolean strictly) {
    if (other.upper == null || !isComparableWith(other)) {
      return this;
    }
    BigDecimal bound = other.upper;
    if (integer) {
      BigDecimal floor = bound.setScale(0, RoundingMode.FLOOR);
      bound = strictly && floor.compareTo(bound) == 0 ? floor.subtract(BigDecimal.ONE) : floor;
    } else if (strictly && bound.abs().compareTo(EXACT) <= 0) {
      bound = new BigDecimal(Math.nextDown(bound.doubleValue()));
    }
    return upper == null || bound.compareTo(upper) < 0 ? new Interval(lower, bound, integer) : this;
  }

  /** Those that are at least as great as the other's least; greater, when {@code strictly}. */
  Interval above(Interval other, boolean strictly) {
    Interval mirrored = negated().below(other.negated(), strictly);
    return mirrored.negated();
  }

  Interval negated() {
    return new Interval(
        upper == null ? null : upper.negate(), lower == null ? null : lower.negate(), integer);
  }
}
