package dev.surety.contract.read;

import dev.surety.contract.Information;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds properties with everything below them. */
final class PropertyBuilder {
  private final Reading reading;
  private final Problems problems;

  PropertyBuilder(Reading reading) {
    this.reading = reading;
    this.problems = reading.problems();
  }

  /** The record itself: a nameless object with the properties of a schema object. */
  Property root(YamlMapping schemaObject) {
    List<Property> properties = properties(schemaObject, "");
    return new Property(
        "",
        LogicalType.OBJECT,
        rootOptions(schemaObject),
        true,
        isClosed(schemaObject),
        null,
        List.of(),
        properties,
        null,
        null,
        null,
        information(schemaObject),
        schemaObject.at());
  }

  /** A type that stands outside of the record. */
  Property outside(YamlMapping mapping, String name) {
    return property(mapping, name, name);
  }

  private Information information(YamlMapping owner) {
    MappingReader fields = reading.fields(owner);
    return new Information(
        fields.string("description").map(Text::value).orElse(""),
        fields.string("businessName").map(Text::value).orElse(null),
        fields.string("physicalName").map(Text::value).orElse(null),
        fields.string("physicalType").map(Text::value).orElse(null),
        examples(owner),
        fields.bool("deprecated").orElse(false));
  }

  private static List<Object> examples(YamlMapping owner) {
    if (!(owner.get("examples").orElse(null) instanceof YamlSequence list)) {
      return List.of();
    }
    List<Object> examples = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (item instanceof YamlScalar scalar) {
        switch (scalar.kind()) {
          case STRING -> examples.add(scalar.value());
          case INTEGER, NUMBER -> scalar.number().ifPresent(examples::add);
          case BOOLEAN -> scalar.booleanValue().ifPresent(examples::add);
          case NULL -> {}
        }
      }
    }
    return examples;
  }

  /** ODCS has no options on a schema object; {@code surety.required} stands for the one needed. */
  private Options rootOptions(YamlMapping schemaObject) {
    List<Text> required =
        SuretySettings.get(schemaObject, SuretySettings.REQUIRED).orElse(null)
                instanceof YamlSequence names
            ? names.items().stream()
                .filter(YamlScalar.class::isInstance)
                .map(name -> reading.enforced(((YamlScalar) name).text()))
                .toList()
            : List.of();
    return new Options(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, false, null, null, required, null);
  }

  private static boolean isClosed(YamlMapping owner) {
    return Reading.setting(owner, SuretySettings.CLOSED)
        .flatMap(YamlScalar::booleanValue)
        .orElse(false);
  }

  private List<Property> properties(YamlMapping owner, String path) {
    List<Property> properties = new ArrayList<>();
    Map<String, Position> seen = new HashMap<>();
    for (YamlMapping mapping : Reading.mappings(owner, "properties")) {
      String name = name(mapping);
      String below = path.isEmpty() ? name : path + "." + name;
      Property property = property(mapping, name, below);
      Position first = seen.putIfAbsent(name, property.at());
      if (first != null && !name.isEmpty()) {
        String message = "the property '" + name + "' is there already, in line " + first.line();
        problems.error("duplicate-name", property.at(), message, "remove one of the two");
      }
      properties.add(property);
    }
    return properties;
  }

  private String name(YamlMapping mapping) {
    Optional<Text> name = reading.fields(mapping).string("name").map(reading::enforced);
    if (name.isPresent() && name.get().value().isEmpty()) {
      problems.error("empty-value", name.get().at(), "the name of a property is empty");
    }
    return name.map(Text::value).orElse("");
  }

  private Property property(YamlMapping mapping, String name, String path) {
    MappingReader fields = reading.fields(mapping);
    LogicalType type = type(mapping);
    checkInformation(mapping, fields, name);
    checkVector(mapping, fields, type);
    Quality.refuseRules(reading, mapping, path);
    List<Property> properties = properties(mapping, path);
    Options options = options(fields, type);
    boolean closed = isClosed(mapping);
    checkMembers(mapping, type, closed, options, properties);
    Optional<YamlMapping> map = fields.mapping("map");
    return new Property(
        name,
        type,
        options,
        fields.bool("required").orElse(false),
        closed,
        fields.string("classification").map(Text::value).orElse(null),
        allowed(mapping, type),
        properties,
        fields.mapping("items").map(item -> property(item, "", path + "[]")).orElse(null),
        map.flatMap(m -> reading.fields(m).mapping("key"))
            .map(key -> mapKey(key, path))
            .orElse(null),
        map.flatMap(m -> reading.fields(m).mapping("value"))
            .map(value -> property(value, "", path + "{}"))
            .orElse(null),
        information(mapping),
        mapping.at());
  }

  private static @Nullable LogicalType type(YamlMapping mapping) {
    String written = PropertyTable.typeOf(mapping);
    for (LogicalType type : LogicalType.values()) {
      if (type.odcsName().equals(written)) {
        return type;
      }
    }
    return null;
  }

  private Property mapKey(YamlMapping mapping, String path) {
    Property key = property(mapping, "", path + "{key}");
    if (key.type() == LogicalType.OBJECT
        || key.type() == LogicalType.ARRAY
        || key.type() == LogicalType.MAP
        || key.type() == LogicalType.VECTOR) {
      String message = "a key of a JSON object is a string and can never be of type ";
      problems.error("contradiction", key.at(), message + key.type().odcsName());
    }
    return key;
  }

  /** The text of the standard asks for dimensions; its schema forgets to ask for the options. */
  private void checkVector(YamlMapping mapping, MappingReader fields, @Nullable LogicalType type) {
    if (type == LogicalType.VECTOR && !fields.has("logicalTypeOptions")) {
      String message = "a vector needs 'logicalTypeOptions' with its 'dimensions'";
      problems.error("missing-key", mapping.at(), message);
    }
  }

  /** Keys that do not decide about a record, or not yet. */
  private void checkInformation(YamlMapping mapping, MappingReader fields, String name) {
    if (fields.bool("unique").orElse(false)) {
      reading.notYet(fields.keyAt("unique"), "'unique: true'", "");
    }
    if (fields.bool("primaryKey").orElse(false)) {
      problems.warning(
          "primary-key-not-enforced",
          fields.keyAt("primaryKey"),
          "that primary keys are unique is not checked yet",
          "write required: true to refuse records without one");
    }
    Optional<Text> physicalName = fields.string("physicalName");
    if (physicalName.isPresent() && !physicalName.get().value().equals(name)) {
      problems.warning(
          "physical-name-not-used",
          physicalName.get().at(),
          "members of a JSON record are found by 'name'; 'physicalName' only informs",
          "");
    }
    if (SuretySettings.get(mapping, SuretySettings.CLOSED).isPresent()) {
      LogicalType type = type(mapping);
      if (type != null && type != LogicalType.OBJECT) {
        problems.error(
            "misplaced-setting",
            fields.keyAt("customProperties"),
            "only an object can be closed, and this is of type " + type.odcsName());
      }
    }
  }

  private Options options(MappingReader fields, @Nullable LogicalType type) {
    Optional<YamlMapping> options = fields.mapping("logicalTypeOptions");
    return type == null || options.isEmpty()
        ? Options.NONE
        : new OptionsBuilder(reading, options.get(), type).build();
  }

  private void checkMembers(
      YamlMapping mapping,
      @Nullable LogicalType type,
      boolean closed,
      Options options,
      List<Property> properties) {
    Set<String> names = new HashSet<>();
    properties.forEach(property -> names.add(property.name()));
    if (type != LogicalType.OBJECT || (names.isEmpty() && !closed)) {
      return;
    }
    for (Text required : options.required()) {
      if (!names.contains(required.value())) {
        problems.error(
            "unknown-property",
            required.at(),
            "'" + required.value() + "' is required, but it is not among the properties",
            DidYouMean.help(required.value(), names));
      }
    }
    Integer least = options.minProperties();
    if (closed && least != null && least > names.size()) {
      String message =
          "a closed object of " + names.size() + " properties never has " + least + " members";
      problems.error("contradiction", mapping.at(), message);
    }
  }

  private List<Object> allowed(YamlMapping mapping, @Nullable LogicalType type) {
    List<Object> allowed = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (YamlMapping value : Reading.mappings(mapping, "enum")) {
      if (!(value.get("value").orElse(null) instanceof YamlScalar scalar)) {
        continue;
      }
      Object constant = constant(scalar, type);
      if (constant == null) {
        continue;
      }
      if (!seen.add(
          constant instanceof BigDecimal number ? number.stripTrailingZeros() : constant)) {
        String message = "'" + scalar.value() + "' is an enum value already";
        problems.error("duplicate-value", scalar.at(), message);
      }
      allowed.add(constant);
    }
    return allowed;
  }

  private @Nullable Object constant(YamlScalar scalar, @Nullable LogicalType type) {
    Object constant =
        switch (scalar.kind()) {
          case STRING -> reading.enforced(scalar.text()).value();
          case INTEGER, NUMBER -> scalar.number().orElse(null);
          case BOOLEAN -> scalar.booleanValue().orElse(null);
          case NULL -> null;
        };
    if (scalar.isNull()) {
      reading.notYet(
          scalar.at(), "null as an enum value", "null is allowed unless the property is required");
    } else if (constant == null) {
      problems.error("out-of-range", scalar.at(), "the number is not finite, or too long");
    } else if (type != null && !fits(constant, type)) {
      String message = "an enum value of type " + type.odcsName() + " cannot be ";
      boolean quotable = !(constant instanceof String) && fits("", type);
      String help = quotable ? "write it in quotes: \"" + scalar.value() + "\"" : "";
      problems.error("wrong-type", scalar.at(), message + scalar.describe(), help);
    }
    return constant;
  }

  private static boolean fits(Object constant, LogicalType type) {
    return switch (type) {
      case STRING, DATE, TIMESTAMP, TIME -> constant instanceof String;
      case NUMBER -> constant instanceof BigDecimal;
      case INTEGER ->
          constant instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0;
      case BOOLEAN -> constant instanceof Boolean;
      case OBJECT, ARRAY, MAP, VECTOR -> false;
    };
  }
}
