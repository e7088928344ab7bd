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
              optional("minLength", new Count(0)),
              optional("maxLength", new Count(0)),
              optional("pattern", STRING),
              optional("format", STRING)),
          "date",
          Struct.of("the options of a date", optional("format", STRING)).with(textBounds()),
          "timestamp",
          Struct.of("the options of a timestamp", zoned()).with(textBounds()),
          "time",
          Struct.of("the options of a time", zoned()).with(textBounds()),
          "integer",
          Struct.of("the options of an integer", optional("format", INTEGER_FORMATS))
              .with(numberBounds()),
          "number",
          Struct.of("the options of a number", optional("format", Words.of("f32", "f64")))
              .with(numberBounds())
              .hint("precision", "ODCS has no precision; use multipleOf, minimum and maximum")
              .hint("scale", "ODCS has no scale; use multipleOf"),
          "object",
          Struct.of(
              "the options of an object",
              optional("minProperties", new Count(0)),
              optional("maxProperties", new Count(0)),
              optional("required", new Items(STRING, 1).unique("is required already"))),
          "array",
          Struct.of(
              "the options of an array",
              optional("minItems", new Count(0)),
              optional("maxItems", new Count(0)),
              optional("uniqueItems", BOOLEAN)),
          "vector",
          Struct.of(
              "the options of a vector",
              required("dimensions", new Count(1)),
              optional("elementType", ELEMENT_TYPES),
              optional("distanceMetric", DISTANCES),
              optional("embeddingModel", STRING),
              optional("embeddingModelVersion", STRING),
              optional("normalized", BOOLEAN)));

  private PropertyTable() {}

  private static List<Field> textBounds() {
    Shape exclusive = new Since(V3_1, BOOLEAN, STRING);
    return List.of(
        optional("minimum", STRING),
        optional("maximum", STRING),
        optional("exclusiveMinimum", exclusive),
        optional("exclusiveMaximum", exclusive));
  }

  private static Field[] zoned() {
    return new Field[] {
      optional("format", STRING), optional("timezone", BOOLEAN), optional("defaultTimezone", STRING)
    };
  }

  private static List<Field> numberBounds() {
    Shape exclusive = new Since(V3_1, BOOLEAN, NUMBER);
    return List.of(
        optional("minimum", NUMBER),
        optional("maximum", NUMBER),
        optional("exclusiveMinimum", exclusive),
        optional("exclusiveMaximum", exclusive),
        optional("multipleOf", POSITIVE));
  }

  /** The keys of every property, but for those that depend on its logical type. */
  static List<Field> common(Shape stringList, Shape enumValues) {
    return List.of(
        optional("logicalType", TYPES),
        optional("physicalType", STRING),
        optional("physicalName", STRING),
        optional("required", BOOLEAN),
        optional("unique", BOOLEAN),
        optional("primaryKey", BOOLEAN),
        optional("primaryKeyPosition", INTEGER),
        optional("semanticType", Words.of("column", "measure", "dimension")).since(V3_2),
        optional("partitioned", BOOLEAN),
        optional("partitionKeyPosition", INTEGER),
        optional("classification", STRING),
        optional("encryptedName", STRING),
        optional("transformSourceObjects", stringList),
        optional("transformLogic", STRING),
        optional("transformDescription", STRING),
        optional("examples", new Items(ANY, 0)),
        optional("enum", enumValues).since(V3_2),
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
    Shape options = known == null ? MAPPING : known;
    fields.add(optional("logicalTypeOptions", options));
    if (type.isEmpty() || type.equals("object")) {
      fields.add(optional("properties", new Items(property, 0)));
    }
    if (type.isEmpty() || type.equals("array")) {
      fields.add(optional("items", item));
    }
    if (type.equals("map")) {
      Struct map = Struct.of("a map", required("key", item), required("value", item));
      fields.add(required("map", map).since(V3_2));
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
