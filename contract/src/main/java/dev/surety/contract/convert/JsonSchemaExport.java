package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A record type of a contract as a JSON Schema (2020-12) that accepts what Surety's validation
 * accepts of the record's value: null where a property is not required, integers of 64 bits where
 * no format says otherwise. What the schema cannot say is listed; it then accepts more.
 */
public final class JsonSchemaExport {
  private static final String LANGUAGE = "JSON Schema";
  private static final Set<String> CARRIED = Set.of("description", "examples", "deprecated");

  /** Formats of both languages; the others of ODCS mean nothing to a JSON Schema validator. */
  private static final Map<String, String> ENCODINGS = Map.of("byte", "base64", "base64", "base64");

  private static final String OFFSET = "([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
  private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)([.][0-9]+)?";
  private static final String DATE = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

  private final Map<Position, YamlMapping> written = new HashMap<>();
  private final List<Loss> losses = new ArrayList<>();

  private JsonSchemaExport() {}

  /** Writes one record type of a contract. */
  public static Exported write(ExportSource source, SchemaObject object) {
    JsonSchemaExport export = new JsonSchemaExport();
    source.document().schema().stream()
        .map(DocumentObject::node)
        .filter(node -> node.at().equals(object.at()))
        .forEach(export::collect);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", object.name());
    schema.putAll(export.schema(object.root(), true));
    Set<Loss> losses = new LinkedHashSet<>(DocumentLosses.of(source, object, LANGUAGE, CARRIED));
    losses.addAll(export.losses);
    return new Exported(JsonText.of(schema), List.copyOf(losses));
  }

  private void collect(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      written.put(mapping.at(), mapping);
      mapping.entries().forEach(entry -> collect(entry.value()));
    } else if (node instanceof YamlSequence list) {
      list.items().forEach(this::collect);
    }
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  /**
   * @param mustBe whether null is not accepted
   */
  private Map<String, Object> schema(Property property, boolean mustBe) {
    Map<String, Object> schema = new LinkedHashMap<>();
    inform(property, schema);
    LogicalType type = property.type();
    if (type == null) {
      if (mustBe && property.allowed().isEmpty()) {
        schema.put("not", Map.of("type", "null"));
      }
    } else {
      String name = jsonType(type);
      schema.put("type", mustBe ? name : List.of(name, "null"));
      options(property, type, schema);
    }
    if (!property.allowed().isEmpty()) {
      List<@Nullable Object> allowed = new ArrayList<>(property.allowed());
      if (!mustBe) {
        allowed.add(null);
      }
      schema.put("enum", allowed);
    }
    return schema;
  }

  private static String jsonType(LogicalType type) {
    return switch (type) {
      case STRING, DATE, TIMESTAMP, TIME -> "string";
      case NUMBER -> "number";
      case INTEGER -> "integer";
      case BOOLEAN -> "boolean";
      case OBJECT, MAP -> "object";
      case ARRAY, VECTOR -> "array";
    };
  }

  /** What only informs, from the document. */
  private void inform(Property property, Map<String, Object> schema) {
    if (!property.information().description().isEmpty()) {
      schema.put("description", property.information().description());
    }
    YamlMapping node = written.get(property.at());
    if (node == null) {
      return;
    }
    if (node.get("deprecated").orElse(null) instanceof YamlScalar flag
        && flag.booleanValue().orElse(false)) {
      schema.put("deprecated", true);
    }
    if (node.get("examples").orElse(null) instanceof YamlSequence list) {
      schema.put("examples", list.items().stream().map(JsonText::value).toList());
    }
  }

  private void options(Property property, LogicalType type, Map<String, Object> schema) {
    Options options = property.options();
    switch (type) {
      case STRING -> string(options, schema);
      case NUMBER, INTEGER -> number(property, type, schema);
      case DATE, TIMESTAMP, TIME -> temporal(property, type, schema);
      case OBJECT -> object(property, schema);
      case MAP -> map(property, schema);
      case ARRAY -> array(property, schema);
      case VECTOR -> {
        schema.put("items", Map.of("type", "number"));
        put(schema, "minItems", options.dimensions());
        put(schema, "maxItems", options.dimensions());
      }
      case BOOLEAN -> {}
    }
  }

  private static void put(Map<String, Object> schema, String key, @Nullable Object value) {
    if (value != null) {
      schema.put(key, value);
    }
  }

  private void string(Options options, Map<String, Object> schema) {
    put(schema, "minLength", options.minLength());
    put(schema, "maxLength", options.maxLength());
    put(schema, "pattern", options.pattern() == null ? null : options.pattern().value());
    Text format = options.format();
    if (format == null) {
      return;
    }
    String encoding = ENCODINGS.get(format.value());
    if (encoding != null) {
      schema.put("contentEncoding", encoding);
      lost(format.at(), "format " + format.value(), "contentEncoding only informs");
    } else if (PropertyDraft.FORMATS.contains(format.value())) {
      schema.put("format", format.value());
    } else {
      lost(format.at(), "format " + format.value(), LANGUAGE + " has no such format");
    }
  }

  private void number(Property property, LogicalType type, Map<String, Object> schema) {
    Options options = property.options();
    BigDecimal minimum = options.minimum();
    BigDecimal maximum = options.maximum();
    Text format = options.format();
    String range = format != null ? format.value() : type == LogicalType.INTEGER ? "i64" : "";
    boolean signed = range.startsWith("i");
    if (signed || range.startsWith("u")) {
      int bits = Integer.parseInt(range.substring(1)) - (signed ? 1 : 0);
      BigInteger power = BigInteger.TWO.pow(bits);
      BigInteger least = signed ? power.negate() : BigInteger.ZERO;
      minimum = greater(minimum, new BigDecimal(least));
      maximum = less(maximum, new BigDecimal(power.subtract(BigInteger.ONE)));
    } else if (range.startsWith("f")) {
      double most = range.equals("f32") ? Float.MAX_VALUE : Double.MAX_VALUE;
      minimum = greater(minimum, new BigDecimal(most).negate());
      maximum = less(maximum, new BigDecimal(most));
    }
    put(schema, "minimum", minimum);
    put(schema, "maximum", maximum);
    put(schema, "exclusiveMinimum", options.exclusiveMinimum());
    put(schema, "exclusiveMaximum", options.exclusiveMaximum());
    put(schema, "multipleOf", options.multipleOf());
  }

  private static BigDecimal greater(@Nullable BigDecimal one, BigDecimal other) {
    return one == null ? other : one.max(other);
  }

  private static BigDecimal less(@Nullable BigDecimal one, BigDecimal other) {
    return one == null ? other : one.min(other);
  }

  private void temporal(Property property, LogicalType type, Map<String, Object> schema) {
    Options options = property.options();
    for (Text bound :
        Arrays.asList(
            options.earliest(),
            options.latest(),
            options.exclusiveEarliest(),
            options.exclusiveLatest())) {
      if (bound != null) {
        lost(bound.at(), "bound " + bound.value(), LANGUAGE + " does not compare times");
      }
    }
    if (options.format() != null) {
      String why = LANGUAGE + " has no pattern of dates";
      lost(options.format().at(), "format " + options.format().value(), why);
    } else if (type == LogicalType.DATE) {
      schema.put("format", "date");
    } else if (Boolean.TRUE.equals(options.timezone())) {
      schema.put("format", type == LogicalType.TIME ? "time" : "date-time");
    } else {
      String offset = Boolean.FALSE.equals(options.timezone()) ? "" : OFFSET + "?";
      String date = type == LogicalType.TIME ? "" : DATE + "[Tt]";
      schema.put("pattern", "^" + date + TIME + offset + "$");
      String why = "the pattern that stands for it knows no calendar";
      lost(property.at(), "logicalType " + type.odcsName(), why);
    }
  }

  private void object(Property property, Map<String, Object> schema) {
    Options options = property.options();
    Set<String> required = new LinkedHashSet<>();
    Map<String, Object> members = new LinkedHashMap<>();
    for (Property member : property.properties()) {
      members.put(member.name(), schema(member, member.required()));
      if (member.required()) {
        required.add(member.name());
      }
    }
    options.required().forEach(name -> required.add(name.value()));
    if (!members.isEmpty()) {
      schema.put("properties", members);
    }
    if (!required.isEmpty()) {
      schema.put("required", List.copyOf(required));
    }
    if (property.closed()) {
      schema.put("additionalProperties", false);
    }
    put(schema, "minProperties", options.minProperties());
    put(schema, "maxProperties", options.maxProperties());
  }

  private void map(Property property, Map<String, Object> schema) {
    Property key = property.mapKey();
    if (key != null) {
      propertyNames(key, schema);
    }
    Property value = property.mapValue();
    schema.put("additionalProperties", value == null ? true : schema(value, value.required()));
    put(schema, "minProperties", property.options().minProperties());
    put(schema, "maxProperties", property.options().maxProperties());
  }

  /** Names of members are strings, so that only a string's options say something of them. */
  private void propertyNames(Property key, Map<String, Object> schema) {
    LogicalType type = key.type();
    if (type == null && key.allowed().isEmpty()) {
      return;
    }
    boolean isText =
        type == LogicalType.STRING
            || type == LogicalType.DATE
            || type == LogicalType.TIMESTAMP
            || type == LogicalType.TIME;
    if (isText) {
      schema.put("propertyNames", schema(key, true));
    } else {
      String what = type == null ? "enum" : "logicalType " + type.odcsName();
      lost(key.at(), what, "names of members are strings to " + LANGUAGE);
    }
  }

  private void array(Property property, Map<String, Object> schema) {
    Options options = property.options();
    Property items = property.items();
    if (items != null) {
      schema.put("items", schema(items, items.required()));
    }
    put(schema, "minItems", options.minItems());
    put(schema, "maxItems", options.maxItems());
    if (options.uniqueItems()) {
      schema.put("uniqueItems", true);
    }
  }
}
