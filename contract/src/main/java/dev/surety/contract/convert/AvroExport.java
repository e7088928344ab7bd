package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A record type of a contract as an Avro schema (1.12). A property that is not required is a union
 * with null, and null is its default. Constraints that Avro has no words for are listed.
 *
 * <p>A {@code physicalType} that is a type of Avro ({@code timestamp-millis}, {@code bytes}, {@code
 * fixed(16)}, {@code decimal(10,2)}) is kept; one that is a full name with dots names the record,
 * enum or fixed, and properties that share it share the type.
 */
public final class AvroExport {
  private static final String LANGUAGE = "Avro";
  private static final Set<String> CARRIED = Set.of("description", "physicalType");
  private static final Pattern FULL_NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)++");
  private static final Pattern FIXED = Pattern.compile("fixed\\(([1-9][0-9]{0,5})\\)");

  private final String namespace;
  private final PlainNames names = new PlainNames();
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> shared = new HashMap<>();
  private final List<Loss> losses = new ArrayList<>();

  private AvroExport(String namespace) {
    this.namespace = namespace;
  }

  /** Writes one record type of a contract. */
  public static Exported write(ExportSource source, SchemaObject object) {
    String namespace =
        Stream.of(source.contract().id().split("\\."))
            .filter(part -> !part.isEmpty())
            .map(PlainNames::plain)
            .collect(Collectors.joining("."));
    AvroExport export = new AvroExport(namespace);
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "record");
    String full = fullName(object.root());
    String name = full == null ? object.name() : full.substring(full.lastIndexOf('.') + 1);
    String given = export.renamed(name, export.names.give(name), object.at());
    schema.put("name", given);
    String in = full == null ? namespace : full.substring(0, full.lastIndexOf('.'));
    export.taken.add(in.isEmpty() ? given : in + "." + given);
    if (!in.isEmpty()) {
      schema.put("namespace", in);
    }
    doc(object.root(), schema);
    schema.put("fields", export.fields(object.root(), PlainNames.plain(object.name())));
    Set<Loss> losses = new LinkedHashSet<>(DocumentLosses.of(source, object, LANGUAGE, CARRIED));
    losses.addAll(export.losses);
    return new Exported(JsonText.of(schema), List.copyOf(losses));
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  private static void doc(Property property, Map<String, @Nullable Object> schema) {
    if (!property.information().description().isEmpty()) {
      schema.put("doc", property.information().description());
    }
  }

  private String renamed(String name, String written, Position at) {
    if (!name.equals(written)) {
      lost(at, "name", "Avro calls '" + name + "' " + written + ", as its names are plain ones");
    }
    return written;
  }

  private List<Object> fields(Property object, String path) {
    PlainNames given = new PlainNames();
    List<Object> fields = new ArrayList<>();
    for (Property member : object.properties()) {
      String name = renamed(member.name(), given.give(member.name()), member.at());
      Map<String, @Nullable Object> field = new LinkedHashMap<>();
      field.put("name", name);
      doc(member, field);
      field.put("type", nullable(member, path + "_" + name));
      if (!member.required()) {
        field.put("default", null);
      }
      fields.add(field);
    }
    return fields;
  }

  private Object nullable(Property property, String path) {
    Object type = type(property, path);
    return property.required() ? type : Arrays.asList("null", type);
  }

  private Object type(Property property, String path) {
    Set<String> said = new HashSet<>();
    Object type =
        property.type() == null ? any(property) : typed(property.type(), property, path, said);
    OptionLosses.add(property, LANGUAGE, said, losses);
    return type;
  }

  private Object any(Property property) {
    lost(property.at(), "logicalType", "Avro has no type for any value; the field takes texts");
    return "string";
  }

  private Object typed(LogicalType type, Property property, String path, Set<String> said) {
    return switch (type) {
      case STRING -> string(property, path, said);
      case INTEGER -> integer(property, said);
      case NUMBER -> number(property, said);
      case BOOLEAN -> "boolean";
      case DATE -> logical("int", "date");
      case TIME -> time(property, said);
      case TIMESTAMP -> timestamp(property, said);
      case OBJECT -> object(property, path);
      case ARRAY -> array(property, path);
      case MAP -> map(property, path);
      case VECTOR -> vector(property);
    };
  }

  private static Map<String, Object> logical(String type, String logicalType) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("logicalType", logicalType);
    return schema;
  }

  private static String physical(Property property) {
    String physicalType = property.information().physicalType();
    return physicalType == null ? "" : physicalType;
  }

  private static @Nullable String fullName(Property property) {
    String physicalType = physical(property);
    return FULL_NAME.matcher(physicalType).matches() ? physicalType : null;
  }

  private Object string(Property property, String path, Set<String> said) {
    if (isEnum(property)) {
      said.add("enum");
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "enum");
      schema.put("symbols", property.allowed());
      return named(property, path, schema);
    }
    String format = property.options().format() == null ? "" : property.options().format().value();
    if (format.equals("uuid")) {
      said.add("format");
      return logical("string", "uuid");
    }
    Matcher fixed = FIXED.matcher(physical(property));
    if (fixed.matches()) {
      int size = Integer.parseInt(fixed.group(1));
      Integer minLength = property.options().minLength();
      Integer maxLength = property.options().maxLength();
      if (minLength == null || minLength <= size) {
        said.add("minLength");
      }
      if (maxLength == null || maxLength >= size) {
        said.add("maxLength");
      }
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("type", "fixed");
      schema.put("size", size);
      return named(property, path, schema);
    }
    return physical(property).equals("bytes") ? "bytes" : "string";
  }

  private static boolean isEnum(Property property) {
    return !property.allowed().isEmpty()
        && property.allowed().stream()
            .allMatch(value -> value instanceof String symbol && PlainNames.isPlain(symbol));
  }

  /** Gives a type its name, or only the name where the same type has it already. */
  private Object named(Property property, String path, Map<String, Object> schema) {
    String full = fullName(property);
    String body = full == null ? "" : signature(property, schema);
    if (full != null && body.equals(shared.get(full))) {
      return full;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    named.put("type", schema.getOrDefault("type", ""));
    if (full != null && taken.add(full)) {
      shared.put(full, body);
      named.put("name", full);
    } else {
      named.put("name", free(path));
    }
    named.putAll(schema);
    return named;
  }

  private String free(String path) {
    while (true) {
      String name = (namespace.isEmpty() ? "" : namespace + ".") + names.give(path);
      if (taken.add(name)) {
        return name;
      }
    }
  }

  /** What a type is, whatever was defined before it. */
  private String signature(Property property, Map<String, Object> schema) {
    return property.type() == LogicalType.OBJECT
        ? JsonText.of(new AvroExport(namespace).fields(property, ""))
        : JsonText.of(schema);
  }

  private Object integer(Property property, Set<String> said) {
    String format =
        property.options().format() == null ? "i64" : property.options().format().value();
    boolean isExact = format.equals("i32") || format.equals("i64");
    if (isExact) {
      said.add("format");
    }
    return switch (format) {
      case "i8", "i16", "i32", "u8", "u16" -> "int";
      case "u64" -> digits(property, 20);
      case "i128", "u128" -> digits(property, 39);
      default -> "long";
    };
  }

  private Map<String, Object> digits(Property property, int precision) {
    lost(
        property.at(),
        "logicalType integer",
        "Avro's integers have 64 bits; it is written as a decimal of " + precision + " digits");
    return decimal(new Decimal(precision, 0));
  }

  private static Map<String, Object> decimal(Decimal decimal) {
    Map<String, Object> schema = logical("bytes", "decimal");
    schema.put("precision", decimal.precision());
    schema.put("scale", decimal.scale());
    return schema;
  }

  private Object number(Property property, Set<String> said) {
    String format = property.options().format() == null ? "" : property.options().format().value();
    if (format.equals("f32") || format.equals("f64")) {
      said.add("format");
      return format.equals("f32") ? "float" : "double";
    }
    Optional<Decimal> decimal = Decimal.of(property);
    if (decimal.isEmpty()) {
      lost(
          property.at(),
          "logicalType number",
          "a double keeps 15 digits; with multipleOf and bounds, or physicalType decimal(p,s), it"
              + " would be a decimal");
      return "double";
    }
    said.addAll(limits(property, decimal.get()));
    return decimal(decimal.get());
  }

  /** The limits that every number of so many digits keeps. */
  private static Set<String> limits(Property property, Decimal decimal) {
    Set<String> said = new HashSet<>();
    if (Optional.ofNullable(property.options().multipleOf())
        .filter(step -> decimal.step().remainder(step).signum() == 0)
        .isPresent()) {
      said.add("multipleOf");
    }
    if (Optional.ofNullable(property.options().minimum())
        .filter(least -> least.compareTo(decimal.greatest().negate()) <= 0)
        .isPresent()) {
      said.add("minimum");
    }
    if (Optional.ofNullable(property.options().maximum())
        .filter(most -> most.compareTo(decimal.greatest()) >= 0)
        .isPresent()) {
      said.add("maximum");
    }
    return said;
  }

  private Object time(Property property, Set<String> said) {
    if (Boolean.FALSE.equals(property.options().timezone())) {
      said.add("timezone");
    } else if (property.options().timezone() == null) {
      lost(property.at(), "timezone", "Avro's times have no offset");
    }
    return physical(property).equals("time-millis")
        ? logical("int", "time-millis")
        : logical("long", "time-micros");
  }

  private Object timestamp(Property property, Set<String> said) {
    Boolean timezone = property.options().timezone();
    if (timezone != null) {
      said.add("timezone");
    } else {
      lost(
          property.at(),
          "timezone",
          "Avro's timestamps are instants; one without an offset is not told from one in UTC");
    }
    String kind = Boolean.FALSE.equals(timezone) ? "local-timestamp" : "timestamp";
    String physical = physical(property);
    boolean isKept =
        List.of("-millis", "-micros", "-nanos").stream()
            .anyMatch(unit -> physical.equals(kind + unit));
    return logical("long", isKept ? physical : kind + "-micros");
  }

  private Object object(Property property, String path) {
    for (var required : property.options().required()) {
      // A record of Avro always has all of its fields.
      if (property.properties().stream().noneMatch(p -> p.name().equals(required.value()))) {
        lost(required.at(), "required", "Avro knows the fields of a record only");
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "record");
    schema.put("fields", fields(property, path));
    if (property.properties().isEmpty() && !property.closed()) {
      lost(
          property.at(),
          "properties",
          "a record of Avro has only the fields that are listed: none");
    }
    return named(property, path, schema);
  }

  private Object array(Property property, String path) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put(
        "items",
        property.items() == null ? any(property) : nullable(property.items(), path + "_item"));
    return schema;
  }

  private Object map(Property property, String path) {
    Property key = property.mapKey();
    if (key != null && key.type() != LogicalType.STRING) {
      lost(key.at(), "map.key", "keys of Avro's maps are texts");
    }
    if (key != null) {
      OptionLosses.add(key, LANGUAGE, Set.of(), losses);
    }
    Property value = property.mapValue();
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "map");
    schema.put("values", value == null ? any(property) : nullable(value, path + "_value"));
    return schema;
  }

  private Object vector(Property property) {
    lost(property.at(), "logicalType vector", "it is written as an array of floats of any length");
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", "float");
    return schema;
  }
}
