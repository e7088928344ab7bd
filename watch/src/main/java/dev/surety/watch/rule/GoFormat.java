package dev.surety.watch.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as Go's {@code fmt} prints them, which is how Prometheus prints them in annotations. */
final class GoFormat {
  /** From a million on, a number of the shortest form is printed with an exponent. */
  private static final int SHORTEST_EXPONENT = 6;

  private static final int LEAST_EXPONENT = -4;
  private static final int MOST_DIGITS = 17;

  private GoFormat() {}

  /** {@code %v}: as few digits as identify the number. */
  static String shortest(double value) {
    return isSpecial(value)
        ? special(value)
        : general(value, shortestDigits(Math.abs(value)), SHORTEST_EXPONENT);
  }

  /** {@code %e} with as few digits as identify the number. */
  static String exponential(double value) {
    if (value == 0) {
      return special(value) + "e+00";
    }
    return isSpecial(value)
        ? special(value)
        : general(value, shortestDigits(Math.abs(value)), Integer.MIN_VALUE);
  }

  /** {@code %.4g} and the like. */
  static String general(double value, int precision) {
    return isSpecial(value) ? special(value) : general(value, digits(value, precision), precision);
  }

  /** {@code %.0f} and the like. */
  static String fixed(double value, int decimals) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return special(value);
    }
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    boolean negativeZero = rounded.signum() == 0 && (value < 0 || 1 / value < 0);
    return (negativeZero ? "-" : "") + rounded.toPlainString();
  }

  private static boolean isSpecial(double value) {
    return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
  }

  private static String special(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  private static BigDecimal digits(double value, int precision) {
    return new BigDecimal(Math.abs(value))
        .round(new MathContext(precision, RoundingMode.HALF_EVEN))
        .stripTrailingZeros();
  }

  private static BigDecimal shortestDigits(double value) {
    for (int precision = 1; precision < MOST_DIGITS; precision++) {
      BigDecimal digits = digits(value, precision);
      if (digits.doubleValue() == value) {
        return digits;
      }
    }
    return digits(value, MOST_DIGITS);
  }

  private static String general(double value, BigDecimal digits, int exponentFrom) {
    String sign = value < 0 ? "-" : "";
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent < exponentFrom) {
      return sign + digits.toPlainString();
    }
    String all = digits.unscaledValue().toString();
    String fraction = all.length() > 1 ? "." + all.substring(1) : "";
    String power = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return sign + all.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + power;
  }
}
