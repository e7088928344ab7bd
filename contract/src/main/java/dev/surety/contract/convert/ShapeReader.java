package dev.surety.contract.convert;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.convert.Facet.Fact;
import dev.surety.contract.convert.SchemaFiles.Draft;
import dev.surety.contract.convert.SchemaFiles.Place;
import dev.surety.contract.convert.SchemaFiles.Resource;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the tree of a schema to its {@link SchemaShape}: references followed, keywords joined. */
final class ShapeReader {
  /** Greatest number of schemas, each counted as often as it is referred to. */
  static final int MAX_SCHEMAS = 200_000;

  /** Greatest number of schemas inside of each other. */
  private static final int MAX_DEPTH = 200;

  /** Keywords that say how the rest is read. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "$schema",
          "$id",
          "id",
          "$anchor",
          "$vocabulary",
          "$recursiveAnchor",
          "definitions",
          "$defs");

  /** Keywords that are read together with others. */
  private static final Set<String> READ =
      Set.of(
          "type",
          "enum",
          "const",
          "properties",
          "required",
          "additionalProperties",
          "unevaluatedProperties",
          "patternProperties",
          "propertyNames",
          "items",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "$ref");

  /** Keywords that decide which other schemas hold; unevaluatedProperties looks through them. */
  private static final List<String> CONDITIONS =
      List.of(
          "if", "then", "else", "dependentSchemas", "dependencies", "$dynamicRef", "$recursiveRef");

  /** There are more schemas than can be held. */
  static final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge(String message) {
      super(message);
    }
  }

  private final SchemaFiles files;
  private final Collection<Loss> losses;
  private final ShapeAlgebra algebra;
  private final Deque<YamlNode> references = new ArrayDeque<>();
  private int count;
  private int depth;

  ShapeReader(SchemaFiles files, Collection<Loss> losses) {
    this.files = files;
    this.losses = losses;
    this.algebra = new ShapeAlgebra(losses);
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  /** The shape of a schema. */
  SchemaShape read(YamlNode node, Resource resource) throws TooLarge {
    if (++count > MAX_SCHEMAS) {
      throw new TooLarge(
          "with all references followed there are more than " + MAX_SCHEMAS + " schemas");
    }
    if (!(node instanceof YamlMapping schema)) {
      boolean isFalse =
          node instanceof YamlScalar flag && flag.booleanValue().equals(Optional.of(false));
      return isFalse ? SchemaShape.nothing(node.at()) : SchemaShape.any(node.at());
    }
    if (++depth > MAX_DEPTH) {
      throw new TooLarge("more than " + MAX_DEPTH + " schemas are inside of each other");
    }
    SchemaShape shape = joined(schema, files.owner(schema, resource));
    depth--;
    return shape;
  }

  private SchemaShape joined(YamlMapping schema, Resource resource) throws TooLarge {
    Optional<YamlMapping.Entry> reference = schema.entry("$ref");
    if (reference.isPresent() && resource.draft() != Draft.MODERN) {
      loseBeside(schema);
      return referenced(reference.get().value(), resource, schema);
    }
    SchemaShape shape = own(schema, resource);
    if (reference.isPresent()) {
      shape = algebra.and(shape, referenced(reference.get().value(), resource, schema));
    }
    for (YamlNode part : list(schema, "allOf")) {
      shape = algebra.and(shape, read(part, resource));
    }
    for (String keyword : List.of("anyOf", "oneOf")) {
      List<YamlNode> branches = list(schema, keyword);
      if (!branches.isEmpty()) {
        YamlNode at = schema.get(keyword).orElseThrow();
        shape = algebra.and(shape, union(keyword, at.at(), branches, resource));
      }
    }
    Optional<YamlNode> not = schema.get("not");
    if (not.isPresent()) {
      exclude(not.get(), shape);
    }
    Optional<YamlNode> unevaluated = schema.get("unevaluatedProperties");
    if (unevaluated.isPresent()) {
      close(schema, unevaluated.get(), shape, resource);
    }
    return shape;
  }

  /** Up to draft-07 all that stands beside a reference says nothing. */
  private void loseBeside(YamlMapping schema) {
    for (YamlMapping.Entry entry : schema.entries()) {
      String keyword = entry.key().value();
      if (!keyword.equals("$ref") && !STRUCTURE.contains(keyword)) {
        String why = "up to draft-07, what stands beside a reference says nothing";
        losses.add(Loss.ofRemark(entry.value().at(), keyword, why));
      }
    }
  }

  private SchemaShape referenced(YamlNode reference, Resource resource, YamlMapping schema)
      throws TooLarge {
    SchemaShape unknown = SchemaShape.any(schema.at());
    unknown.knowsOthers = true;
    if (!(reference instanceof YamlScalar scalar) || !scalar.isString()) {
      lost(reference.at(), "$ref", "it is no string");
      return unknown;
    }
    Optional<Place> place = files.resolve(scalar.value(), resource, reference.at());
    if (place.isEmpty()) {
      return unknown;
    }
    YamlNode target = place.get().node();
    if (references.stream().anyMatch(node -> node == target)) {
      lost(reference.at(), "$ref", "a contract has no recursive types; here any value is accepted");
      return unknown;
    }
    references.push(target);
    SchemaShape shape = read(target, place.get().resource());
    references.pop();
    return shape;
  }

  private SchemaShape union(String keyword, Position at, List<YamlNode> branches, Resource resource)
      throws TooLarge {
    SchemaShape union = read(branches.get(0), resource);
    boolean exact = true;
    for (YamlNode branch : branches.subList(1, branches.size())) {
      SchemaShape shape = read(branch, resource);
      exact &= ShapeAlgebra.isExact(union, shape, keyword.equals("oneOf"));
      union = algebra.or(union, shape, at);
    }
    if (!exact) {
      lost(at, keyword, "a contract has no alternatives; what holds for all of them is kept");
    }
    return union;
  }

  /** Only types can be ruled out. */
  private void exclude(YamlNode not, SchemaShape shape) {
    boolean onlyType = not instanceof YamlMapping mapping && mapping.keys().equals(Set.of("type"));
    Set<JsonType> ruledOut = onlyType ? types(((YamlMapping) not).get("type").orElseThrow()) : null;
    if (ruledOut == null) {
      lost(not.at(), "not", "a contract cannot rule out values by a schema");
      return;
    }
    Set<JsonType> left = EnumSet.noneOf(JsonType.class);
    left.addAll(shape.types);
    left.removeAll(ruledOut);
    shape.types = left;
    shape.typesAt.add(not.at());
  }

  private void close(YamlMapping schema, YamlNode value, SchemaShape shape, Resource resource)
      throws TooLarge {
    boolean conditional =
        CONDITIONS.stream().anyMatch(schema::has) || schema.has("anyOf") || schema.has("oneOf");
    SchemaShape rest = read(value, resource);
    boolean knewOthers = shape.knowsOthers;
    // Whatever it lets in is known to a schema around this one.
    shape.knowsOthers |= !rest.isNothing();
    boolean saysNothing = value instanceof YamlScalar && !rest.isNothing();
    if (saysNothing || shape.additional != null) {
      return;
    }
    if (knewOthers || conditional) {
      String why = "which members are known depends on the record";
      lost(value.at(), "unevaluatedProperties", why);
    } else {
      shape.additional = rest;
      shape.additionalAt = value.at();
    }
  }

  private SchemaShape own(YamlMapping schema, Resource resource) throws TooLarge {
    SchemaShape shape = new SchemaShape(schema.at());
    shape.remarks = SchemaRemarks.of(schema, losses);
    Optional<YamlNode> type = schema.get("type");
    if (type.isPresent()) {
      restrict(shape, types(type.get()), type.get());
    }
    constants(schema, shape);
    for (YamlMapping.Entry entry : schema.entries()) {
      String keyword = entry.key().value();
      Facet facet = Facet.of(keyword);
      if (facet != null) {
        fact(facet, entry.value(), schema, shape);
      } else if (CONDITIONS.contains(keyword)) {
        shape.knowsOthers = true;
        lost(entry.value().at(), keyword, "a contract has no conditions but in rules");
      } else if (!READ.contains(keyword)
          && !STRUCTURE.contains(keyword)
          && !SchemaRemarks.isRemark(keyword)) {
        lost(entry.value().at(), keyword, "a contract has no word for it here");
      }
    }
    objects(schema, shape, resource);
    arrays(schema, shape, resource);
    return shape;
  }

  private void restrict(SchemaShape shape, @Nullable Set<JsonType> types, YamlNode at) {
    if (types == null) {
      lost(at.at(), "type", "there is no such type in JSON Schema");
      return;
    }
    shape.types = JsonType.both(shape.types, types);
    shape.typesAt.add(at.at());
  }

  private static @Nullable Set<JsonType> types(YamlNode type) {
    List<YamlNode> names = type instanceof YamlSequence list ? list.items() : List.of(type);
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    for (YamlNode name : names) {
      Set<JsonType> named =
          name instanceof YamlScalar scalar ? JsonType.named(scalar.value()) : null;
      if (named == null) {
        return null;
      }
      types.addAll(named);
    }
    return types;
  }

  private void constants(YamlMapping schema, SchemaShape shape) {
    for (String keyword : List.of("enum", "const")) {
      Optional<YamlNode> node = schema.get(keyword);
      if (node.isPresent()) {
        boolean isEnum = keyword.equals("enum");
        List<YamlNode> values =
            isEnum && node.get() instanceof YamlSequence list ? list.items() : List.of(node.get());
        values(keyword, node.get(), values, shape);
      }
    }
  }

  private void values(String keyword, YamlNode at, List<YamlNode> nodes, SchemaShape shape) {
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    Map<Object, Object> values = new LinkedHashMap<>();
    boolean scalars = true;
    for (YamlNode node : nodes) {
      Object value = constant(node);
      JsonType type = typeOf(node, value);
      types.add(type);
      scalars &= value != null || type == JsonType.NULL;
      if (value != null) {
        values.put(SchemaShape.key(value), value);
      }
    }
    restrict(shape, types, at);
    if (!scalars) {
      lost(at.at(), keyword, "values of an enum are scalars");
    } else if (shape.values == null) {
      shape.values = values;
    } else {
      shape.values.keySet().retainAll(values.keySet());
    }
  }

  private static JsonType typeOf(YamlNode node, @Nullable Object value) {
    if (node instanceof YamlMapping) {
      return JsonType.OBJECT;
    }
    if (node instanceof YamlSequence) {
      return JsonType.ARRAY;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? JsonType.INTEGER : JsonType.FRACTION;
    }
    return switch (((YamlScalar) node).kind()) {
      case STRING -> JsonType.STRING;
      case BOOLEAN -> JsonType.BOOLEAN;
      case NULL -> JsonType.NULL;
      case INTEGER -> JsonType.INTEGER;
      case NUMBER -> JsonType.FRACTION;
    };
  }

  /** A scalar as its value; null for null and for what is no scalar. */
  static @Nullable Object constant(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return null;
    }
    return switch (scalar.kind()) {
      case STRING -> scalar.value();
      case INTEGER, NUMBER -> scalar.number().orElse(null);
      case BOOLEAN -> scalar.booleanValue().orElse(null);
      case NULL -> null;
    };
  }

  private void fact(Facet facet, YamlNode node, YamlMapping schema, SchemaShape shape) {
    YamlScalar scalar = node instanceof YamlScalar one ? one : null;
    Optional<Boolean> flag = scalar == null ? Optional.empty() : scalar.booleanValue();
    Object value = null;
    switch (facet) {
      case PATTERN, FORMAT -> value = scalar != null && scalar.isString() ? scalar.text() : null;
      case UNIQUE_ITEMS -> {
        if (flag.equals(Optional.of(false))) {
          return;
        }
        value = flag.orElse(null);
      }
      default -> value = scalar == null ? null : scalar.number().orElse(null);
    }
    Facet meant = facet;
    boolean isBound = facet == Facet.EXCLUSIVE_MINIMUM || facet == Facet.EXCLUSIVE_MAXIMUM;
    if (isBound && flag.isPresent()) {
      // Draft-04 says by a flag beside it whether the bound itself is outside.
      return;
    }
    if (facet == Facet.MINIMUM && isTrue(schema, "exclusiveMinimum")) {
      meant = Facet.EXCLUSIVE_MINIMUM;
    } else if (facet == Facet.MAXIMUM && isTrue(schema, "exclusiveMaximum")) {
      meant = Facet.EXCLUSIVE_MAXIMUM;
    }
    if (value == null) {
      lost(node.at(), facet.keyword(), "its value is not one that can be read");
    } else {
      shape.facts.put(meant, new Fact(value, node.at()));
    }
  }

  private static boolean isTrue(YamlMapping schema, String key) {
    return schema.get(key).orElse(null) instanceof YamlScalar flag
        && flag.booleanValue().equals(Optional.of(true));
  }

  private void objects(YamlMapping schema, SchemaShape shape, Resource resource) throws TooLarge {
    Optional<YamlNode> properties = schema.get("properties");
    if (properties.orElse(null) instanceof YamlMapping members) {
      shape.propertiesAt.add(members.at());
      for (YamlMapping.Entry entry : members.entries()) {
        shape.properties.put(entry.key().value(), read(entry.value(), resource));
      }
    }
    for (YamlNode name : list(schema, "required")) {
      if (name instanceof YamlScalar scalar && scalar.isString()) {
        shape.required.put(scalar.value(), scalar.text());
      }
    }
    Optional<YamlNode> names = schema.get("propertyNames");
    if (names.isPresent()) {
      shape.names = read(names.get(), resource);
      shape.namesAt = names.get().at();
    }
    Optional<YamlNode> additional = schema.get("additionalProperties");
    if (additional.isPresent()) {
      shape.additional = read(additional.get(), resource);
      shape.additionalAt = additional.get().at();
      if (additional.get() instanceof YamlScalar && !shape.isClosed()) {
        shape.additional = null;
      }
      shape.knowsOthers |= !shape.isClosed();
    }
    Optional<YamlNode> patterns = schema.get("patternProperties");
    if (patterns.orElse(null) instanceof YamlMapping map && !map.entries().isEmpty()) {
      patterns(map, shape, resource);
    }
  }

  /** One pattern and nothing else makes a map; others cannot be said. */
  private void patterns(YamlMapping patterns, SchemaShape shape, Resource resource)
      throws TooLarge {
    boolean isMap =
        patterns.entries().size() == 1
            && shape.properties.isEmpty()
            && shape.required.isEmpty()
            && shape.names == null
            && shape.isClosed();
    shape.knowsOthers = true;
    if (isMap) {
      YamlMapping.Entry only = patterns.entries().iterator().next();
      SchemaShape name = SchemaShape.any(patterns.at());
      name.facts.put(Facet.PATTERN, new Fact(only.key().text(), patterns.at()));
      shape.names = name;
      shape.namesAt = patterns.at();
      shape.additional = read(only.value(), resource);
      return;
    }
    lost(patterns.at(), "patternProperties", "names of members that match a pattern are lost");
    if (shape.additional != null && shape.additionalAt != null) {
      String why = "members whose names match a pattern cannot be let in alone";
      lost(shape.additionalAt, "additionalProperties", why);
      shape.additional = null;
    }
  }

  private void arrays(YamlMapping schema, SchemaShape shape, Resource resource) throws TooLarge {
    Optional<YamlNode> items = schema.get("items");
    if (items.isEmpty()) {
      return;
    }
    if (items.get() instanceof YamlSequence || schema.has("prefixItems")) {
      lost(items.get().at(), "items", "items of an array are all of one type");
      return;
    }
    shape.items = read(items.get(), resource);
    shape.itemsAt = items.get().at();
    if (items.get() instanceof YamlScalar && !shape.items.isNothing()) {
      shape.items = null;
    }
  }

  private static List<YamlNode> list(YamlMapping schema, String key) {
    return schema.get(key).orElse(null) instanceof YamlSequence list ? list.items() : List.of();
  }

  /** A name as a text, for a member that is required and not listed. */
  static Text text(String value, Position at) {
    return new Text(value, at, at.column());
  }
}
