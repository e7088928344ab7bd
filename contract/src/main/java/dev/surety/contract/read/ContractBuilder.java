package dev.surety.contract.read;

import dev.surety.contract.Contract;
import dev.surety.contract.EnvelopePart;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** From the tree of a document to the contract. */
public final class ContractBuilder {
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private final YamlMapping document;
  private final Reading reading;
  private final Problems problems;

  private ContractBuilder(YamlMapping document, Reading reading) {
    this.document = document;
    this.reading = reading;
    this.problems = reading.problems();
  }

  /** The contract that a document holds; empty exactly when one of the problems is an error. */
  public static Optional<Contract> build(YamlNode root, Purpose purpose, Problems problems) {
    Reading reading = new Reading(OdcsVersion.of(root), purpose, problems);
    Structure.check(
        root,
        problems,
        (mapping, struct) -> SuretySettings.check(mapping, struct.place(), reading));
    if (!(root instanceof YamlMapping document)) {
      return Optional.empty();
    }
    Contract contract = new ContractBuilder(document, reading).contract();
    return problems.hasErrors() ? Optional.empty() : Optional.of(contract);
  }

  private Contract contract() {
    MappingReader fields = reading.fields(document);
    boolean kafka = checkServers();
    List<SchemaObject> objects = new ArrayList<>();
    Set<SchemaObject> conditional = Collections.newSetFromMap(new IdentityHashMap<>());
    for (YamlMapping mapping : Reading.mappings(document, "schema")) {
      SchemaObject object = schemaObject(mapping, kafka);
      objects.add(object);
      if (Reading.setting(mapping, SuretySettings.WHEN).isPresent()) {
        conditional.add(object);
      }
    }
    checkNames(objects);
    checkTopics(objects, conditional);
    if (objects.isEmpty() && !problems.hasErrors()) {
      String message = "the contract has no schema, so there is nothing to enforce";
      problems.warning("no-schema", document.at(), message, "");
    }
    return new Contract(
        document.at().file(),
        fields.string("apiVersion").map(Text::value).orElse(""),
        identity(fields, "id"),
        identity(fields, "version"),
        objects,
        reading.notEnforced());
  }

  private String identity(MappingReader fields, String key) {
    Optional<Text> text = fields.string(key).map(reading::enforced);
    if (text.isPresent() && text.get().value().isBlank()) {
      problems.error("empty-value", text.get().at(), "'" + key + "' is empty");
    }
    return text.map(Text::value).orElse("");
  }

  /** Checks what the Kafka servers say about records; tells whether there is one. */
  private boolean checkServers() {
    boolean kafka = false;
    for (YamlMapping server : Reading.mappings(document, "servers")) {
      MappingReader fields = reading.fields(server);
      if (!fields.string("type").map(Text::value).orElse("").equals("kafka")) {
        continue;
      }
      kafka = true;
      Optional<Text> format = fields.string("format");
      if (format.isPresent() && !format.get().value().toLowerCase(Locale.ROOT).equals("json")) {
        String what = "the record format '" + format.get().value() + "'";
        reading.notYet(format.get().at(), what, "records are read as json");
      }
      Optional<Text> encoding = fields.string("encoding");
      if (encoding.isPresent() && !encoding.get().value().equalsIgnoreCase("utf-8")) {
        String what = "the encoding '" + encoding.get().value() + "'";
        reading.notYet(encoding.get().at(), what, "records are read as utf-8");
      }
    }
    return kafka;
  }

  private SchemaObject schemaObject(YamlMapping mapping, boolean kafka) {
    MappingReader fields = reading.fields(mapping);
    Optional<Text> name = fields.string("name").map(reading::enforced);
    Optional<Text> physicalName = fields.string("physicalName").map(reading::enforced);
    Optional<Text> logicalType = fields.string("logicalType");
    if (logicalType.isPresent() && logicalType.get().value().equals("blob")) {
      reading.notYet(logicalType.get().at(), "a schema object of logicalType blob", "");
    }
    boolean isTopic =
        fields
            .string("physicalType")
            .map(type -> type.value().equalsIgnoreCase("topic"))
            .orElse(kafka);
    Optional<Text> topic = physicalName.or(() -> name);
    if (isTopic) {
      topic.ifPresent(this::checkTopicName);
    }
    Property root = new PropertyBuilder(reading).root(mapping);
    EnvelopeReader envelope = new EnvelopeReader(reading, mapping, root);
    Optional<EnvelopePart> key = envelope.key();
    return new SchemaObject(
        name.map(Text::value).orElse(""),
        topic.map(Text::value).orElse(""),
        root,
        Quality.rules(reading, mapping),
        Reading.setting(mapping, SuretySettings.WHEN)
            .filter(YamlScalar::isString)
            .map(when -> reading.known(when.text()))
            .orElse(null),
        passage(mapping, SuretySettings.TOMBSTONES, Passage.PASS),
        passage(
            mapping, SuretySettings.KEYLESS, key.isPresent() ? Passage.QUARANTINE : Passage.PASS),
        key.orElse(null),
        envelope.headers(),
        mapping.at());
  }

  private static Passage passage(YamlMapping mapping, String setting, Passage byDefault) {
    return Reading.setting(mapping, setting)
        .map(value -> value.value().equals("quarantine") ? Passage.QUARANTINE : Passage.PASS)
        .orElse(byDefault);
  }

  private void checkTopicName(Text topic) {
    String value = topic.value();
    if (!Reading.hasVariable(value)
        && (!TOPIC.matcher(value).matches() || value.equals(".") || value.equals(".."))) {
      problems.error(
          "invalid-value",
          topic.at(),
          "'" + value + "' is not a topic name",
          "at most 249 of the letters a to z and A to Z, digits, '.', '_' and '-'");
    }
  }

  private void checkNames(List<SchemaObject> objects) {
    Map<String, Position> seen = new HashMap<>();
    for (SchemaObject object : objects) {
      Position first = seen.putIfAbsent(object.name(), object.at());
      if (first != null && !object.name().isEmpty()) {
        String message =
            "the schema object '" + object.name() + "' is there already, in line " + first.line();
        problems.error("duplicate-name", object.at(), message);
      }
    }
  }

  /** Only the last object of a topic may claim every record that is left. */
  private void checkTopics(List<SchemaObject> objects, Set<SchemaObject> conditional) {
    Map<String, SchemaObject> unconditional = new HashMap<>();
    for (SchemaObject object : objects) {
      SchemaObject before = unconditional.get(object.topic());
      if (before != null && !object.topic().isEmpty()) {
        problems.error(
            "ambiguous-topic",
            before.at(),
            "'"
                + before.name()
                + "' claims every record of the topic '"
                + object.topic()
                + "', so none is left for '"
                + object.name()
                + "'",
            "say which records it describes with the custom property surety.when");
      }
      if (!conditional.contains(object)) {
        unconditional.put(object.topic(), object);
      }
    }
  }
}
