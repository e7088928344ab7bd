package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The record types of a contract as messages of proto3. Fields have the numbers of their places in
 * the contract, from 1, without the reserved ones (19000 to 19999): a property that is added at the
 * end changes no other. A property that is not required is {@code optional}; an enum begins with an
 * {@code …_UNSPECIFIED} of number 0, which stands for no value.
 */
public final class ProtobufExport {
  private static final String LANGUAGE = "Protobuf";
  private static final Set<String> CARRIED = Set.of("description", "physicalType");
  private static final int FIRST_RESERVED = 19_000;
  private static final int LAST_RESERVED = 19_999;

  private static final Map<String, Set<String>> SAME_VALUES =
      Map.of(
          "int32", Set.of("sint32", "sfixed32"),
          "int64", Set.of("sint64", "sfixed64"),
          "uint32", Set.of("fixed32"),
          "uint64", Set.of("fixed64"));

  private final List<Loss> losses = new ArrayList<>();
  private final Set<String> imports = new TreeSet<>();
  private final PlainNames topNames = new PlainNames();

  private ProtobufExport() {}

  /** Writes one file with a message for each record type. */
  public static Exported write(ExportSource source, List<SchemaObject> objects) {
    ProtobufExport export = new ProtobufExport();
    Set<Loss> losses = new LinkedHashSet<>();
    StringBuilder messages = new StringBuilder();
    for (SchemaObject object : objects) {
      losses.addAll(DocumentLosses.of(source, object, LANGUAGE, CARRIED));
      String name = export.topNames.give(typeName(object.name()));
      export.renamed(object.name(), name, object.at());
      messages.append('\n');
      export.message(name, object.root(), "", messages);
    }
    losses.addAll(export.losses);
    String inPackage =
        Stream.of(source.contract().id().toLowerCase(Locale.ROOT).split("\\."))
            .filter(part -> !part.isEmpty())
            .map(PlainNames::plain)
            .collect(Collectors.joining("."));
    StringBuilder text = new StringBuilder("syntax = \"proto3\";\n");
    if (!inPackage.isEmpty()) {
      text.append("\npackage ").append(inPackage).append(";\n");
    }
    if (!export.imports.isEmpty()) {
      text.append('\n');
      export.imports.forEach(file -> text.append("import \"").append(file).append("\";\n"));
    }
    return new Exported(text.append(messages).toString(), List.copyOf(losses));
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  private void renamed(String name, String written, Position at) {
    if (!name.equals(written)) {
      lost(at, "name", "Protobuf calls '" + name + "' " + written);
    }
  }

  /** Types begin with a capital and have no underscores, by the style guide. */
  static String typeName(String name) {
    String type =
        Stream.of(PlainNames.plain(name).split("_"))
            .filter(part -> !part.isEmpty())
            .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
            .collect(Collectors.joining());
    return type.isEmpty() || Character.isDigit(type.charAt(0)) ? "T" + type : type;
  }

  /** A message in the making: its own types, and the names that are taken in it. */
  private record Body(
      String indent, PlainNames types, StringBuilder nested, StringBuilder fields) {}

  private void message(String name, Property object, String indent, StringBuilder out) {
    comment(object, indent, out);
    Body body = new Body(indent + "  ", new PlainNames(), new StringBuilder(), new StringBuilder());
    // JSON names, without underscores, must differ too.
    PlainNames names = new PlainNames(field -> field.replace("_", "").toLowerCase(Locale.ROOT));
    // A map has a message of its entries, which it does not write.
    object.properties().stream()
        .filter(member -> member.type() == LogicalType.MAP)
        .forEach(member -> body.types().give(typeName(member.name()) + "Entry"));
    int number = 0;
    for (Property member : object.properties()) {
      number = number + 1 == FIRST_RESERVED ? LAST_RESERVED + 1 : number + 1;
      String field = names.give(member.name());
      renamed(member.name(), field, member.at());
      comment(member, body.indent(), body.fields());
      body.fields()
          .append(body.indent())
          .append(labelled(member, field, body))
          .append(" = ")
          .append(number)
          .append(";\n");
    }
    out.append(indent).append("message ").append(name).append(" {\n");
    out.append(body.nested()).append(body.fields()).append(indent).append("}\n");
  }

  private static void comment(Property property, String indent, StringBuilder out) {
    String description = property.information().description();
    if (!description.isEmpty()) {
      description
          .lines()
          .forEach(line -> out.append(indent).append("// ").append(line.strip()).append('\n'));
    }
  }

  private String labelled(Property member, String field, Body body) {
    LogicalType type = member.type();
    boolean isMany =
        type == LogicalType.ARRAY || type == LogicalType.VECTOR || type == LogicalType.MAP;
    if (isMany && !member.required()) {
      lost(member.at(), "required", "an absent list or map is an empty one to Protobuf");
    }
    String written = type(member, field, body);
    boolean hasPresence = isMany || written.startsWith("repeated ");
    return hasPresence || member.required() && !isMessage(member)
        ? written + " " + field
        : "optional " + written + " " + field;
  }

  /** A message has presence anyway, so that Protobuf cannot say that it must be there. */
  private boolean isMessage(Property member) {
    boolean isMessage =
        member.type() == LogicalType.OBJECT
            || member.type() == LogicalType.TIMESTAMP
            || member.type() == null;
    if (isMessage && member.required()) {
      lost(member.at(), "required", "a message may always be absent in proto3");
    }
    return isMessage;
  }

  private String type(Property property, String field, Body body) {
    Set<String> said = new HashSet<>();
    String type =
        property.type() == null
            ? any(property)
            : typed(property.type(), property, field, body, said);
    OptionLosses.add(property, LANGUAGE, said, losses);
    return type;
  }

  private String any(Property property) {
    if (!property.allowed().isEmpty()) {
      lost(property.at(), "enum", "Protobuf has no enum of values of any type");
    }
    imports.add("google/protobuf/struct.proto");
    return "google.protobuf.Value";
  }

  private String typed(
      LogicalType type, Property property, String field, Body body, Set<String> said) {
    return switch (type) {
      case STRING -> string(property, field, body, said);
      case BOOLEAN -> "bool";
      case INTEGER -> integer(property, said);
      case NUMBER -> number(property, said);
      case TIMESTAMP -> timestamp(property, said);
      case DATE, TIME -> {
        lost(property.at(), "logicalType " + type.odcsName(), "it is written as a string");
        yield "string";
      }
      case OBJECT -> nested(property, field, body);
      case ARRAY -> "repeated " + element(property, property.items(), field, body, "items");
      case VECTOR -> {
        lost(property.at(), "logicalType vector", "it is a list of floats of any length");
        yield "repeated float";
      }
      case MAP -> map(property, field, body);
    };
  }

  private String nested(Property property, String field, Body body) {
    String name = body.types().give(typeName(field));
    message(name, property, body.indent(), body.nested());
    return name;
  }

  private String string(Property property, String field, Body body, Set<String> said) {
    boolean isEnum =
        !property.allowed().isEmpty()
            && property.allowed().stream()
                .allMatch(value -> value instanceof String symbol && PlainNames.isPlain(symbol));
    if (isEnum) {
      said.add("enum");
      return enumeration(property, field, body);
    }
    String format = property.options().format() == null ? "" : property.options().format().value();
    if (format.equals("base64") || format.equals("byte")) {
      said.add("format");
      return "bytes";
    }
    return "string";
  }

  /** Values of an enum share the scope of the message, so they carry the name of the enum. */
  private String enumeration(Property property, String field, Body body) {
    String name = body.types().give(typeName(field) + "Kind");
    String prefix = PlainNames.plain(field).toUpperCase(Locale.ROOT);
    StringBuilder out = body.nested();
    String inner = body.indent() + "  ";
    out.append(body.indent()).append("enum ").append(name).append(" {\n");
    String first = body.types().give(prefix + "_UNSPECIFIED");
    out.append(inner).append(first).append(" = 0;\n");
    int number = 1;
    for (Object value : property.allowed()) {
      String symbol = body.types().give(value.toString());
      renamed(value.toString(), symbol, property.at());
      out.append(inner).append(symbol).append(" = ").append(number++).append(";\n");
    }
    out.append(body.indent()).append("}\n");
    lost(property.at(), "enum", "Protobuf also accepts " + first + ", and other numbers");
    return name;
  }

  private String integer(Property property, Set<String> said) {
    String format =
        property.options().format() == null ? "i64" : property.options().format().value();
    String type =
        switch (format) {
          case "i8", "i16", "i32" -> "int32";
          case "u8", "u16", "u32" -> "uint32";
          case "u64", "u128" -> "uint64";
          default -> "int64";
        };
    if (Set.of("i32", "u32", "i64", "u64").contains(format)) {
      said.add("format");
    }
    String physical = property.information().physicalType();
    return physical != null && SAME_VALUES.getOrDefault(type, Set.of()).contains(physical)
        ? physical
        : type;
  }

  private String number(Property property, Set<String> said) {
    String format = property.options().format() == null ? "" : property.options().format().value();
    if (format.equals("f32") || format.equals("f64")) {
      said.add("format");
      return format.equals("f32") ? "float" : "double";
    }
    lost(property.at(), "logicalType number", "a double keeps 15 digits; Protobuf has no decimals");
    return "double";
  }

  private String timestamp(Property property, Set<String> said) {
    if (Boolean.TRUE.equals(property.options().timezone())) {
      said.add("timezone");
    } else {
      lost(property.at(), "timezone", "Protobuf's timestamps are instants");
      said.add("timezone");
    }
    imports.add("google/protobuf/timestamp.proto");
    return "google.protobuf.Timestamp";
  }

  /** What a list or a map holds can be neither a list, nor a map, nor null. */
  private String element(
      Property owner, @Nullable Property element, String field, Body body, String what) {
    if (element == null) {
      return any(owner);
    }
    if (!element.required()) {
      lost(element.at(), "required", "Protobuf has no null in " + what);
    }
    LogicalType type = element.type();
    boolean isMany =
        type == LogicalType.ARRAY || type == LogicalType.VECTOR || type == LogicalType.MAP;
    if (type == null || !isMany) {
      return type(element, field, body);
    }
    lost(
        element.at(),
        "logicalType " + type.odcsName(),
        "it stands in a message of its own, as Protobuf has no lists of lists");
    String name = body.types().give(typeName(field) + "Item");
    Body inner =
        new Body(body.indent() + "  ", new PlainNames(), new StringBuilder(), new StringBuilder());
    String written = type(element, "value", inner);
    body.nested()
        .append(body.indent())
        .append("message ")
        .append(name)
        .append(" {\n")
        .append(inner.nested())
        .append(inner.indent())
        .append(written)
        .append(" value = 1;\n")
        .append(body.indent())
        .append("}\n");
    return name;
  }

  private String map(Property property, String field, Body body) {
    Property key = property.mapKey();
    String keyType = "string";
    if (key != null && key.type() == LogicalType.INTEGER) {
      keyType = type(key, field, body);
    } else if (key != null && key.type() == LogicalType.BOOLEAN) {
      keyType = "bool";
    } else if (key != null) {
      if (key.type() != LogicalType.STRING) {
        lost(key.at(), "map.key", "keys are written as strings");
      }
      OptionLosses.add(key, LANGUAGE, Set.of(), losses);
    }
    return "map<"
        + keyType
        + ", "
        + element(property, property.mapValue(), field, body, "maps")
        + ">";
  }
}
