package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers that properties accept, and each constraint alone. */
public final class Numbers {
  private Numbers() {}

  /** Whether a property holds numbers. */
  public static boolean isNumeric(Property property) {
    return property.type() == LogicalType.INTEGER || property.type() == LogicalType.NUMBER;
  }

  /** Every number that a property accepts. */
  public static NumberSet of(Property property) {
    Options options = property.options();
    NumberSet set =
        type(property)
            .and(format(property))
            .and(lower(property))
            .and(upper(property))
            .multiplesOf(options.multipleOf());
    List<BigDecimal> only =
        property.allowed().stream()
            .filter(BigDecimal.class::isInstance)
            .map(BigDecimal.class::cast)
            .toList();
    return property.allowed().isEmpty() ? set : set.onlyOf(only);
  }

  static NumberSet type(Property property) {
    return property.type() == LogicalType.INTEGER
        ? NumberSet.ALL.multiplesOf(BigDecimal.ONE)
        : NumberSet.ALL;
  }

  static NumberSet lower(Property property) {
    Options options = property.options();
    return NumberSet.ALL
        .atLeast(options.minimum(), false)
        .atLeast(options.exclusiveMinimum(), true);
  }

  static NumberSet upper(Property property) {
    Options options = property.options();
    return NumberSet.ALL.atMost(options.maximum(), false).atMost(options.exclusiveMaximum(), true);
  }

  /** The range of the format; an integer without one must fit 64 bits, as validation has it. */
  static NumberSet format(Property property) {
    Text format = property.options().format();
    String name = format == null ? "" : format.value();
    if (name.isEmpty()) {
      return property.type() == LogicalType.INTEGER ? signed(64) : NumberSet.ALL;
    }
    return switch (name) {
      case "f32" -> symmetric(new BigDecimal(Float.MAX_VALUE));
      case "f64" -> symmetric(new BigDecimal(Double.MAX_VALUE));
      default -> {
        Integer bits = bits(name);
        yield bits == null
            ? NumberSet.ALL
            : name.startsWith("i")
                ? signed(bits)
                : NumberSet.between(
                    BigDecimal.ZERO,
                    new BigDecimal(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
      }
    };
  }

  private static @Nullable Integer bits(String name) {
    return switch (name) {
      case "i8", "u8" -> 8;
      case "i16", "u16" -> 16;
      case "i32", "u32" -> 32;
      case "i64", "u64" -> 64;
      case "i128", "u128" -> 128;
      default -> null;
    };
  }

  private static NumberSet signed(int bits) {
    BigInteger beyond = BigInteger.ONE.shiftLeft(bits - 1);
    return NumberSet.between(
        new BigDecimal(beyond.negate()), new BigDecimal(beyond.subtract(BigInteger.ONE)));
  }

  private static NumberSet symmetric(BigDecimal greatest) {
    return NumberSet.between(greatest.negate(), greatest);
  }
}
