package dev.surety.contract.lint;

import dev.surety.contract.Text;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.CustomProperty;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentPart;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.document.QualityRule;
import dev.surety.contract.document.Reference;
import dev.surety.contract.document.Relationship;
import dev.surety.contract.document.SchemaElement;
import dev.surety.contract.document.SlaProperty;
import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names of schema objects and properties that nothing in the document has: in relationships, SLA
 * elements, arguments of quality rules, settings and consumers.
 */
final class NameLint {
  private static final String HERE = "this contract";

  private final ContractDocument document;
  private final @Nullable Path directory;
  private final Problems problems;
  private final SchemaIndex index;
  private final Map<String, Optional<SchemaIndex>> otherDocuments = new HashMap<>();

  NameLint(ContractDocument document, @Nullable Path directory, Problems problems) {
    this.document = document;
    this.directory = directory;
    this.problems = problems;
    this.index = new SchemaIndex(document);
  }

  void check() {
    for (DocumentObject object : index.objects()) {
      relationships(object.relationships());
      settings(object);
      consumers(object.customProperties(), object);
      object.quality().forEach(rule -> arguments(rule, object));
      required(object);
      SchemaIndex.forEachProperty(object, property -> relationships(property.relationships()));
    }
    consumers(document.customProperties(), null);
    document.slaDefaultElement().ifPresent(this::elements);
    document.slaProperties().stream()
        .map(SlaProperty::element)
        .flatMap(Optional::stream)
        .forEach(this::elements);
  }

  private void relationships(List<Relationship> relationships) {
    for (Relationship relationship : relationships) {
      relationship.from().forEach(this::reference);
      relationship.to().forEach(this::reference);
    }
  }

  private void reference(Reference reference) {
    if (reference.written().value().contains("${")) {
      return;
    }
    Optional<SchemaIndex> target =
        reference.file().filter(file -> !file.isEmpty()).isPresent()
            ? other(reference)
            : Optional.of(index);
    String where = reference.file().filter(file -> !file.isEmpty()).orElse(HERE);
    target.ifPresent(
        schema -> {
          if (reference.form() == Reference.Form.IDS) {
            byIds(reference, schema, where);
          } else {
            byNames(reference.written(), reference.steps(), schema, where);
          }
        });
  }

  private void byNames(Text written, List<String> steps, SchemaIndex schema, String where) {
    Optional<DocumentObject> object = schema.object(steps.get(0));
    if (object.isEmpty()) {
      problems.warning(
          "dangling-reference",
          written.at(),
          "there is no schema object '" + steps.get(0) + "' in " + where,
          help(steps.get(0), schema.objectNames()));
      return;
    }
    descend(written, object.get(), steps.subList(1, steps.size()), schema, "dangling-reference");
  }

  private void byIds(Reference reference, SchemaIndex schema, String where) {
    List<String> ids = reference.steps();
    Optional<? extends SchemaElement> at =
        ids.isEmpty() ? Optional.empty() : schema.objectById(ids.get(0));
    if (at.isEmpty()) {
      String id = ids.isEmpty() ? "" : ids.get(0);
      problems.error(
          "dangling-reference",
          reference.written().at(),
          "there is no schema object with the id '" + id + "' in " + where,
          byNameInstead(id, schema.objectNames(), schema.objectIds()));
      return;
    }
    for (String id : ids.subList(1, ids.size())) {
      SchemaElement owner = at.get();
      at = schema.memberById(owner, id);
      if (at.isEmpty()) {
        problems.error(
            "dangling-reference",
            reference.written().at(),
            "there is no property with the id '" + id + "' in " + name(owner),
            byNameInstead(id, schema.names(owner), schema.ids(owner)));
        return;
      }
    }
  }

  private static String byNameInstead(String id, List<String> names, List<String> ids) {
    return names.contains(id)
        ? "'" + id + "' is a name; write the id, or the reference as object.property"
        : help(id, ids);
  }

  /** Goes down by names, and reports the first that is not there. */
  private void descend(
      Text written, SchemaElement from, List<String> steps, SchemaIndex schema, String code) {
    SchemaElement at = from;
    for (String step : steps) {
      String name = step.replace("[]", "").replace("{}", "");
      if (schema.isOpen(at)) {
        return;
      }
      Optional<DocumentProperty> member = schema.member(at, name);
      if (member.isEmpty()) {
        problems.error(
            code,
            written.at(),
            "there is no property '" + name + "' in " + name(at),
            help(name, schema.names(at)));
        return;
      }
      at = member.get();
    }
  }

  private static String help(String name, List<String> known) {
    return DidYouMean.closest(name, known)
        .map(meant -> "did you mean '" + meant + "'?")
        .orElse(known.isEmpty() || known.size() > 12 ? "" : "known: " + String.join(", ", known));
  }

  private static String name(SchemaElement element) {
    return element.name().map(name -> "'" + name.value() + "'").orElse("it");
  }

  /** The schema of another document beside this one; empty when it is not there. */
  private Optional<SchemaIndex> other(Reference reference) {
    return otherDocuments.computeIfAbsent(
        reference.file().orElse(""),
        name ->
            path(name)
                .filter(Files::isRegularFile)
                .flatMap(file -> read(file, reference.written())));
  }

  private Optional<SchemaIndex> read(Path file, Text written) {
    Optional<YamlNode> root = YamlReader.read(file, new Problems());
    if (root.orElse(null) instanceof YamlMapping mapping && mapping.has("kind")) {
      return Optional.of(new SchemaIndex(new ContractDocument(mapping)));
    }
    problems.warning(
        "dangling-reference",
        written.at(),
        "the file " + file.getFileName() + " is not a contract that can be read",
        "surety contract lint says what is wrong with it");
    return Optional.empty();
  }

  private Optional<Path> path(String name) {
    if (directory == null || name.contains("://")) {
      return Optional.empty();
    }
    try {
      return Optional.of(directory.resolve(name));
    } catch (InvalidPathException notOfThisSystem) {
      return Optional.empty();
    }
  }

  /** An SLA may be about several elements, with commas between them. */
  private void elements(Text element) {
    for (String one : element.value().split(",", -1)) {
      if (!one.isBlank() && !one.contains("${")) {
        byNames(element, List.of(one.strip().split("\\.", -1)), index, HERE);
      }
    }
  }

  private void settings(DocumentObject object) {
    for (CustomProperty setting : object.customProperties()) {
      String name = setting.property().map(Text::value).orElse("");
      if (name.equals("surety.event_time")) {
        setting.text("value").ifPresent(path -> property(path, object));
      }
    }
  }

  /** The setting that stands for the options that a schema object does not have. */
  private void required(DocumentObject object) {
    for (CustomProperty setting : object.customProperties()) {
      if (setting.property().filter(name -> name.value().equals("surety.required")).isPresent()) {
        for (Text name : setting.texts("value")) {
          if (!index.isOpen(object) && index.member(object, name.value()).isEmpty()) {
            unknown(name, name.value(), object);
          }
        }
      }
    }
  }

  private void arguments(QualityRule rule, DocumentObject object) {
    rule.arguments()
        .map(Arguments::new)
        .ifPresent(arguments -> arguments.texts("properties").forEach(p -> property(p, object)));
  }

  private record Arguments(YamlMapping node) implements DocumentPart {}

  private void property(Text path, DocumentObject object) {
    if (!path.value().contains("${")) {
      List<String> steps = List.of(path.value().split("\\.", -1));
      descend(path, object, steps, index, "unknown-property");
    }
  }

  private void unknown(Text at, String name, SchemaElement owner) {
    problems.error(
        "unknown-property",
        at.at(),
        "there is no property '" + name + "' in " + name(owner),
        help(name, index.names(owner)));
  }

  /** The fields that consumers rely on: of one object, or with the object's name in front. */
  private void consumers(List<CustomProperty> settings, @Nullable DocumentObject object) {
    for (CustomProperty setting : settings) {
      if (setting.property().filter(n -> n.value().equals("surety.consumers")).isEmpty()) {
        continue;
      }
      for (Text field : fields(setting)) {
        if (object != null) {
          property(field, object);
        } else {
          contractField(field);
        }
      }
    }
  }

  private static List<Text> fields(CustomProperty setting) {
    List<Text> fields = new ArrayList<>();
    for (YamlNode consumer : setting.items("value")) {
      if (consumer instanceof YamlMapping mapping
          && mapping.get("fields").orElse(null) instanceof YamlSequence list) {
        for (YamlNode item : list.items()) {
          if (item instanceof YamlScalar scalar && scalar.isString()) {
            fields.add(scalar.text());
          }
        }
      }
    }
    return fields;
  }

  private void contractField(Text field) {
    List<String> steps = List.of(field.value().split("\\.", -1));
    Optional<DocumentObject> object = index.object(steps.get(0));
    if (object.isPresent()) {
      descend(field, object.get(), steps.subList(1, steps.size()), index, "unknown-property");
    } else {
      problems.error(
          "unknown-property",
          field.at(),
          "there is no schema object '" + steps.get(0) + "' in this contract",
          help(steps.get(0), index.objectNames()));
    }
  }
}
