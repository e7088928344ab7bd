package dev.surety.contract.convert;

import static dev.surety.contract.convert.JsonType.ARRAY;
import static dev.surety.contract.convert.JsonType.NULL;
import static dev.surety.contract.convert.JsonType.OBJECT;
import static dev.surety.contract.convert.JsonType.STRING;

import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.convert.Facet.Fact;
import dev.surety.contract.convert.ShapeReader.TooLarge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From shapes to properties: what a contract cannot say is lost here, and listed. */
final class ShapeProperties {
  /** Greatest number of properties, so that what is written can be read again. */
  static final int MAX_PROPERTIES = 20_000;

  /** The reader of contracts goes no deeper than 64 levels; settings of a property need four. */
  private static final int MAX_LEVEL = 58;

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_]");

  private final Collection<Loss> losses;
  private int count;
  private boolean saidIntegers;

  ShapeProperties(Collection<Loss> losses) {
    this.losses = losses;
  }

  void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  private void lost(Collection<Position> at, String what, String why) {
    at.forEach(each -> lost(each, what, why));
  }

  /** The record itself, which is an object whatever else the schema lets in. */
  Property root(SchemaShape shape, NewContract as) throws TooLarge {
    PropertyDraft draft = new PropertyDraft("", LogicalType.OBJECT, shape.at);
    draft.information = rootInformation(shape, as);
    if (!shape.admits(OBJECT)) {
      lost(shape.typesAt, "type", "a record of a contract is an object with properties");
      return draft.build();
    }
    if (shape.types.size() > 1) {
      lost(shape.at, "type", "a record is an object; other values that fit are rejected");
    }
    draft.required = true;
    members(shape, draft, 5);
    for (Facet facet : List.of(Facet.MIN_PROPERTIES, Facet.MAX_PROPERTIES)) {
      Fact fact = shape.facts.get(facet);
      if (fact != null) {
        lost(fact.at(), facet.keyword(), "ODCS has no options for the record itself");
      }
    }
    return draft.build();
  }

  /** What is said of a record type, which has no examples in ODCS. */
  private Information rootInformation(SchemaShape shape, NewContract as) {
    SchemaRemarks remarks = shape.remarks;
    if (!remarks.examples().isEmpty()) {
      String why = "ODCS has no examples of the record itself";
      losses.add(Loss.ofRemark(shape.at, "examples", why));
    }
    return new SchemaRemarks(remarks.title(), remarks.description(), Map.of(), remarks.deprecated())
        .information(as.topic().equals(as.name()) ? null : as.topic());
  }

  /**
   * A property.
   *
   * @param mustBe whether it must be there
   * @param level levels of YAML around it
   */
  private Property property(String name, SchemaShape shape, boolean mustBe, int level)
      throws TooLarge {
    if (++count > MAX_PROPERTIES) {
      throw new TooLarge(
          "with all references followed there are more than " + MAX_PROPERTIES + " properties");
    }
    boolean nullable = shape.admits(NULL);
    Set<JsonType> types = EnumSet.noneOf(JsonType.class);
    types.addAll(shape.types);
    types.remove(NULL);
    List<Object> values = values(shape, types);
    LogicalType type = types.isEmpty() || level > MAX_LEVEL ? null : logicalType(shape, types);
    PropertyDraft draft = new PropertyDraft(name, type, shape.at);
    draft.information = shape.remarks.information(null);
    draft.required = mustBe && !nullable && !types.isEmpty();
    if (types.isEmpty()) {
      String why =
          nullable
              ? "a contract cannot say that a value must be null"
              : "a contract cannot say that no value fits";
      lost(shape.typesAt, nullable ? "null" : "false", why);
      return draft.build();
    }
    if (level > MAX_LEVEL) {
      lost(shape.at, "nesting", "it is nested deeper than a contract can be");
      return draft.build();
    }
    if (!nullable && !mustBe) {
      lost(shape.typesAt, "type", "null is accepted where a property is not required");
    }
    fill(draft, shape, type, types, level);
    boolean isFlag = type == LogicalType.BOOLEAN && values.size() == 2;
    if (!isFlag && !values.isEmpty()) {
      allow(draft, shape, values);
    }
    return draft.build();
  }

  /** The scalars that an enum lists, of those types. */
  private static List<Object> values(SchemaShape shape, Set<JsonType> types) {
    if (shape.values == null) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    Set<JsonType> listed = EnumSet.noneOf(JsonType.class);
    for (Object value : shape.values.values()) {
      JsonType type = typeOf(value);
      if (types.contains(type)) {
        values.add(value);
        listed.add(type);
      }
    }
    types.retainAll(listed);
    return values;
  }

  private static JsonType typeOf(Object value) {
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().scale() <= 0 ? JsonType.INTEGER : JsonType.FRACTION;
    }
    return value instanceof Boolean ? JsonType.BOOLEAN : STRING;
  }

  private void allow(PropertyDraft draft, SchemaShape shape, List<Object> values) {
    boolean hasVariable =
        values.stream()
            .anyMatch(value -> value instanceof String text && VARIABLE.matcher(text).find());
    if (hasVariable) {
      lost(shape.typesAt, "enum", "a value would be read as a variable");
    } else {
      draft.allowed.addAll(values);
    }
  }

  private @Nullable LogicalType logicalType(SchemaShape shape, Set<JsonType> types) {
    if (types.size() == 1 || types.equals(JsonType.NUMBER)) {
      return switch (types.iterator().next()) {
        case STRING -> Temporal.of(shape);
        case INTEGER -> types.size() == 1 ? Bounds.typeOfIntegers(shape) : LogicalType.NUMBER;
        case FRACTION -> LogicalType.NUMBER;
        case BOOLEAN -> LogicalType.BOOLEAN;
        case OBJECT -> isMap(shape) ? LogicalType.MAP : LogicalType.OBJECT;
        case ARRAY -> LogicalType.ARRAY;
        case NULL -> null;
      };
    }
    boolean isOpen = types.size() == JsonType.ALL.size() - 1;
    if (isOpen && !shape.properties.isEmpty()) {
      // Who lists members means an object.
      String why = "values that are no objects are rejected, though the schema names no type";
      lost(shape.propertiesAt, "properties", why);
      return LogicalType.OBJECT;
    }
    if (!isOpen && shape.values == null) {
      lost(shape.typesAt, "type", "a property has one type, or any");
    }
    return null;
  }

  private static boolean isMap(SchemaShape shape) {
    boolean open = shape.additional != null && !shape.isClosed();
    return shape.properties.isEmpty() && shape.required.isEmpty() && (open || shape.names != null);
  }

  private void fill(
      PropertyDraft draft,
      SchemaShape shape,
      @Nullable LogicalType type,
      Set<JsonType> types,
      int level)
      throws TooLarge {
    if (type == null) {
      loseAll(shape, types);
      return;
    }
    switch (type) {
      case STRING -> strings(draft, shape);
      case DATE -> {}
      case TIMESTAMP, TIME -> draft.timezone = true;
      case INTEGER, NUMBER -> {
        if (Bounds.areUnknown(shape) && type == LogicalType.INTEGER && !saidIntegers) {
          saidIntegers = true;
          lost(
              shape.at,
              "integer",
              "an integer without bounds has 64 bits at most, here and everywhere; a greater one"
                  + " is rejected");
        }
        new Bounds(this, draft, shape).fill(types);
      }
      case OBJECT -> {
        members(shape, draft, level);
        size(shape, draft);
      }
      case MAP -> map(shape, draft, level);
      case ARRAY -> array(shape, draft, level);
      case BOOLEAN, VECTOR -> {}
    }
  }

  /** Of a value of any type nothing more can be said. */
  private void loseAll(SchemaShape shape, Set<JsonType> types) {
    shape.facts.forEach(
        (facet, fact) -> {
          if (facet.isAbout(types)) {
            lost(fact.at(), facet.keyword(), "only a property of one type has it");
          }
        });
    if (types.contains(OBJECT)) {
      lost(shape.propertiesAt, "properties", "only a property of type object has properties");
      shape.required.values().forEach(name -> lost(name.at(), "required", "of one type only"));
      lostAt(shape.additionalAt, shape.additional, "additionalProperties");
      lostAt(shape.namesAt, shape.names, "propertyNames");
    }
    if (types.contains(ARRAY)) {
      lostAt(shape.itemsAt, shape.items, "items");
    }
  }

  private void lostAt(@Nullable Position at, @Nullable SchemaShape what, String keyword) {
    if (at != null && what != null) {
      lost(at, keyword, "only a property of one type has it");
    }
  }

  private void strings(PropertyDraft draft, SchemaShape shape) {
    draft.minLength = count(shape, Facet.MIN_LENGTH);
    draft.maxLength = count(shape, Facet.MAX_LENGTH);
    if (draft.minLength != null && draft.maxLength != null && draft.minLength > draft.maxLength) {
      impossible(shape, Facet.MAX_LENGTH);
      draft.maxLength = null;
    }
    Fact pattern = shape.facts.get(Facet.PATTERN);
    if (pattern != null) {
      String text = pattern.value().toString();
      String refusal =
          VARIABLE.matcher(text).find()
              ? "a part of it would be read as a variable"
              : LinearSyntax.refusal(text);
      if (refusal == null) {
        draft.pattern = (Text) pattern.value();
      } else {
        lost(pattern.at(), "pattern", refusal);
      }
    }
    Fact format = shape.facts.get(Facet.FORMAT);
    if (format != null) {
      if (PropertyDraft.FORMATS.contains(format.value().toString())) {
        draft.format = (Text) format.value();
      } else {
        lost(format.at(), "format", "a contract has no format '" + format.value() + "'");
      }
    }
  }

  void impossible(SchemaShape shape, Facet facet) {
    Fact fact = shape.facts.get(facet);
    Position at = fact == null ? shape.at : fact.at();
    lost(at, facet.keyword(), "no value satisfies it together with what stands beside it");
  }

  /** A count; one beyond any length rules out everything or nothing. */
  private @Nullable Integer count(SchemaShape shape, Facet facet) {
    Fact fact = shape.facts.get(facet);
    if (fact == null) {
      return null;
    }
    BigDecimal number = (BigDecimal) fact.value();
    boolean isCount =
        number.signum() >= 0
            && number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
            && number.stripTrailingZeros().scale() <= 0;
    if (!isCount) {
      lost(fact.at(), facet.keyword(), "it is no count that a value can have");
    }
    return isCount ? number.intValue() : null;
  }

  private void members(SchemaShape shape, PropertyDraft draft, int level) throws TooLarge {
    draft.closed = shape.isClosed();
    if (shape.additional != null && !shape.isClosed() && shape.additionalAt != null) {
      String why = "of members that are not listed, a contract cannot say what they are";
      lost(shape.additionalAt, "additionalProperties", why);
    }
    if (shape.names != null && shape.namesAt != null) {
      lost(shape.namesAt, "propertyNames", "only the names of a map have a pattern");
    }
    Set<String> names = new LinkedHashSet<>(shape.properties.keySet());
    names.addAll(shape.required.keySet());
    for (String name : names) {
      member(name, shape, draft, level);
    }
  }

  private void member(String name, SchemaShape shape, PropertyDraft draft, int level)
      throws TooLarge {
    Text required = shape.required.get(name);
    SchemaShape known = shape.member(name);
    SchemaShape member = known == null ? SchemaShape.any(shape.at) : known;
    if (member.isNothing() && draft.closed && required == null) {
      return;
    }
    if (name.isEmpty() || VARIABLE.matcher(name).find() || !isPrintable(name)) {
      lost(member.at, "properties", "a contract cannot name this member");
      draft.closed = false;
      return;
    }
    Property property = property(name, member, required != null, level + 2);
    draft.members.add(property);
    if (required != null && !property.required()) {
      draft.present.add(required);
    }
  }

  private static boolean isPrintable(String name) {
    return name.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }

  private void size(SchemaShape shape, PropertyDraft draft) {
    draft.minProperties = count(shape, Facet.MIN_PROPERTIES);
    draft.maxProperties = count(shape, Facet.MAX_PROPERTIES);
    if (draft.minProperties != null
        && ((draft.maxProperties != null && draft.minProperties > draft.maxProperties)
            || (draft.closed && draft.minProperties > draft.members.size()))) {
      impossible(shape, Facet.MIN_PROPERTIES);
      draft.minProperties = null;
    }
    if (draft.maxProperties != null && draft.maxProperties < draft.present.size()) {
      impossible(shape, Facet.MAX_PROPERTIES);
      draft.maxProperties = null;
    }
  }

  private void map(SchemaShape shape, PropertyDraft draft, int level) throws TooLarge {
    Position at = shape.at;
    PropertyDraft key = new PropertyDraft("", LogicalType.STRING, at);
    if (shape.names != null) {
      key.information = shape.names.remarks.information(null);
      strings(key, shape.names);
      List<Object> values = values(shape.names, EnumSet.of(STRING));
      if (shape.names.values != null && !values.isEmpty()) {
        allow(key, shape.names, values);
      } else if (!shape.names.admits(STRING) || shape.names.values != null) {
        lost(shape.namesAt == null ? at : shape.namesAt, "propertyNames", "no name fits it");
      }
    }
    draft.mapKey = key.build();
    draft.mapValue =
        shape.additional == null
            ? PropertyDraft.any("", at)
            : property("", shape.additional, true, level + 3);
    for (Facet facet : List.of(Facet.MIN_PROPERTIES, Facet.MAX_PROPERTIES)) {
      Fact fact = shape.facts.get(facet);
      if (fact != null) {
        lost(fact.at(), facet.keyword(), "ODCS has no options for a map");
      }
    }
  }

  private void array(SchemaShape shape, PropertyDraft draft, int level) throws TooLarge {
    draft.minItems = count(shape, Facet.MIN_ITEMS);
    draft.maxItems = count(shape, Facet.MAX_ITEMS);
    if (draft.minItems != null && draft.maxItems != null && draft.minItems > draft.maxItems) {
      impossible(shape, Facet.MAX_ITEMS);
      draft.maxItems = null;
    }
    draft.uniqueItems = shape.facts.containsKey(Facet.UNIQUE_ITEMS);
    if (shape.items != null) {
      draft.items = property("", shape.items, true, level + 1);
    }
  }

  /** Strings that are dates or times say so by their type. */
  private static final class Temporal {
    private static final Map<String, LogicalType> TYPES =
        Map.of(
            "date", LogicalType.DATE,
            "date-time", LogicalType.TIMESTAMP,
            "time", LogicalType.TIME);

    private Temporal() {}

    static LogicalType of(SchemaShape shape) {
      Fact format = shape.facts.get(Facet.FORMAT);
      boolean alone =
          shape.facts.keySet().stream().filter(facet -> facet.isAbout(Set.of(STRING))).count() == 1;
      return format == null || !alone
          ? LogicalType.STRING
          : TYPES.getOrDefault(format.value().toString(), LogicalType.STRING);
    }
  }
}
