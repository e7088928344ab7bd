package dev.surety.validation.type;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on numbers from a record, bounded in time and memory: {@code 1e999999999} has
 * eleven characters and a billion digits, so nothing here ever writes a number out.
 */
public final class Numbers {
  /** Numbers with a greater exponent, either way, are refused when they are decoded. */
  public static final int MAX_EXPONENT = 1_000_000_000;

  private Numbers() {}

  /** A decoded number as BigDecimal; null when the value is no number. */
  public static @Nullable BigDecimal decimal(@Nullable Object value) {
    if (value instanceof Long integer) {
      return BigDecimal.valueOf(integer);
    }
    return value instanceof BigDecimal number ? number : null;
  }

  /** The number that a JSON number's text means; null when its exponent is out of range. */
  public static @Nullable BigDecimal parse(String text) {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      // The text is a JSON number, so only its exponent can be what does not fit.
      return null;
    }
    long exponent = (long) number.precision() - number.scale();
    return Math.abs((long) number.scale()) > MAX_EXPONENT || Math.abs(exponent) > MAX_EXPONENT
        ? null
        : number;
  }

  /** Whether the number has no fraction; {@code 1.0} and {@code 1e3} have none. */
  public static boolean isInteger(BigDecimal number) {
    return number.signum() == 0 || number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /** Whether {@code number} is a multiple of {@code divisor}, which is positive. */
  public static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
    if (number.signum() == 0) {
      return true;
    }
    BigDecimal dividend = number.stripTrailingZeros();
    BigDecimal factor = divisor.stripTrailingZeros();
    BigInteger digits = dividend.unscaledValue();
    BigInteger modulus = factor.unscaledValue();
    long shift = (long) factor.scale() - dividend.scale();
    if (shift >= 0) {
      return digits
          .mod(modulus)
          .multiply(BigInteger.TEN.modPow(BigInteger.valueOf(shift), modulus))
          .mod(modulus)
          .equals(BigInteger.ZERO);
    }
    // The divisor has zeros where the number has digits. A divisor greater than the number cannot
    // divide it, which also bounds the power below by the number's own length.
    return -shift < dividend.precision()
        && digits.mod(modulus.multiply(BigInteger.TEN.pow((int) -shift))).equals(BigInteger.ZERO);
  }
}
