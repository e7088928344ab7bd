package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Position;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Scalars and well-known types of Protobuf, and what they are to a contract. */
final class ProtobufTypes {
  static final Set<String> SCALARS =
      Set.of(
          "double",
          "float",
          "int32",
          "int64",
          "uint32",
          "uint64",
          "sint32",
          "sint64",
          "fixed32",
          "fixed64",
          "sfixed32",
          "sfixed64",
          "bool",
          "string",
          "bytes");

  private static final Map<String, String> WRAPPERS =
      Map.of(
          "DoubleValue", "double",
          "FloatValue", "float",
          "Int64Value", "int64",
          "UInt64Value", "uint64",
          "Int32Value", "int32",
          "UInt32Value", "uint32",
          "BoolValue", "bool",
          "StringValue", "string",
          "BytesValue", "bytes");

  private static final String GOOGLE = "google.protobuf.";

  private ProtobufTypes() {}

  /** Notes what is lost. */
  interface Losses {
    void lost(Position at, String what, String why);
  }

  /** Whether a field of this type has no presence in proto3 without a label. */
  static boolean isScalarOrEnum(String type, @Nullable LogicalType imported) {
    boolean isEnum = imported == LogicalType.STRING && !isGoogle(type);
    return SCALARS.contains(type) || isEnum;
  }

  private static boolean isGoogle(String type) {
    return (type.startsWith(".") ? type.substring(1) : type).startsWith(GOOGLE);
  }

  /** Says what a type is that every Protobuf knows; false for one that a file defines. */
  static boolean known(String type, ImportedProperty property, Losses losses) {
    if (SCALARS.contains(type)) {
      scalar(type, property);
      return true;
    }
    if (!isGoogle(type)) {
      return false;
    }
    String name = type.substring(type.indexOf(GOOGLE) + GOOGLE.length());
    String wrapped = WRAPPERS.get(name);
    if (wrapped != null) {
      scalar(wrapped, property);
      property.physicalType = GOOGLE + name;
      return true;
    }
    switch (name) {
      case "Timestamp" -> {
        property.type(LogicalType.TIMESTAMP);
        property.timezone = true;
      }
      case "Struct", "Empty" -> property.type(LogicalType.OBJECT);
      case "ListValue" -> property.type(LogicalType.ARRAY);
      case "Value" -> {}
      case "Duration", "FieldMask" -> {
        property.type(LogicalType.STRING);
        losses.lost(property.at, GOOGLE + name, "a contract has no such type; any text fits");
      }
      case "Any" -> {
        property.type(LogicalType.OBJECT);
        losses.lost(property.at, GOOGLE + name, "what is inside is not said; any object fits");
      }
      default ->
          losses.lost(property.at, GOOGLE + name, "a contract has no such type; any value fits");
    }
    property.physicalType = GOOGLE + name;
    return true;
  }

  private static void scalar(String type, ImportedProperty property) {
    switch (type) {
      case "double" -> property.type(LogicalType.NUMBER, "f64");
      case "float" -> property.type(LogicalType.NUMBER, "f32");
      case "int32", "sint32", "sfixed32" -> property.type(LogicalType.INTEGER, "i32");
      case "int64", "sint64", "sfixed64" -> property.type(LogicalType.INTEGER);
      case "uint32", "fixed32" -> property.type(LogicalType.INTEGER, "u32");
      case "uint64", "fixed64" -> property.type(LogicalType.INTEGER, "u64");
      case "bool" -> property.type(LogicalType.BOOLEAN);
      case "bytes" -> property.type(LogicalType.STRING, "base64");
      default -> property.type(LogicalType.STRING);
    }
    // The plain ones follow from type and format.
    if (Set.of("sint32", "sfixed32", "sint64", "sfixed64", "fixed32", "fixed64").contains(type)) {
      property.physicalType = type;
    }
  }
}
