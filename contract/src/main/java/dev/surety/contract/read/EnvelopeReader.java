package dev.surety.contract.read;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.EnvelopePart.Encoding;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a schema object asks of keys and headers. */
final class EnvelopeReader {
  private static final Set<LogicalType> COMPOSED =
      EnumSet.of(LogicalType.OBJECT, LogicalType.ARRAY, LogicalType.MAP, LogicalType.VECTOR);

  private final Reading reading;
  private final Problems problems;
  private final YamlMapping schemaObject;
  private final Property record;

  EnvelopeReader(Reading reading, YamlMapping schemaObject, Property record) {
    this.reading = reading;
    this.problems = reading.problems();
    this.schemaObject = schemaObject;
    this.record = record;
  }

  /** What {@code surety.key} says. */
  Optional<EnvelopePart> key() {
    return SuretySettings.get(schemaObject, SuretySettings.KEY).flatMap(this::key);
  }

  private Optional<EnvelopePart> key(YamlNode value) {
    if (value instanceof YamlScalar scalar && scalar.isString() && !scalar.value().isBlank()) {
      Text property = reading.enforced(scalar.text());
      checkProperty(property);
      return Optional.of(
          new EnvelopePart(Encoding.TEXT, anything(null, property.at()), reading.known(property)));
    }
    if (!(value instanceof YamlMapping mapping)) {
      return Optional.empty(); // SuretySettings reports it.
    }
    Structure.check(mapping, OdcsStructure.KEY, reading);
    MappingReader fields = reading.fields(mapping);
    Optional<Text> property = fields.string("property").map(reading::enforced);
    property.ifPresent(this::checkProperty);
    Encoding encoding = encoding(fields);
    if (mapping.has("required")) {
      problems.error(
          "misplaced-setting",
          fields.keyAt("required"),
          "whether a record needs a key is said by surety.keyless",
          "write {property: surety.keyless, value: quarantine}, which is the default here");
    }
    if (mapping.has("name")) {
      problems.error("misplaced-setting", fields.keyAt("name"), "the key of a record has no name");
    }
    Property type = new PropertyBuilder(reading).outside(without(mapping, "name", "required"), "");
    checkType(type, encoding, "the key");
    if (property.isEmpty() && type.type() == null && type.allowed().isEmpty()) {
      String message = "'surety.key' asks nothing of the key";
      String help = "name the property that it must equal, or give it a logicalType";
      problems.error("empty-value", mapping.at(), message, help);
    }
    return Optional.of(new EnvelopePart(encoding, type, property.map(reading::known).orElse(null)));
  }

  /** What {@code surety.headers} says. */
  List<EnvelopePart> headers() {
    Optional<YamlNode> value = SuretySettings.get(schemaObject, SuretySettings.HEADERS);
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof YamlSequence list)) {
      String message = "'surety.headers' must be a list of headers, but this is ";
      problems.error("wrong-type", value.get().at(), message + value.get().describe());
      return List.of();
    }
    List<EnvelopePart> headers = new ArrayList<>();
    Map<String, Position> seen = new HashMap<>();
    for (YamlNode item : list.items()) {
      Structure.check(item, OdcsStructure.HEADER, reading);
      if (item instanceof YamlMapping header) {
        headers.add(header(header, seen));
      }
    }
    return headers;
  }

  private EnvelopePart header(YamlMapping mapping, Map<String, Position> seen) {
    MappingReader fields = reading.fields(mapping);
    Encoding encoding = encoding(fields);
    Optional<Text> name = fields.string("name").map(reading::enforced);
    name.ifPresent(given -> checkName(given, seen));
    Property type =
        new PropertyBuilder(reading).outside(mapping, name.map(Text::value).orElse("(nameless)"));
    checkType(type, encoding, "a header");
    return new EnvelopePart(encoding, type, null);
  }

  private void checkName(Text name, Map<String, Position> seen) {
    if (name.value().isEmpty()) {
      problems.error("empty-value", name.at(), "the name of a header is empty");
      return;
    }
    Position first = seen.putIfAbsent(name.value(), name.at());
    if (first != null) {
      String message = "the header '" + name.value() + "' is there already, in line ";
      problems.error("duplicate-name", name.at(), message + first.line(), "remove one of the two");
    }
  }

  private static Encoding encoding(MappingReader fields) {
    List<String> words = Arrays.stream(Encoding.values()).map(Encoding::word).toList();
    return fields
        .oneOf("encoding", words)
        .map(words::indexOf)
        .map(index -> Encoding.values()[index])
        .orElse(Encoding.TEXT);
  }

  private void checkType(Property type, Encoding encoding, String what) {
    LogicalType logical = type.type();
    if (logical == null) {
      return;
    }
    if (COMPOSED.contains(logical)) {
      String message = what + " is one value, and cannot be of type " + logical.odcsName();
      problems.error("contradiction", type.at(), message);
    } else if (encoding.isBinary()
        && logical != LogicalType.INTEGER
        && logical != LogicalType.NUMBER) {
      String message = "the encoding " + encoding.word() + " holds integers, and " + what;
      problems.error("contradiction", type.at(), message + " is of type " + logical.odcsName());
    }
  }

  private void checkProperty(Text path) {
    if (Reading.hasVariable(path.value())) {
      return;
    }
    Property at = record;
    for (String step : path.value().split("\\.", -1)) {
      if (at.type() == null) {
        return; // Anything may be in it.
      }
      List<String> names = at.properties().stream().map(Property::name).toList();
      Property member =
          at.properties().stream().filter(p -> p.name().equals(step)).findFirst().orElse(null);
      if (member == null) {
        String message = "the record has no property '" + path.value() + "' for its key to equal";
        problems.error("unknown-property", path.at(), message, DidYouMean.help(step, names));
        return;
      }
      at = member;
    }
    if (at.type() != null && COMPOSED.contains(at.type())) {
      String message = "a key is one value, and '" + path.value() + "' is of type ";
      problems.error("contradiction", path.at(), message + at.type().odcsName());
    }
  }

  private static YamlMapping without(YamlMapping mapping, String... keys) {
    List<String> left = List.of(keys);
    return new YamlMapping(
        mapping.at(),
        mapping.entries().stream().filter(entry -> !left.contains(entry.key().value())).toList());
  }

  private static Property anything(@Nullable LogicalType type, Position at) {
    return new Property(
        "",
        type,
        Options.NONE,
        false,
        false,
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        Information.NONE,
        at);
  }
}
