package dev.surety.contract.convert;

import dev.surety.contract.Position;
import dev.surety.contract.convert.Facet.Fact;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** "And" and "or" of shapes. What "and" cannot say in one place is lost, and listed. */
final class ShapeAlgebra {
  private final Collection<Loss> losses;

  ShapeAlgebra(Collection<Loss> losses) {
    this.losses = losses;
  }

  /** What fits both. */
  SchemaShape and(SchemaShape one, SchemaShape other) {
    SchemaShape both = new SchemaShape(one.at);
    both.types = JsonType.both(one.types, other.types);
    both.typesAt.addAll(one.typesAt);
    both.typesAt.addAll(other.typesAt);
    both.values = both(one.values, other.values);
    both.facts.putAll(one.facts);
    other.facts.forEach((facet, fact) -> addFact(both, facet, fact));
    members(both, one, other, this::and);
    both.required.putAll(one.required);
    other.required.forEach(both.required::putIfAbsent);
    both.additional = andPart(one.additional, other.additional);
    both.names = andPart(one.names, other.names);
    both.items = andPart(one.items, other.items);
    places(both, one, other);
    both.knowsOthers = one.knowsOthers || other.knowsOthers;
    both.remarks = one.remarks.and(other.remarks, losses);
    return both;
  }

  private @Nullable SchemaShape andPart(@Nullable SchemaShape one, @Nullable SchemaShape other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return and(one, other);
  }

  private static @Nullable Map<Object, Object> both(
      @Nullable Map<Object, Object> one, @Nullable Map<Object, Object> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    Map<Object, Object> both = new LinkedHashMap<>(one);
    both.keySet().retainAll(other.keySet());
    return both;
  }

  private void addFact(SchemaShape shape, Facet facet, Fact fact) {
    Fact known = shape.facts.get(facet);
    Fact both = known == null ? fact : facet.both(known, fact);
    if (both != null) {
      shape.facts.put(facet, both);
    } else {
      String why = "a property has one " + facet.keyword() + "; the first one is kept";
      losses.add(new Loss(fact.at(), facet.keyword(), why));
    }
  }

  /** All listed members of both, each as it is joined. */
  private static void members(
      SchemaShape joined, SchemaShape one, SchemaShape other, BinaryOperator<SchemaShape> join) {
    Set<String> names = new LinkedHashSet<>(one.properties.keySet());
    names.addAll(other.properties.keySet());
    for (String name : names) {
      SchemaShape first = one.member(name);
      SchemaShape second = other.member(name);
      SchemaShape any = SchemaShape.any(joined.at);
      joined.properties.put(
          name, join.apply(first == null ? any : first, second == null ? any : second));
    }
  }

  private static void places(SchemaShape joined, SchemaShape one, SchemaShape other) {
    joined.propertiesAt.addAll(one.propertiesAt);
    joined.propertiesAt.addAll(other.propertiesAt);
    joined.additionalAt = one.additionalAt == null ? other.additionalAt : one.additionalAt;
    joined.namesAt = one.namesAt == null ? other.namesAt : one.namesAt;
    joined.itemsAt = one.itemsAt == null ? other.itemsAt : one.itemsAt;
  }

  /** What fits every value that fits one of the two: what both say, type by type. */
  SchemaShape or(SchemaShape one, SchemaShape other, Position at) {
    if (one.isNothing() || other.isNothing()) {
      return one.isNothing() ? other : one;
    }
    SchemaShape either = new SchemaShape(at);
    either.types = JsonType.either(one.types, other.types);
    if (either.types.size() < JsonType.ALL.size()) {
      either.typesAt.add(at);
    }
    either.values = either(one, other);
    for (Facet facet : Facet.values()) {
      Fact fact = either(facet, one, other);
      if (fact != null) {
        either.facts.put(facet, fact);
      }
    }
    objects(either, one, other);
    if (one.admits(JsonType.ARRAY) && other.admits(JsonType.ARRAY)) {
      either.items = orPart(one.items, other.items, at);
    } else {
      either.items = one.admits(JsonType.ARRAY) ? one.items : other.items;
    }
    places(either, one, other);
    either.knowsOthers = one.knowsOthers || other.knowsOthers;
    either.remarks = one.remarks.or(other.remarks, losses);
    return either;
  }

  private @Nullable SchemaShape orPart(
      @Nullable SchemaShape one, @Nullable SchemaShape other, Position at) {
    return one == null || other == null ? null : or(one, other, at);
  }

  private static @Nullable Map<Object, Object> either(SchemaShape one, SchemaShape other) {
    if (one.values != null && other.values != null) {
      Map<Object, Object> either = new LinkedHashMap<>(one.values);
      other.values.forEach(either::putIfAbsent);
      return either;
    }
    // Of null alone there is nothing to list.
    if (isNull(other)) {
      return one.values;
    }
    return isNull(one) ? other.values : null;
  }

  private static boolean isNull(SchemaShape shape) {
    return shape.types.equals(EnumSet.of(JsonType.NULL));
  }

  private static @Nullable Fact either(Facet facet, SchemaShape one, SchemaShape other) {
    Fact first = facet.isAbout(one.types) ? one.facts.get(facet) : null;
    Fact second = facet.isAbout(other.types) ? other.facts.get(facet) : null;
    boolean isShared = facet.isAbout(one.types) && facet.isAbout(other.types);
    if (first != null && second != null) {
      return facet.either(first, second);
    }
    return isShared ? null : first == null ? second : first;
  }

  private void objects(SchemaShape either, SchemaShape one, SchemaShape other) {
    if (!one.admits(JsonType.OBJECT) || !other.admits(JsonType.OBJECT)) {
      SchemaShape only = one.admits(JsonType.OBJECT) ? one : other;
      either.properties.putAll(only.properties);
      either.required.putAll(only.required);
      either.additional = only.additional;
      either.names = only.names;
      return;
    }
    members(either, one, other, (first, second) -> or(first, second, either.at));
    either.required.putAll(one.required);
    either.required.keySet().retainAll(other.required.keySet());
    either.additional = orPart(one.additional, other.additional, either.at);
    either.names = orPart(one.names, other.names, either.at);
  }

  /**
   * Whether the "or" of two shapes says just what both say.
   *
   * @param onlyOne whether a value must not fit both
   */
  static boolean isExact(SchemaShape one, SchemaShape other, boolean onlyOne) {
    Set<JsonType> shared = JsonType.both(one.types, other.types);
    boolean sharesNumber =
        JsonType.NUMBER.stream().anyMatch(one.types::contains)
            && JsonType.NUMBER.stream().anyMatch(other.types::contains);
    if (shared.isEmpty() && !sharesNumber) {
      return true;
    }
    if (one.values == null || other.values == null) {
      return false;
    }
    boolean listed =
        one.facts.isEmpty() && other.facts.isEmpty() && !shared.contains(JsonType.NULL);
    return listed
        && (!onlyOne || one.values.keySet().stream().noneMatch(other.values::containsKey));
  }
}
