package dev.surety.contract.convert;

import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A property in the making. */
final class PropertyDraft {
  /** Formats that JSON Schema and contracts know by the same names. */
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
  Information information = Information.NONE;
  boolean required;
  boolean closed;
  @Nullable Property items;
  @Nullable Property mapKey;
  @Nullable Property mapValue;
  @Nullable Integer minLength;
  @Nullable Integer maxLength;
  @Nullable Text pattern;
  @Nullable Text format;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal exclusiveMinimum;
  @Nullable BigDecimal exclusiveMaximum;
  @Nullable BigDecimal multipleOf;
  @Nullable Boolean timezone;
  @Nullable Integer minItems;
  @Nullable Integer maxItems;
  boolean uniqueItems;
  @Nullable Integer minProperties;
  @Nullable Integer maxProperties;

  PropertyDraft(String name, @Nullable LogicalType type, Position at) {
    this.name = name;
    this.type = type;
    this.at = at;
  }

  /** A property that any value fits. */
  static Property any(String name, Position at) {
    return new PropertyDraft(name, null, at).build();
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
            timezone,
            null,
            minItems,
            maxItems,
            uniqueItems,
            minProperties,
            maxProperties,
            present,
            null);
    return new Property(
        name,
        type,
        options,
        required,
        closed,
        null,
        allowed,
        members,
        items,
        mapKey,
        mapValue,
        information,
        at);
  }
}
