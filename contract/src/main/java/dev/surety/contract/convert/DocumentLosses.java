package dev.surety.contract.convert;

import dev.surety.contract.EnvelopePart;
import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a contract says and a schema language has no place for: record rules, terms such as service
 * levels, and what else stands in the document. An exporter adds what it cannot say itself.
 */
final class DocumentLosses {
  /** They say what the document is, and not more. */
  private static final Set<String> IDENTITY =
      Set.of("apiVersion", "kind", "id", "name", "version", "status", "schema");

  private static final Set<String> OF_RECORD_TYPE =
      Set.of(
          "name",
          "id",
          "physicalName",
          "physicalType",
          "logicalType",
          "properties",
          "quality",
          "customProperties");

  private static final Set<String> STRUCTURE =
      Set.of("name", "id", "logicalType", "required", "logicalTypeOptions", "enum");

  private static final Set<String> INNER = Set.of("properties", "items", "map");

  private final String language;
  private final Set<String> carried;
  private final List<Loss> losses = new ArrayList<>();

  private DocumentLosses(String language, Set<String> carried) {
    this.language = language;
    this.carried = carried;
  }

  /**
   * The losses of a record type, in the order of the document.
   *
   * @param language what is written, such as {@code JSON Schema}
   * @param carried keys of properties that the exporter carries over beside name, type, options,
   *     enum and what is inside of a property; {@code description} also stands for the record
   *     type's
   */
  static List<Loss> of(
      ExportSource source, SchemaObject object, String language, Set<String> carried) {
    DocumentLosses losses = new DocumentLosses(language, carried);
    losses.document(source.document().node());
    losses.notEnforced(source.contract().notEnforced());
    losses.recordType(object);
    source.document().schema().stream()
        .filter(schema -> schema.node().at().equals(object.at()))
        .forEach(schema -> losses.ofRecordType(schema.node()));
    losses.losses.sort(
        Comparator.comparingInt((Loss loss) -> loss.at().line())
            .thenComparingInt(loss -> loss.at().column()));
    return List.copyOf(new java.util.LinkedHashSet<>(losses.losses));
  }

  private void lost(Position at, String what, String why) {
    losses.add(new Loss(at, what, why));
  }

  private void noWord(YamlScalar key) {
    lost(key.at(), key.value(), language + " has no word for it");
  }

  private void document(YamlMapping document) {
    for (YamlMapping.Entry entry : document.entries()) {
      boolean description = entry.key().value().equals("description");
      if (!IDENTITY.contains(entry.key().value()) && !description) {
        lost(entry.key().at(), entry.key().value(), "it is not about the shape of records");
      }
    }
  }

  private void notEnforced(List<Problem> problems) {
    for (Problem problem : problems) {
      lost(problem.at(), "a constraint", problem.message());
    }
  }

  private void recordType(SchemaObject object) {
    object
        .rules()
        .forEach(
            rule ->
                lost(
                    rule.at(),
                    "rule " + rule.id(),
                    language + " has no rules over a whole record"));
    if (object.when() != null) {
      lost(object.when().at(), "surety.when", "a schema does not say which records are of it");
    }
    if (object.tombstones() == Passage.QUARANTINE) {
      lost(object.at(), "surety.tombstones", "a schema speaks of records with a value only");
    }
    if (object.keyless() == Passage.QUARANTINE) {
      lost(object.at(), "surety.keyless", "a schema of the value does not speak of the key");
    }
    for (EnvelopePart part : object.envelope()) {
      lost(
          part.type().at(),
          part.setting(),
          "a schema of the value does not speak of " + part.path());
    }
  }

  private void ofRecordType(YamlMapping schema) {
    for (YamlMapping.Entry entry : schema.entries()) {
      String key = entry.key().value();
      if (!OF_RECORD_TYPE.contains(key) && !carried.contains(key)) {
        noWord(entry.key());
      }
    }
    customProperties(schema);
    properties(schema);
  }

  private void properties(YamlMapping owner) {
    if (owner.get("properties").orElse(null) instanceof YamlSequence list) {
      list.items().forEach(this::property);
    }
  }

  private void property(YamlNode node) {
    if (!(node instanceof YamlMapping property)) {
      return;
    }
    Set<String> said = new HashSet<>(carried);
    said.addAll(STRUCTURE);
    said.addAll(INNER);
    said.add("customProperties");
    for (YamlMapping.Entry entry : property.entries()) {
      if (!said.contains(entry.key().value())) {
        noWord(entry.key());
      }
    }
    customProperties(property);
    properties(property);
    property.get("items").ifPresent(this::property);
    if (property.get("map").orElse(null) instanceof YamlMapping map) {
      map.get("key").ifPresent(this::property);
      map.get("value").ifPresent(this::property);
    }
  }

  /** Settings of Surety are carried over or named one by one; others only inform. */
  private void customProperties(YamlMapping owner) {
    if (!(owner.get("customProperties").orElse(null) instanceof YamlSequence list)) {
      return;
    }
    for (YamlNode item : list.items()) {
      if (item instanceof YamlMapping custom
          && custom.get("property").orElse(null) instanceof YamlScalar name
          && !name.value().startsWith("surety.")) {
        lost(name.at(), name.value(), language + " has no word for it");
      }
    }
  }
}
