package dev.surety.contract.read;

import static dev.surety.contract.read.OdcsVersion.V3_1;
import static dev.surety.contract.read.OdcsVersion.V3_2;
import static dev.surety.contract.read.Shape.Field.optional;
import static dev.surety.contract.read.Shape.Field.required;
import static dev.surety.contract.read.Shape.Plain.ANY;
import static dev.surety.contract.read.Shape.Plain.BOOLEAN;
import static dev.surety.contract.read.Shape.Plain.INTEGER;
import static dev.surety.contract.read.Shape.Plain.MAPPING;
import static dev.surety.contract.read.Shape.Plain.NUMBER;
import static dev.surety.contract.read.Shape.Plain.POSITIVE;
import static dev.surety.contract.read.Shape.Plain.STRING;

import dev.surety.contract.read.Shape.Count;
import dev.surety.contract.read.Shape.Field;
import dev.surety.contract.read.Shape.Items;
import dev.surety.contract.read.Shape.Since;
import dev.surety.contract.read.Shape.Struct;
import dev.surety.contract.read.Shape.Words;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Properties by their logical type, and the options of each type. */
final class PropertyTable {
  private static final Words TYPES =
      Words.of("string", "date", "number", "integer", "object", "array", "boolean")
          .and(V3_1, "timestamp", "time")
          .and(V3_2, "map", "vector");
  private static final Words INTEGER_FORMATS =
      Words.of("i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128");
  private static final Words ELEMENT_TYPES =
      Words.of("bfloat16", "binary", "float16", "float32", "float64", "int8", "uint8");
  private static final Words DISTANCES =
      Words.of("cosine", "dotProduct", "euclidean", "hamming", "manhattan");

  /** In which order the keys of a property are written. */
  static final String[] FIRST_KEYS = {
    "name",
    "id",
    "physicalName",
    "businessName",
    "description",
    "synonyms",
    "deprecated",
    "logicalType",
    "physicalType",
    "required",
    "unique",
    "primaryKey",
    "primaryKeyPosition",
    "partitioned",
    "partitionKeyPosition",
    "semanticType",
    "classification",
    "criticalDataElement",
    "encryptedName",
    "logicalTypeOptions",
    "enum",
    "examples",
    "transformSourceObjects",
    "transformLogic",
    "transformDescription",
    "tags",
    "authoritativeDefinitions",
    "properties",
    "items",
    "map",
    "relationships",
    "quality"
  };

  private static final Map<String, Struct> OPTIONS =
      Map.of(
          "string",
          Struct.of(
              "the options of a string",
              enforced("minLength", new Count(0)),
              enforced("maxLength", new Count(0)),
              enforced("pattern", STRING),
              enforced("format", STRING)),
          "date",
          Struct.of("the options of a date", enforced("format", STRING)).with(textBounds()),
          "timestamp",
          Struct.of("the options of a timestamp", zoned()).with(textBounds()),
          "time",
          Struct.of("the options of a time", zoned()).with(textBounds()),
          "integer",
          Struct.of("the options of an integer", enforced("format", INTEGER_FORMATS))
              .with(numberBounds()),
          "number",
          Struct.of("the options of a number", enforced("format", Words.of("f32", "f64")))
              .with(numberBounds())
              .hint("precision", "ODCS has no precision; use multipleOf, minimum and maximum")
              .hint("scale", "ODCS has no scale; use multipleOf"),
          "object",
          Struct.of(
              "the options of an object",
              enforced("minProperties", new Count(0)),
              enforced("maxProperties", new Count(0)),
              enforced("required", new Items(STRING, 1).unique("is required already"))),
          "array",
          Struct.of(
              "the options of an array",
              enforced("minItems", new Count(0)),
              enforced("maxItems", new Count(0)),
              enforced("uniqueItems", BOOLEAN)),
          "vector",
          Struct.of(
              "the options of a vector",
              required("dimensions", new Count(1)).enforced(),
              optional("elementType", ELEMENT_TYPES).but("int8, uint8 and binary are not yet"),
              optional("distanceMetric", DISTANCES),
              optional("embeddingModel", STRING),
              optional("embeddingModelVersion", STRING),
              optional("normalized", BOOLEAN).notYet()));

  private PropertyTable() {}

  private static Field enforced(String name, Shape shape) {
    return optional(name, shape).enforced();
  }

  private static List<Field> textBounds() {
    Shape exclusive = new Since(V3_1, BOOLEAN, STRING);
    return List.of(
        enforced("minimum", STRING),
        enforced("maximum", STRING),
        enforced("exclusiveMinimum", exclusive),
        enforced("exclusiveMaximum", exclusive));
  }

  private static Field[] zoned() {
    return new Field[] {
      enforced("format", STRING), enforced("timezone", BOOLEAN), enforced("defaultTimezone", STRING)
    };
  }

  private static List<Field> numberBounds() {
    Shape exclusive = new Since(V3_1, BOOLEAN, NUMBER);
    return List.of(
        enforced("minimum", NUMBER),
        enforced("maximum", NUMBER),
        enforced("exclusiveMinimum", exclusive),
        enforced("exclusiveMaximum", exclusive),
        enforced("multipleOf", POSITIVE));
  }

  /** The keys of every property, but for those that depend on its logical type. */
  static List<Field> common(Shape stringList, Shape enumValues) {
    return List.of(
        enforced("logicalType", TYPES),
        optional("physicalType", STRING),
        optional("physicalName", STRING).but("members are found by name"),
        enforced("required", BOOLEAN),
        optional("unique", BOOLEAN).notYet(),
        optional("primaryKey", BOOLEAN).notYet().but("a warning, also for surety run"),
        optional("primaryKeyPosition", INTEGER),
        optional("semanticType", Words.of("column", "measure", "dimension")).since(V3_2),
        optional("partitioned", BOOLEAN),
        optional("partitionKeyPosition", INTEGER),
        optional("classification", STRING).but("reports withhold all but public"),
        optional("encryptedName", STRING),
        optional("transformSourceObjects", stringList),
        optional("transformLogic", STRING),
        optional("transformDescription", STRING),
        optional("examples", new Items(ANY, 0)),
        enforced("enum", enumValues).since(V3_2),
        optional("criticalDataElement", BOOLEAN));
  }

  /**
   * The keys that depend on the logical type.
   *
   * @param property the shape of a property with a name
   * @param item the shape of a property without one
   */
  static List<Field> ofType(YamlMapping mapping, Shape property, Shape item) {
    String type = typeOf(mapping);
    List<Field> fields = new ArrayList<>();
    Struct known = OPTIONS.get(type);
    fields.add(
        known == null
            ? optional("logicalTypeOptions", MAPPING)
                .notYet()
                .but(type.isEmpty() ? "needs a logicalType" : "")
            : enforced("logicalTypeOptions", known));
    if (type.isEmpty() || type.equals("object")) {
      fields.add(enforced("properties", new Items(property, 0)));
    }
    if (type.isEmpty() || type.equals("array")) {
      fields.add(enforced("items", item));
    }
    if (type.equals("map")) {
      Struct map =
          Struct.of("a map", required("key", item).enforced(), required("value", item).enforced());
      fields.add(required("map", map).since(V3_2).enforced());
    }
    return fields;
  }

  /** The logical type as it is written; empty when there is none. */
  static String typeOf(YamlMapping property) {
    return property.get("logicalType").orElse(null) instanceof YamlScalar type ? type.value() : "";
  }

  /** ODCS defines options by logical type only: none of its schemas accepts them without one. */
  static void checkOptionsHaveType(YamlMapping property, OdcsVersion version, Problems problems) {
    if (!property.has("logicalType")) {
      property
          .entry("logicalTypeOptions")
          .filter(entry -> !(entry.value() instanceof YamlMapping m && m.entries().isEmpty()))
          .ifPresent(
              entry ->
                  problems.error(
                      "missing-key",
                      entry.key().at(),
                      "'logicalTypeOptions' needs a 'logicalType' beside it"));
    }
  }
}
