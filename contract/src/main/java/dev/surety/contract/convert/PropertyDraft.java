package dev.surety.contract.convert;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A property in the making. */
final class PropertyDraft {
  /** Formats that contracts know by the same names. */
  static final Set<String> FORMATS =
      Set.of(
          "uuid",
          "email",
          "uri",
          "uri-reference",
          "hostname",
          "ipv4",
          "ipv6",
          "date",
          "date-time",
          "time");

  private final String name;
  private final Position at;
  final @Nullable LogicalType type;
  final List<Object> allowed = new ArrayList<>();
  final List<Property> members = new ArrayList<>();
  final List<Text> present = new ArrayList<>();
  boolean required;
  boolean closed;
  @Nullable Property items;
  @Nullable Property mapKey;
  @Nullable Property mapValue;
  private @Nullable Integer minLength;
  private @Nullable Integer maxLength;
  private @Nullable Text pattern;
  private @Nullable Text format;
  private @Nullable BigDecimal minimum;
  private @Nullable BigDecimal maximum;
  private @Nullable BigDecimal exclusiveMinimum;
  private @Nullable BigDecimal exclusiveMaximum;
  private @Nullable BigDecimal multipleOf;
  private @Nullable Integer minItems;
  private @Nullable Integer maxItems;
  private boolean uniqueItems;
  private @Nullable Integer minProperties;
  private @Nullable Integer maxProperties;

  PropertyDraft(String name, @Nullable LogicalType type, Position at) {
    this.name = name;
    this.type = type;
    this.at = at;
  }

  /** A property that any value fits. */
  static Property any(String name, Position at) {
    return new PropertyDraft(name, null, at).build();
  }

  /** Takes a keyword that is an option of the type; false when it is none. */
  boolean take(String keyword, YamlNode value, YamlMapping schema) {
    if (type == null) {
      return false;
    }
    return switch (type) {
      case STRING -> takeString(keyword, value);
      case INTEGER, NUMBER -> takeNumber(keyword, value, schema);
      case ARRAY -> takeArray(keyword, value);
      case OBJECT, MAP -> takeObject(keyword, value);
      default -> false;
    };
  }

  private boolean takeString(String keyword, YamlNode value) {
    switch (keyword) {
      case "minLength" -> minLength = count(value);
      case "maxLength" -> maxLength = count(value);
      case "pattern" -> pattern = text(value);
      case "format" -> {
        Text named = text(value);
        if (named == null || !FORMATS.contains(named.value())) {
          return false;
        }
        format = named;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeNumber(String keyword, YamlNode value, YamlMapping schema) {
    BigDecimal number = JsonSchemaImport.number(value);
    switch (keyword) {
      case "minimum" -> {
        // Draft-04 says by a flag beside it whether the bound itself is outside.
        if (isTrue(schema, "exclusiveMinimum")) {
          exclusiveMinimum = number;
        } else {
          minimum = number;
        }
      }
      case "maximum" -> {
        if (isTrue(schema, "exclusiveMaximum")) {
          exclusiveMaximum = number;
        } else {
          maximum = number;
        }
      }
      case "exclusiveMinimum" -> exclusiveMinimum = number == null ? exclusiveMinimum : number;
      case "exclusiveMaximum" -> exclusiveMaximum = number == null ? exclusiveMaximum : number;
      case "multipleOf" -> multipleOf = number;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isTrue(YamlMapping schema, String key) {
    return schema.get(key).orElse(null) instanceof YamlScalar flag
        && flag.booleanValue().equals(Optional.of(true));
  }

  private boolean takeArray(String keyword, YamlNode value) {
    switch (keyword) {
      case "minItems" -> minItems = count(value);
      case "maxItems" -> maxItems = count(value);
      case "uniqueItems" ->
          uniqueItems =
              value instanceof YamlScalar flag && flag.booleanValue().equals(Optional.of(true));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean takeObject(String keyword, YamlNode value) {
    switch (keyword) {
      case "minProperties" -> minProperties = count(value);
      case "maxProperties" -> maxProperties = count(value);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A count beyond any length is none. */
  private static @Nullable Integer count(YamlNode value) {
    BigDecimal number = JsonSchemaImport.number(value);
    if (number == null
        || number.signum() < 0
        || number.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      return null;
    }
    return number.intValue();
  }

  private static @Nullable Text text(YamlNode value) {
    return value instanceof YamlScalar scalar && scalar.isString() ? scalar.text() : null;
  }

  Property build() {
    Options options =
        new Options(
            minLength,
            maxLength,
            pattern,
            format,
            minimum,
            maximum,
            exclusiveMinimum,
            exclusiveMaximum,
            multipleOf,
            null,
            null,
            null,
            null,
            null,
            null,
            minItems,
            maxItems,
            uniqueItems,
            minProperties,
            maxProperties,
            present,
            null);
    return new Property(
        name, type, options, required, closed, null, allowed, members, items, mapKey, mapValue, at);
  }
}
