package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Text;
import dev.surety.contract.convert.Facet.Fact;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Bounds of numbers: as they are, or by the format of a contract that stands for them. */
final class Bounds {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** A format of integers, or of numbers. */
  private record Range(String name, boolean integers, BigDecimal least, BigDecimal greatest) {
    static Range signed(int bits) {
      BigDecimal power = TWO.pow(bits - 1);
      return new Range("i" + bits, true, power.negate(), power.subtract(BigDecimal.ONE));
    }

    static Range unsigned(int bits) {
      BigDecimal greatest = TWO.pow(bits).subtract(BigDecimal.ONE);
      return new Range("u" + bits, true, BigDecimal.ZERO, greatest);
    }

    static Range floating(String name, double greatest) {
      BigDecimal most = new BigDecimal(greatest);
      return new Range(name, false, most.negate(), most);
    }

    boolean holds(BigDecimal number) {
      return number.compareTo(least) >= 0 && number.compareTo(greatest) <= 0;
    }
  }

  private static final Range I64 = Range.signed(64);
  private static final List<Range> WIDER =
      List.of(Range.unsigned(64), Range.signed(128), Range.unsigned(128));
  private static final List<Range> RANGES =
      List.of(
          Range.signed(8),
          Range.signed(16),
          Range.signed(32),
          I64,
          Range.signed(128),
          Range.unsigned(8),
          Range.unsigned(16),
          Range.unsigned(32),
          Range.unsigned(64),
          Range.unsigned(128),
          Range.floating("f32", Float.MAX_VALUE),
          Range.floating("f64", Double.MAX_VALUE));

  private final ShapeProperties properties;
  private final PropertyDraft draft;
  private final SchemaShape shape;

  Bounds(ShapeProperties properties, PropertyDraft draft, SchemaShape shape) {
    this.properties = properties;
    this.draft = draft;
    this.shape = shape;
  }

  private static @Nullable BigDecimal number(SchemaShape shape, Facet facet) {
    Fact fact = shape.facts.get(facet);
    return fact == null ? null : (BigDecimal) fact.value();
  }

  private static @Nullable BigDecimal least(SchemaShape shape) {
    BigDecimal inclusive = number(shape, Facet.MINIMUM);
    BigDecimal exclusive = number(shape, Facet.EXCLUSIVE_MINIMUM);
    return inclusive == null || exclusive == null
        ? inclusive == null ? exclusive : inclusive
        : inclusive.max(exclusive);
  }

  private static @Nullable BigDecimal greatest(SchemaShape shape) {
    BigDecimal inclusive = number(shape, Facet.MAXIMUM);
    BigDecimal exclusive = number(shape, Facet.EXCLUSIVE_MAXIMUM);
    return inclusive == null || exclusive == null
        ? inclusive == null ? exclusive : inclusive
        : inclusive.min(exclusive);
  }

  /** Whether integers may be greater than a contract's integer without a format. */
  static boolean areUnknown(SchemaShape shape) {
    return shape.values == null && (least(shape) == null || greatest(shape) == null);
  }

  /** Integers beyond the widest format are numbers without a fraction. */
  static LogicalType typeOfIntegers(SchemaShape shape) {
    return range(shape) == null ? LogicalType.NUMBER : LogicalType.INTEGER;
  }

  /** The narrowest of the wide formats that holds the bounds; null when none does. */
  private static @Nullable Range range(SchemaShape shape) {
    BigDecimal least = least(shape);
    BigDecimal greatest = greatest(shape);
    boolean is64 = (least == null || I64.holds(least)) && (greatest == null || I64.holds(greatest));
    boolean valuesFit =
        shape.values == null
            || shape.values.values().stream()
                .allMatch(value -> !(value instanceof BigDecimal n) || I64.holds(n));
    if (is64 && valuesFit) {
      return I64;
    }
    if (least == null || greatest == null) {
      return null;
    }
    return WIDER.stream()
        .filter(range -> range.holds(least) && range.holds(greatest))
        .findFirst()
        .orElse(null);
  }

  /**
   * @param types the number types that the schema lets in
   */
  void fill(Set<JsonType> types) {
    draft.minimum = number(shape, Facet.MINIMUM);
    draft.maximum = number(shape, Facet.MAXIMUM);
    draft.exclusiveMinimum = number(shape, Facet.EXCLUSIVE_MINIMUM);
    draft.exclusiveMaximum = number(shape, Facet.EXCLUSIVE_MAXIMUM);
    multipleOf(types);
    if (isEmpty()) {
      properties.impossible(shape, Facet.MAXIMUM);
      draft.maximum = null;
      draft.exclusiveMaximum = null;
    }
    boolean integers = draft.type == LogicalType.INTEGER;
    for (Range range : RANGES) {
      boolean isRange =
          range.integers() == integers
              && equal(draft.minimum, range.least())
              && equal(draft.maximum, range.greatest());
      if (isRange) {
        draft.minimum = null;
        draft.maximum = null;
        format(range);
        return;
      }
    }
    Range wide = integers ? range(shape) : null;
    if (wide != null) {
      format(wide);
    }
  }

  private void format(Range range) {
    // An integer without a format is an i64.
    if (!range.name().equals(I64.name())) {
      draft.format = new Text(range.name(), shape.at, shape.at.column());
    }
  }

  private static boolean equal(@Nullable BigDecimal one, BigDecimal other) {
    return one != null && one.compareTo(other) == 0;
  }

  private void multipleOf(Set<JsonType> types) {
    BigDecimal step = number(shape, Facet.MULTIPLE_OF);
    if (step != null && step.signum() <= 0) {
      properties.impossible(shape, Facet.MULTIPLE_OF);
      step = null;
    }
    boolean wideIntegers = draft.type == LogicalType.NUMBER && !types.contains(JsonType.FRACTION);
    if (wideIntegers && step == null) {
      step = BigDecimal.ONE;
    } else if (wideIntegers && step != null && step.stripTrailingZeros().scale() > 0) {
      properties.impossible(shape, Facet.MULTIPLE_OF);
      step = BigDecimal.ONE;
    }
    draft.multipleOf = step;
  }

  private boolean isEmpty() {
    return crosses(draft.minimum, draft.maximum, 0)
        || crosses(draft.minimum, draft.exclusiveMaximum, -1)
        || crosses(draft.exclusiveMinimum, draft.maximum, -1)
        || crosses(draft.exclusiveMinimum, draft.exclusiveMaximum, -1);
  }

  private static boolean crosses(@Nullable BigDecimal low, @Nullable BigDecimal high, int most) {
    return low != null && high != null && low.compareTo(high) > most;
  }
}
