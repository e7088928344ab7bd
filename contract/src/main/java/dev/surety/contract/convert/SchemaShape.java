package dev.surety.contract.convert;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.convert.Facet.Fact;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Schema says of a value, type by type: two of them can be joined by "and" and by "or"
 * ({@link ShapeAlgebra}). In the making only; nobody changes one that another refers to.
 */
final class SchemaShape {
  final Position at;
  Set<JsonType> types = JsonType.ALL;

  /** Where types are ruled out. */
  final Set<Position> typesAt = new LinkedHashSet<>();

  /** The only scalars, by what they are equal by; null when none is ruled out. */
  @Nullable Map<Object, Object> values;

  final Map<Facet, Fact> facts = new EnumMap<>(Facet.class);
  final Map<String, SchemaShape> properties = new LinkedHashMap<>();
  final Set<Position> propertiesAt = new LinkedHashSet<>();

  /** Names of members that must be there, and where that is said. */
  final Map<String, Text> required = new LinkedHashMap<>();

  /** What members must be that are not listed; null when they may be anything. */
  @Nullable SchemaShape additional;

  @Nullable Position additionalAt;

  /** What names of members must be; null when they may be any. */
  @Nullable SchemaShape names;

  @Nullable Position namesAt;

  /** What items of an array must be; null when they may be anything. */
  @Nullable SchemaShape items;

  @Nullable Position itemsAt;

  /** Whether something counts members as known that are not listed here. */
  boolean knowsOthers;

  SchemaRemarks remarks = SchemaRemarks.NONE;

  SchemaShape(Position at) {
    this.at = at;
  }

  /** A shape that any value fits. */
  static SchemaShape any(Position at) {
    return new SchemaShape(at);
  }

  /** A shape that no value fits. */
  static SchemaShape nothing(Position at) {
    SchemaShape nothing = new SchemaShape(at);
    nothing.types = Set.of();
    nothing.typesAt.add(at);
    return nothing;
  }

  boolean isNothing() {
    return types.isEmpty();
  }

  boolean admits(JsonType type) {
    return types.contains(type);
  }

  /** Whether unlisted members are ruled out. */
  boolean isClosed() {
    return additional != null && additional.isNothing();
  }

  /** What a member must be; null when it may be anything. */
  @Nullable SchemaShape member(String name) {
    SchemaShape listed = properties.get(name);
    return listed == null ? additional : listed;
  }

  /** What scalars are equal by: {@code 1} equals {@code 1.0}. */
  static Object key(Object value) {
    return value instanceof BigDecimal number
        ? number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros()
        : value;
  }
}
