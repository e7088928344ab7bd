package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * An Avro schema (1.12, one record with all types that it names) as a contract of one record type.
 * The contract speaks of the logical values: a {@code decimal} is a number, {@code bytes} are a
 * text of one character for each byte, as Avro's JSON encoding writes them.
 */
public final class AvroImport {
  /** ODCS nests two levels of YAML for each, of the 64 that are read. */
  static final int MAX_DEPTH = 24;

  /** A type that is used again stands in the contract again. */
  static final int MAX_PROPERTIES = 10_000;

  private static final Set<String> OF_FIELD = Set.of("name", "type", "doc");
  private static final Set<String> OF_TYPE =
      Set.of(
          "type",
          "name",
          "namespace",
          "doc",
          "fields",
          "symbols",
          "items",
          "values",
          "size",
          "logicalType",
          "precision",
          "scale");

  private final Map<String, YamlMapping> definitions;
  private final Set<Loss> losses = new LinkedHashSet<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int depth;
  private int count;

  private AvroImport(Map<String, YamlMapping> definitions) {
    this.definitions = definitions;
  }

  /** Imports the schema in a file; {@code root} is not read, as a schema refers to no files. */
  public static Imported read(Path file, Path root, NewContract as) {
    Problems problems = new Problems();
    return YamlReader.readText(file, problems)
        .map(text -> read(file.toString(), text, as))
        .orElseGet(() -> new Imported(null, List.of(), problems.list()));
  }

  /**
   * Imports a schema.
   *
   * @param file names it in positions
   */
  public static Imported read(String file, String text, NewContract as) {
    Problems problems = new Problems();
    // JSON is YAML but for tabs, which JSON has between values only.
    Optional<YamlNode> root = YamlReader.read(file, text.replace('\t', ' '), problems);
    if (root.isEmpty() || problems.hasErrors()) {
      return new Imported(null, List.of(), problems.list());
    }
    Map<String, YamlMapping> definitions = AvroMistakes.report(root.get(), problems);
    Optional<Schema> schema =
        problems.hasErrors() ? Optional.empty() : parse(root.get(), text, problems);
    if (schema.isPresent() && schema.get().getType() != Schema.Type.RECORD) {
      problems.error(
          "not-a-record",
          root.get().at(),
          "the records of a contract are objects, and this is a schema of "
              + schema.get().getType().getName(),
          "import a record by itself");
    }
    if (problems.hasErrors() || schema.isEmpty() || !(root.get() instanceof YamlMapping record)) {
      return new Imported(null, List.of(), problems.list());
    }
    AvroImport reader = new AvroImport(definitions);
    Contract contract = reader.contract(file, schema.get(), record, as);
    if (reader.count > MAX_PROPERTIES) {
      problems.error(
          "too-large",
          record.at(),
          "with types that are used again this has more than " + MAX_PROPERTIES + " properties",
          "import its parts");
      return new Imported(null, List.of(), problems.list());
    }
    return new Imported(contract, List.copyOf(reader.losses), problems.list());
  }

  /** What is left to Avro's parser has no place: defaults that do not fit, for instance. */
  private static Optional<Schema> parse(YamlNode root, String text, Problems problems) {
    try {
      return Optional.of(new Schema.Parser().parse(text));
    } catch (AvroRuntimeException e) {
      problems.error("invalid-schema", root.at(), "Avro refuses the schema: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Contract contract(String file, Schema schema, YamlMapping record, NewContract as) {
    ImportedProperty root = of(schema, record);
    root.required = true;
    SchemaObject object =
        new SchemaObject(
            schema.getName(),
            as.topic(),
            root.build(""),
            List.of(),
            null,
            Passage.PASS,
            Passage.PASS,
            record.at());
    List<SchemaObject> objects = List.of(object);
    return new Contract(file, NeededVersion.of(objects), as.name(), as.version(), objects);
  }

  /** A type at the place where it is used: its definition, or its name. */
  private ImportedProperty of(Schema schema, YamlNode node) {
    ImportedProperty property = new ImportedProperty(node.at());
    property.required = true;
    count++;
    if (count > MAX_PROPERTIES) {
      return property;
    }
    if (schema.getType() == Schema.Type.UNION) {
      return union(schema, node);
    }
    YamlNode definition = definition(schema, node);
    if (definition instanceof YamlMapping type) {
      attributes(type, schema);
    }
    if (schema.getLogicalType() != null && logical(schema, node, property)) {
      return property;
    }
    plain(schema, definition, node, property);
    return property;
  }

  /** Where a type says what it is: behind its name, where it has one. */
  private YamlNode definition(Schema schema, YamlNode node) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> {
        YamlMapping defined = definitions.get(schema.getFullName());
        yield defined == null ? node : defined;
      }
      default -> node;
    };
  }

  private ImportedProperty union(Schema schema, YamlNode node) {
    List<YamlNode> nodes = node instanceof YamlSequence list ? list.items() : List.of();
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < schema.getTypes().size(); i++) {
      if (schema.getTypes().get(i).getType() != Schema.Type.NULL) {
        values.add(i);
      }
    }
    ImportedProperty property;
    if (values.size() == 1 && nodes.size() == schema.getTypes().size()) {
      int only = values.get(0);
      property = of(schema.getTypes().get(only), nodes.get(only));
    } else {
      property = new ImportedProperty(node.at());
      if (values.isEmpty()) {
        lost(node, "null", "a property whose value is always null can have any");
      } else {
        List<String> names = values.stream().map(i -> schema.getTypes().get(i).getName()).toList();
        lost(
            node,
            "union",
            "a property has one type, or any; this allows " + String.join(", ", names));
      }
    }
    property.required = values.size() == schema.getTypes().size();
    return property;
  }

  /** Says what a logical type is; false when the plain type counts. */
  private boolean logical(Schema schema, YamlNode node, ImportedProperty property) {
    String name = schema.getLogicalType().getName();
    switch (name) {
      case "uuid" -> {
        property.type(LogicalType.STRING, "uuid");
        property.physicalType = schema.getType() == Schema.Type.FIXED ? "fixed(16)" : null;
      }
      case "date" -> property.type(LogicalType.DATE);
      case "time-millis", "time-micros" -> {
        property.type(LogicalType.TIME).physicalType = name;
        property.timezone = false;
      }
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" -> {
        property.type(LogicalType.TIMESTAMP).physicalType = name;
        property.timezone = true;
      }
      case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" -> {
        property.type(LogicalType.TIMESTAMP).physicalType = name;
        property.timezone = false;
      }
      case "decimal" -> decimal(schema, node, property);
      case "duration" -> {
        property.type(LogicalType.STRING).physicalType = "duration";
        lost(node, "logicalType duration", "a contract has no type for durations; any text fits");
      }
      default -> {
        lost(node, "logicalType " + name, "a contract has no such type; the plain one counts");
        return false;
      }
    }
    return true;
  }

  private void decimal(Schema schema, YamlNode node, ImportedProperty property) {
    LogicalTypes.Decimal decimal = (LogicalTypes.Decimal) schema.getLogicalType();
    if (decimal.getPrecision() <= Decimal.MAX_PRECISION) {
      property.decimal(new Decimal(decimal.getPrecision(), decimal.getScale()));
    } else {
      property.type(LogicalType.NUMBER);
      lost(node, "precision", "more than " + Decimal.MAX_PRECISION + " digits are not limited");
    }
  }

  private void plain(Schema schema, YamlNode definition, YamlNode used, ImportedProperty property) {
    switch (schema.getType()) {
      case RECORD -> record(schema, (YamlMapping) definition, used, property);
      case ENUM -> {
        property.type(LogicalType.STRING);
        property.allowed = List.copyOf(schema.getEnumSymbols());
        named(schema, property);
      }
      case FIXED -> {
        property.type(LogicalType.STRING).physicalType = "fixed(" + schema.getFixedSize() + ")";
        property.minLength = schema.getFixedSize();
        property.maxLength = schema.getFixedSize();
      }
      case ARRAY -> {
        property.type(LogicalType.ARRAY);
        property.items = inner(schema.getElementType(), definition, "items");
      }
      case MAP -> {
        property.type(LogicalType.MAP);
        property.mapKey = new ImportedProperty(used.at()).type(LogicalType.STRING).build("");
        property.mapValue = inner(schema.getValueType(), definition, "values");
      }
      case BYTES -> property.type(LogicalType.STRING).physicalType = "bytes";
      case STRING -> property.type(LogicalType.STRING);
      case INT -> property.type(LogicalType.INTEGER, "i32");
      case LONG -> property.type(LogicalType.INTEGER);
      case FLOAT -> property.type(LogicalType.NUMBER, "f32");
      case DOUBLE -> property.type(LogicalType.NUMBER, "f64");
      case BOOLEAN -> property.type(LogicalType.BOOLEAN);
      case NULL -> {
        property.required = false;
        lost(used, "null", "a property whose value is always null can have any");
      }
      case UNION -> throw new IllegalStateException("a union is no plain type: " + schema);
    }
  }

  private static void named(Schema schema, ImportedProperty property) {
    property.physicalType = schema.getNamespace() == null ? null : schema.getFullName();
    property.description = schema.getDoc() == null ? "" : schema.getDoc();
  }

  private Property inner(Schema schema, YamlNode owner, String key) {
    YamlNode node = owner instanceof YamlMapping type ? type.get(key).orElse(owner) : owner;
    depth++;
    ImportedProperty inner = depth > MAX_DEPTH ? tooDeep(node) : of(schema, node);
    depth--;
    return inner.build("");
  }

  private ImportedProperty tooDeep(YamlNode node) {
    lost(node, "depth", "a contract nests at most " + MAX_DEPTH + " levels; below, any value fits");
    return new ImportedProperty(node.at());
  }

  private void record(Schema schema, YamlMapping type, YamlNode used, ImportedProperty property) {
    if (open.contains(schema.getFullName())) {
      lost(
          used,
          schema.getFullName(),
          "a contract has no recursive types; inside of itself, any value fits");
      return;
    }
    property.type(LogicalType.OBJECT);
    named(schema, property);
    List<YamlNode> fields =
        type.get("fields").orElse(null) instanceof YamlSequence list ? list.items() : List.of();
    open.push(schema.getFullName());
    depth++;
    for (Schema.Field field : schema.getFields()) {
      property.members.add(member(field, (YamlMapping) fields.get(field.pos())));
    }
    depth--;
    open.pop();
  }

  private Property member(Schema.Field field, YamlMapping node) {
    for (YamlMapping.Entry entry : node.entries()) {
      String key = entry.key().value();
      boolean isNullDefault =
          key.equals("default") && entry.value() instanceof YamlScalar value && value.isNull();
      boolean isOfType =
          node.get("type").orElse(null) instanceof YamlScalar && OF_TYPE.contains(key);
      if (!OF_FIELD.contains(key) && !isNullDefault && !isOfType) {
        lost(entry.value(), key, "a contract has no word for it");
      }
    }
    YamlNode type = node.get("type").orElse(node);
    ImportedProperty property = depth > MAX_DEPTH ? tooDeep(node) : of(field.schema(), type);
    if (field.doc() != null) {
      property.description = field.doc();
    }
    return property.build(field.name());
  }

  /** What a type says beside what it is. */
  private void attributes(YamlMapping type, Schema schema) {
    for (YamlMapping.Entry entry : type.entries()) {
      String key = entry.key().value();
      if (!OF_TYPE.contains(key)) {
        lost(entry.value(), key, "a contract has no word for it");
      } else if (key.equals("logicalType") && schema.getLogicalType() == null) {
        String name = entry.value() instanceof YamlScalar scalar ? scalar.value() : "";
        lost(
            entry.value(),
            "logicalType " + name,
            "Avro does not know it here; the plain type counts");
      }
    }
  }

  private void lost(YamlNode at, String what, String why) {
    losses.add(new Loss(at.at(), what, why));
  }
}
