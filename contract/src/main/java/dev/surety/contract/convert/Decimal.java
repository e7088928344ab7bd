package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A decimal number of a fixed number of digits.
 *
 * @param precision all digits
 * @param scale digits behind the point
 */
record Decimal(int precision, int scale) {
  /** What Flink and most databases can hold. */
  static final int MAX_PRECISION = 38;

  private static final Pattern PHYSICAL =
      Pattern.compile("(?:decimal|numeric)\\( *([0-9]{1,3}) *(?:, *([0-9]{1,3}) *)?\\)");

  /**
   * The decimal that a property is: by its {@code physicalType}, else by its bounds and what it is
   * a multiple of. Empty when it is none, or has more digits than {@link #MAX_PRECISION}.
   */
  static Optional<Decimal> of(Property property) {
    if (property.type() != LogicalType.NUMBER || property.options().format() != null) {
      return Optional.empty();
    }
    String physicalType = property.information().physicalType();
    Optional<Decimal> physical =
        physicalType == null
            ? Optional.empty()
            : parse(physicalType.toLowerCase(java.util.Locale.ROOT));
    return physical.isPresent() ? physical : ofOptions(property.options());
  }

  private static Optional<Decimal> parse(String physicalType) {
    Matcher matcher = PHYSICAL.matcher(physicalType);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int precision = Integer.parseInt(matcher.group(1));
    int scale = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return valid(precision, scale);
  }

  private static Optional<Decimal> ofOptions(Options options) {
    BigDecimal step = options.multipleOf();
    BigDecimal least = either(options.minimum(), options.exclusiveMinimum());
    BigDecimal most = either(options.maximum(), options.exclusiveMaximum());
    if (step == null || least == null || most == null || step.signum() <= 0) {
      return Optional.empty();
    }
    int scale = Math.max(0, step.stripTrailingZeros().scale());
    int whole =
        Stream.of(least, most)
            .map(bound -> bound.abs().setScale(0, RoundingMode.DOWN))
            .mapToInt(bound -> bound.signum() == 0 ? 0 : bound.precision())
            .max()
            .orElse(0);
    return valid(Math.max(1, whole + scale), scale);
  }

  private static @Nullable BigDecimal either(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : one;
  }

  private static Optional<Decimal> valid(int precision, int scale) {
    return precision >= 1 && precision <= MAX_PRECISION && scale >= 0 && scale <= precision
        ? Optional.of(new Decimal(precision, scale))
        : Optional.empty();
  }

  /** The difference of two neighbours. */
  BigDecimal step() {
    return BigDecimal.ONE.movePointLeft(scale);
  }

  /** The greatest. */
  BigDecimal greatest() {
    return BigDecimal.TEN.pow(precision).subtract(BigDecimal.ONE).movePointLeft(scale);
  }

  @Override
  public String toString() {
    return "decimal(" + precision + "," + scale + ")";
  }
}
