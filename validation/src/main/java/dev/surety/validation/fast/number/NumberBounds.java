package dev.surety.validation.fast.number;

import dev.surety.validation.type.NumberFormat;
import dev.surety.validation.type.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a number as whole numbers to compare a mantissa with, exactly: a number is {@code
 * mantissa} · 10^-{@code scale}. The least and the greatest long stand for bounds beyond them too.
 */
public final class NumberBounds {
  /** Instead of a step: only zero is a multiple. */
  public static final long ONLY_ZERO = 0;

  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private NumberBounds() {}

  /** The least mantissa that is allowed at a scale. */
  public static long least(Shape.Numeric shape, int scale) {
    BigInteger least = LEAST;
    if (shape.format() != NumberFormat.UNBOUNDED) {
      least = least.max(ceiling(shape.format().least(), scale));
    }
    if (shape.minimum() != null) {
      least = least.max(ceiling(shape.minimum(), scale));
    }
    if (shape.exclusiveMinimum() != null) {
      least = least.max(floor(shape.exclusiveMinimum(), scale).add(BigInteger.ONE));
    }
    return least.min(GREATEST).longValueExact();
  }

  /** The greatest mantissa that is allowed at a scale. */
  public static long greatest(Shape.Numeric shape, int scale) {
    BigInteger greatest = GREATEST;
    if (shape.format() != NumberFormat.UNBOUNDED) {
      greatest = greatest.min(floor(shape.format().greatest(), scale));
    }
    if (shape.maximum() != null) {
      greatest = greatest.min(floor(shape.maximum(), scale));
    }
    if (shape.exclusiveMaximum() != null) {
      greatest = greatest.min(ceiling(shape.exclusiveMaximum(), scale).subtract(BigInteger.ONE));
    }
    return greatest.max(LEAST).longValueExact();
  }

  private static BigInteger ceiling(BigDecimal bound, int scale) {
    return rounded(bound, scale, RoundingMode.CEILING);
  }

  private static BigInteger floor(BigDecimal bound, int scale) {
    return rounded(bound, scale, RoundingMode.FLOOR);
  }

  private static BigInteger rounded(BigDecimal bound, int scale, RoundingMode mode) {
    // A bound may have an exponent of a million: it is not written out.
    long magnitude = (long) bound.precision() - bound.scale() + scale;
    if (magnitude > 400 || bound.signum() == 0) {
      return bound.signum() == 0
          ? BigInteger.ZERO
          : bound.signum() < 0 ? LEAST.multiply(BigInteger.TEN) : GREATEST.multiply(BigInteger.TEN);
    }
    if (magnitude < -1) {
      boolean up = mode == RoundingMode.CEILING;
      return up == bound.signum() > 0 ? BigInteger.valueOf(bound.signum()) : BigInteger.ZERO;
    }
    return bound.movePointRight(scale).setScale(0, mode).toBigInteger();
  }

  /** Of which number the mantissa must be a multiple, or {@link #ONLY_ZERO}. */
  public static long step(@Nullable BigDecimal step, int scale) {
    if (step == null) {
      return 1;
    }
    BigDecimal normal = step.stripTrailingZeros();
    BigInteger digits = normal.unscaledValue();
    long shift = (long) normal.scale() - scale;
    if (shift < -40) {
      return ONLY_ZERO;
    }
    // Each factor of ten has one two and one five; more than the digits' own bits cancel nothing.
    BigInteger least =
        shift >= 0
            ? digits.divide(
                digits.gcd(
                    BigInteger.TEN.pow((int) Math.min(shift, (long) digits.bitLength() + 1))))
            : digits.multiply(BigInteger.TEN.pow((int) -shift));
    return least.bitLength() > 63 ? ONLY_ZERO : least.longValueExact();
  }
}
