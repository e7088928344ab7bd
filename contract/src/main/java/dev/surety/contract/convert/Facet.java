package dev.surety.contract.convert;

import static dev.surety.contract.convert.JsonType.ARRAY;
import static dev.surety.contract.convert.JsonType.NUMBER;
import static dev.surety.contract.convert.JsonType.OBJECT;
import static dev.surety.contract.convert.JsonType.STRING;

import dev.surety.contract.Position;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keywords of JSON Schema that say one thing of the values of one type. */
enum Facet {
  MIN_LENGTH("minLength", Set.of(STRING), Rule.GREATER),
  MAX_LENGTH("maxLength", Set.of(STRING), Rule.LESS),
  PATTERN("pattern", Set.of(STRING), Rule.SAME),
  FORMAT("format", Set.of(STRING), Rule.SAME),
  MINIMUM("minimum", NUMBER, Rule.GREATER),
  MAXIMUM("maximum", NUMBER, Rule.LESS),
  EXCLUSIVE_MINIMUM("exclusiveMinimum", NUMBER, Rule.GREATER),
  EXCLUSIVE_MAXIMUM("exclusiveMaximum", NUMBER, Rule.LESS),
  MULTIPLE_OF("multipleOf", NUMBER, Rule.SAME),
  MIN_ITEMS("minItems", Set.of(ARRAY), Rule.GREATER),
  MAX_ITEMS("maxItems", Set.of(ARRAY), Rule.LESS),
  UNIQUE_ITEMS("uniqueItems", Set.of(ARRAY), Rule.SAME),
  MIN_PROPERTIES("minProperties", Set.of(OBJECT), Rule.GREATER),
  MAX_PROPERTIES("maxProperties", Set.of(OBJECT), Rule.LESS);

  /** What holds when two of them hold. */
  private enum Rule {
    GREATER,
    LESS,
    SAME
  }

  private final String keyword;

  // Never changed.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<JsonType> types;

  private final Rule rule;

  Facet(String keyword, Set<JsonType> types, Rule rule) {
    this.keyword = keyword;
    this.types = types;
    this.rule = rule;
  }

  /**
   * What a schema says.
   *
   * @param value a BigDecimal, a {@code Text}, or true
   * @param at where it says so
   */
  record Fact(Object value, Position at) {
    boolean isSame(@Nullable Fact other) {
      return other != null
          && (value instanceof BigDecimal one && other.value() instanceof BigDecimal two
              ? one.compareTo(two) == 0
              : value.toString().equals(other.value().toString()));
    }
  }

  static @Nullable Facet of(String keyword) {
    for (Facet facet : values()) {
      if (facet.keyword.equals(keyword)) {
        return facet;
      }
    }
    return null;
  }

  String keyword() {
    return keyword;
  }

  /** Whether the facet is about one of the types. */
  boolean isAbout(Set<JsonType> other) {
    return types.stream().anyMatch(other::contains);
  }

  /** The one that holds when both do; null when no single one does. */
  @Nullable Fact both(Fact one, Fact other) {
    if (rule == Rule.SAME) {
      return one.isSame(other) ? one : null;
    }
    return isFirst(one, other) == (rule == Rule.GREATER) ? one : other;
  }

  /** The one that holds when one of both does; null when no single one does. */
  @Nullable Fact either(Fact one, Fact other) {
    if (rule == Rule.SAME) {
      return one.isSame(other) ? one : null;
    }
    return isFirst(one, other) == (rule == Rule.GREATER) ? other : one;
  }

  private static boolean isFirst(Fact one, Fact other) {
    return ((BigDecimal) one.value()).compareTo((BigDecimal) other.value()) >= 0;
  }
}
