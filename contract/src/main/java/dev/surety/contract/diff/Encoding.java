package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How records are written, and so which types a reader takes for which: the {@code format} of the
 * contract's Kafka server.
 */
public enum Encoding {
  /** An integer is a number; what counts is the values. */
  JSON,
  /** Avro 1.12, "Schema Resolution". */
  AVRO,
  /** "Updating A Message Type" of the Protobuf language guide. */
  PROTOBUF;

  /** For people. */
  String title() {
    return switch (this) {
      case JSON -> "JSON";
      case AVRO -> "Avro";
      case PROTOBUF -> "Protobuf";
    };
  }

  private static final Set<String> AVRO_NAMES =
      Set.of(
          "time-millis",
          "time-micros",
          "timestamp-millis",
          "timestamp-micros",
          "timestamp-nanos",
          "local-timestamp-millis",
          "local-timestamp-micros",
          "local-timestamp-nanos");

  /** What an Avro reader takes beside its own type. */
  private static final Map<String, Set<String>> AVRO_TAKES =
      Map.of(
          "long", Set.of("int"),
          "float", Set.of("int", "long"),
          "double", Set.of("int", "long", "float"),
          "string", Set.of("bytes"),
          "bytes", Set.of("string"));

  /** What a Protobuf reader takes with every value unchanged, beside its own type. */
  private static final Map<String, Set<String>> PROTOBUF_TAKES =
      Map.of(
          "int32", Set.of("bool", "enum"),
          "int64", Set.of("int32", "uint32", "bool", "enum"),
          "uint32", Set.of("bool"),
          "uint64", Set.of("uint32", "bool"),
          "sint64", Set.of("sint32"),
          "bytes", Set.of("string"));

  /** Types of one form on the wire: another one is taken, and a value may be cut off or changed. */
  private static final List<Set<String>> PROTOBUF_GROUPS =
      List.of(
          Set.of("int32", "int64", "uint32", "uint64", "bool", "enum"),
          Set.of("sint32", "sint64"),
          Set.of("fixed32", "sfixed32"),
          Set.of("fixed64", "sfixed64"),
          Set.of("string", "bytes"));

  /** The encoding that a format names; empty for one that is not known here. */
  public static Optional<Encoding> named(String format) {
    String name = format.toLowerCase(Locale.ROOT);
    return name.startsWith("avro")
        ? Optional.of(AVRO)
        : name.startsWith("protobuf")
            ? Optional.of(PROTOBUF)
            : name.startsWith("json") ? Optional.of(JSON) : Optional.empty();
  }

  /** The type that values of a property are written in; empty where the encoding has none. */
  String typeOf(Property property) {
    LogicalType type = property.type();
    if (type == null || this == JSON) {
      return "";
    }
    return this == AVRO ? avro(type, property) : protobuf(type, property);
  }

  private static String physical(Property property) {
    String physicalType = property.information().physicalType();
    return physicalType == null ? "" : physicalType.toLowerCase(Locale.ROOT);
  }

  private static String format(Property property) {
    return property.options().format() == null ? "" : property.options().format().value();
  }

  private static String avro(LogicalType type, Property property) {
    String physical = physical(property);
    return switch (type) {
      case STRING ->
          !property.allowed().isEmpty()
              ? "enum"
              : physical.equals("bytes") || physical.startsWith("fixed(") ? physical : "string";
      case INTEGER ->
          switch (format(property)) {
            case "i8", "i16", "i32", "u8", "u16" -> "int";
            case "u64", "i128", "u128" -> "decimal";
            default -> "long";
          };
      case NUMBER ->
          format(property).equals("f32")
              ? "float"
              : physical.startsWith("decimal(") ? physical.replace(" ", "") : "double";
      case TIME, TIMESTAMP -> AVRO_NAMES.contains(physical) ? physical : type.odcsName();
      case BOOLEAN, DATE, OBJECT, ARRAY, MAP -> type.odcsName();
      case VECTOR -> "array";
    };
  }

  private static String protobuf(LogicalType type, Property property) {
    String physical = physical(property);
    return switch (type) {
      case STRING ->
          !property.allowed().isEmpty() || physical.startsWith("enum")
              ? "enum"
              : Set.of("base64", "byte").contains(format(property)) || physical.equals("bytes")
                  ? "bytes"
                  : "string";
      case INTEGER -> {
        String plain =
            switch (format(property)) {
              case "i8", "i16", "i32" -> "int32";
              case "u8", "u16", "u32" -> "uint32";
              case "u64" -> "uint64";
              default -> "int64";
            };
        boolean isVariant =
            Set.of("sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64")
                .contains(physical);
        yield isVariant ? physical : plain;
      }
      case NUMBER -> format(property).equals("f32") ? "float" : "double";
      case BOOLEAN -> "bool";
      case DATE, TIME -> "string";
      case TIMESTAMP -> "timestamp";
      case OBJECT -> "message";
      case ARRAY, VECTOR -> "repeated";
      case MAP -> "map";
    };
  }

  /** Whether a reader of one type takes every value that is written as another. */
  Answer takes(String reader, String writer) {
    if (reader.equals(writer)) {
      return Answer.YES;
    }
    if (this == AVRO) {
      return Answer.of(AVRO_TAKES.getOrDefault(reader, Set.of()).contains(writer));
    }
    if (PROTOBUF_TAKES.getOrDefault(reader, Set.of()).contains(writer)) {
      return Answer.YES;
    }
    boolean isOneGroup =
        PROTOBUF_GROUPS.stream()
            .anyMatch(group -> group.contains(reader) && group.contains(writer));
    return isOneGroup ? Answer.UNKNOWN : Answer.NO;
  }
}
