package dev.surety.contract.convert;

import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a property says of itself, as a contract writes it. */
final class PropertyNodes {
  private PropertyNodes() {}

  /** Adds what record types and properties say to people alike. */
  static void addRemarks(MappingBuilder node, Property property) {
    Information information = property.information();
    node.put("businessName", information.businessName());
    node.put("description", information.description().isEmpty() ? null : information.description());
    node.putFlag("deprecated", information.deprecated());
  }

  /** Adds type, options and the rest, but for the name and what is inside of the property. */
  static void addFacets(MappingBuilder node, Property property) {
    LogicalType type = property.type();
    addRemarks(node, property);
    node.put("physicalName", property.information().physicalName());
    node.put("physicalType", property.information().physicalType());
    if (type != null) {
      node.put("logicalType", type.odcsName());
    }
    node.putFlag("required", property.required());
    node.put("classification", property.classification());
    MappingBuilder options = options(property);
    if (!options.isEmpty()) {
      if (type == null || type == LogicalType.MAP || type == LogicalType.BOOLEAN) {
        String what = type == null ? "a property without a type" : "a " + type.odcsName();
        throw new IllegalArgumentException(
            "'" + property.name() + "': ODCS has no options for " + what);
      }
      node.put("logicalTypeOptions", options.build());
    }
    if (!property.allowed().isEmpty()) {
      List<YamlNode> values = new ArrayList<>();
      property
          .allowed()
          .forEach(v -> values.add(new MappingBuilder().putValue("value", v).build()));
      node.put("enum", new YamlSequence(MappingBuilder.NOWHERE, values));
    }
    if (!property.information().examples().isEmpty()) {
      List<YamlNode> examples =
          property.information().examples().stream().<YamlNode>map(MappingBuilder::scalar).toList();
      node.put("examples", new YamlSequence(MappingBuilder.NOWHERE, examples));
    }
    if (property.closed()) {
      List<YamlNode> settings = List.of(RecordTypeNodes.setting("surety.closed", true));
      node.put("customProperties", new YamlSequence(MappingBuilder.NOWHERE, settings));
    }
  }

  private static MappingBuilder options(Property property) {
    Options options = property.options();
    MappingBuilder node =
        new MappingBuilder()
            .putValue("minLength", options.minLength())
            .putValue("maxLength", options.maxLength())
            .putValue("pattern", options.pattern())
            .putValue("format", options.format())
            .putValue("minimum", either(options.minimum(), options.earliest()))
            .putValue("maximum", either(options.maximum(), options.latest()))
            .putValue(
                "exclusiveMinimum", either(options.exclusiveMinimum(), options.exclusiveEarliest()))
            .putValue(
                "exclusiveMaximum", either(options.exclusiveMaximum(), options.exclusiveLatest()))
            .putValue("multipleOf", options.multipleOf())
            .putValue("timezone", options.timezone())
            .putValue("defaultTimezone", options.defaultTimezone())
            .putValue("minItems", options.minItems())
            .putValue("maxItems", options.maxItems())
            .putFlag("uniqueItems", options.uniqueItems())
            .putValue("minProperties", options.minProperties())
            .putValue("maxProperties", options.maxProperties());
    if (!options.required().isEmpty()) {
      List<String> names = options.required().stream().map(Text::value).toList();
      node.put("required", MappingBuilder.strings(names));
    }
    return node.putValue("dimensions", options.dimensions());
  }

  private static @Nullable Object either(@Nullable Object number, @Nullable Object text) {
    return number == null ? text : number;
  }
}
