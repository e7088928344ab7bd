package dev.surety.validation;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds properties as a contract's reader would; options go by their ODCS names. */
final class PropertyBuilder {
  static final Position AT = new Position("test.yaml", 7, 3);

  private final String name;
  private final @Nullable LogicalType type;
  private final Map<String, Object> options = new HashMap<>();
  private boolean required;
  private boolean closed;
  private @Nullable String classification;
  private List<Object> allowed = List.of();
  private List<Property> properties = List.of();
  private @Nullable Property items;
  private @Nullable Property mapKey;
  private @Nullable Property mapValue;

  private PropertyBuilder(String name, @Nullable LogicalType type) {
    this.name = name;
    this.type = type;
  }

  static PropertyBuilder property(String name, @Nullable LogicalType type) {
    return new PropertyBuilder(name, type);
  }

  static PropertyBuilder string(String name) {
    return property(name, LogicalType.STRING);
  }

  static PropertyBuilder integer(String name) {
    return property(name, LogicalType.INTEGER);
  }

  static PropertyBuilder number(String name) {
    return property(name, LogicalType.NUMBER);
  }

  static PropertyBuilder any(String name) {
    return property(name, null);
  }

  static PropertyBuilder object(String name, PropertyBuilder... properties) {
    return property(name, LogicalType.OBJECT).properties(properties);
  }

  static PropertyBuilder array(String name, PropertyBuilder items) {
    PropertyBuilder array = property(name, LogicalType.ARRAY);
    array.items = items.build();
    return array;
  }

  static PropertyBuilder map(String name, PropertyBuilder key, PropertyBuilder value) {
    PropertyBuilder map = property(name, LogicalType.MAP);
    map.mapKey = key.build();
    map.mapValue = value.build();
    return map;
  }

  PropertyBuilder properties(PropertyBuilder... members) {
    properties = Arrays.stream(members).map(PropertyBuilder::build).toList();
    return this;
  }

  PropertyBuilder required() {
    required = true;
    return this;
  }

  PropertyBuilder closed() {
    closed = true;
    return this;
  }

  PropertyBuilder classified(String as) {
    classification = as;
    return this;
  }

  PropertyBuilder allowed(Object... values) {
    allowed = List.of(values);
    return this;
  }

  /** An option by its ODCS name; numbers as text are exact. */
  PropertyBuilder option(String option, Object value) {
    options.put(option, value);
    return this;
  }

  static Text text(String value) {
    return new Text(value, new Position("test.yaml", 20, 10), 8);
  }

  Property build() {
    return new Property(
        name,
        type,
        options(),
        required,
        closed,
        classification,
        allowed,
        properties,
        items,
        mapKey,
        mapValue,
        AT);
  }

  private Options options() {
    boolean temporal =
        type == LogicalType.DATE || type == LogicalType.TIMESTAMP || type == LogicalType.TIME;
    Object required = options.get("required");
    return new Options(
        (Integer) options.get("minLength"),
        (Integer) options.get("maxLength"),
        textOption("pattern", true),
        textOption("format", true),
        numberOption("minimum", temporal),
        numberOption("maximum", temporal),
        numberOption("exclusiveMinimum", temporal),
        numberOption("exclusiveMaximum", temporal),
        numberOption("multipleOf", temporal),
        textOption("minimum", temporal),
        textOption("maximum", temporal),
        textOption("exclusiveMinimum", temporal),
        textOption("exclusiveMaximum", temporal),
        (Boolean) options.get("timezone"),
        textOption("defaultTimezone", true),
        (Integer) options.get("minItems"),
        (Integer) options.get("maxItems"),
        Boolean.TRUE.equals(options.get("uniqueItems")),
        (Integer) options.get("minProperties"),
        (Integer) options.get("maxProperties"),
        required == null
            ? List.of()
            : Arrays.stream((String[]) required).map(PropertyBuilder::text).toList(),
        (Integer) options.get("dimensions"));
  }

  private @Nullable Text textOption(String option, boolean applies) {
    Object value = options.get(option);
    return applies && value != null ? text(value.toString()) : null;
  }

  private @Nullable BigDecimal numberOption(String option, boolean temporal) {
    Object value = options.get(option);
    return temporal || value == null ? null : new BigDecimal(value.toString());
  }
}
