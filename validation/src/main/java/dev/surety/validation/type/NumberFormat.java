package dev.surety.validation.type;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The number formats of ODCS.
 *
 * <p>ODCS says that an integer without a format is an i32. That default is not applied: it would
 * refuse good data (the ids of any large system) for something that nobody wrote. An integer
 * without a format is an i64, the widest that a rule or a column can hold; a number without a
 * format has no bound.
 */
public enum NumberFormat {
  I8(true, signed(8), signedMax(8)),
  I16(true, signed(16), signedMax(16)),
  I32(true, signed(32), signedMax(32)),
  I64(true, signed(64), signedMax(64)),
  I128(true, signed(128), signedMax(128)),
  U8(true, ZERO, unsignedMax(8)),
  U16(true, ZERO, unsignedMax(16)),
  U32(true, ZERO, unsignedMax(32)),
  U64(true, ZERO, unsignedMax(64)),
  U128(true, ZERO, unsignedMax(128)),
  F32(false, new BigDecimal(Float.MAX_VALUE).negate(), new BigDecimal(Float.MAX_VALUE)),
  F64(false, new BigDecimal(Double.MAX_VALUE).negate(), new BigDecimal(Double.MAX_VALUE)),
  /** A number without a format. */
  UNBOUNDED(false, ZERO, ZERO);

  private final boolean integer;
  private final BigDecimal least;
  private final BigDecimal greatest;

  NumberFormat(boolean integer, BigDecimal least, BigDecimal greatest) {
    this.integer = integer;
    this.least = least;
    this.greatest = greatest;
  }

  /** The format of that name for an integer, or for a number that may have a fraction. */
  public static Optional<NumberFormat> named(String name, boolean integer) {
    return formats(integer).stream().filter(format -> format.odcsName().equals(name)).findFirst();
  }

  /** The names that a contract may use. */
  public static List<String> names(boolean integer) {
    return formats(integer).stream().map(NumberFormat::odcsName).toList();
  }

  /** The name that a contract uses. */
  public String odcsName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The least number of the format; {@link #UNBOUNDED} has none. */
  public BigDecimal least() {
    return least;
  }

  /** The greatest number of the format; {@link #UNBOUNDED} has none. */
  public BigDecimal greatest() {
    return greatest;
  }

  /** Whether the number is in the format's range. */
  public boolean holds(BigDecimal number) {
    return this == UNBOUNDED || (number.compareTo(least) >= 0 && number.compareTo(greatest) <= 0);
  }

  private static List<NumberFormat> formats(boolean integer) {
    return Arrays.stream(values())
        .filter(format -> format.integer == integer && format != UNBOUNDED)
        .toList();
  }

  private static BigDecimal signed(int bits) {
    return power(bits - 1).negate();
  }

  private static BigDecimal signedMax(int bits) {
    return power(bits - 1).subtract(ONE);
  }

  private static BigDecimal unsignedMax(int bits) {
    return power(bits).subtract(ONE);
  }

  private static BigDecimal power(int bits) {
    return BigDecimal.valueOf(2).pow(bits);
  }
}
