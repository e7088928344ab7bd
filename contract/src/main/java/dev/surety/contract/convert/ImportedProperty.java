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
import org.jspecify.annotations.Nullable;

/** A property in the making, from a language that has types of its own. */
final class ImportedProperty {
  final Position at;
  @Nullable LogicalType type;
  boolean required;
  List<Object> allowed = List.of();
  final List<Property> members = new ArrayList<>();
  @Nullable Property items;
  @Nullable Property mapKey;
  @Nullable Property mapValue;
  @Nullable String format;
  @Nullable Integer minLength;
  @Nullable Integer maxLength;
  @Nullable BigDecimal minimum;
  @Nullable BigDecimal maximum;
  @Nullable BigDecimal multipleOf;
  @Nullable Boolean timezone;
  String description = "";
  @Nullable String physicalType;

  ImportedProperty(Position at) {
    this.at = at;
  }

  ImportedProperty type(LogicalType type) {
    this.type = type;
    return this;
  }

  ImportedProperty type(LogicalType type, String format) {
    this.format = format;
    return type(type);
  }

  /** A number of so many digits. */
  ImportedProperty decimal(Decimal decimal) {
    minimum = decimal.greatest().negate();
    maximum = decimal.greatest();
    multipleOf = decimal.step();
    physicalType = decimal.toString();
    return type(LogicalType.NUMBER);
  }

  Property build(String name) {
    Options options =
        new Options(
            minLength,
            maxLength,
            null,
            format == null ? null : new Text(format, at, 1),
            minimum,
            maximum,
            null,
            null,
            multipleOf,
            null,
            null,
            null,
            null,
            timezone,
            null,
            null,
            null,
            false,
            null,
            null,
            List.of(),
            null);
    return new Property(
        name,
        type,
        options,
        required,
        false,
        null,
        allowed,
        members,
        items,
        mapKey,
        mapValue,
        new Information(description, null, physicalType),
        at);
  }
}
