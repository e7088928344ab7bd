package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Problem;
import dev.surety.contract.Property;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema (draft-04 to 2020-12, one document with local references) as a contract of one
 * record type. A constraint that a contract cannot say is left out and listed: the contract then
 * accepts more than the schema.
 */
public final class JsonSchemaImport {
  /** Keywords that only inform. */
  private static final Set<String> INFORMATION =
      Set.of(
          "$schema",
          "$id",
          "id",
          "$comment",
          "title",
          "description",
          "default",
          "examples",
          "self",
          "definitions",
          "$defs",
          "readOnly",
          "writeOnly",
          "deprecated",
          "$supportedTables");

  private static final Map<String, LogicalType> TYPES =
      Map.of(
          "string", LogicalType.STRING,
          "integer", LogicalType.INTEGER,
          "number", LogicalType.NUMBER,
          "boolean", LogicalType.BOOLEAN,
          "object", LogicalType.OBJECT,
          "array", LogicalType.ARRAY);

  private final YamlMapping document;
  private final List<Loss> losses = new ArrayList<>();
  private final Deque<String> references = new ArrayDeque<>();

  private JsonSchemaImport(YamlMapping document) {
    this.document = document;
  }

  /** Imports the schema in a file. */
  public static Imported read(Path file, Path root, NewContract as) {
    Problems problems = new Problems();
    return YamlReader.readText(file, problems)
        .map(text -> read(file.toString(), text, as))
        .orElseGet(() -> new Imported(null, List.of(), problems.list()));
  }

  /**
   * Imports a schema.
   *
   * @param file names it in positions
   * @param as what the contract is called
   */
  public static Imported read(String file, String text, NewContract as) {
    Problems problems = new Problems();
    // JSON is YAML but for tabs, which JSON has between values only; the YAML reader knows where
    // everything stands.
    Optional<YamlNode> root = YamlReader.read(file, text.replace('\t', ' '), problems);
    if (root.isPresent() && !(root.get() instanceof YamlMapping)) {
      problems.error("wrong-type", root.get().at(), "a JSON Schema must be an object");
    }
    List<Problem> errors = problems.list().stream().filter(JsonSchemaImport::isFatal).toList();
    if (!errors.isEmpty() || !(root.orElse(null) instanceof YamlMapping document)) {
      return new Imported(null, List.of(), errors);
    }
    JsonSchemaImport reader = new JsonSchemaImport(document);
    problems
        .list()
        .forEach(
            problem -> reader.losses.add(new Loss(problem.at(), "duplicate", problem.message())));
    return new Imported(reader.contract(file, as), reader.losses, List.of());
  }

  /** RFC 8259 leaves open what a second member of a name means; here the first counts. */
  private static boolean isFatal(Problem problem) {
    return problem.isError() && !problem.code().equals("duplicate-key");
  }

  private Contract contract(String file, NewContract as) {
    Property root = property("", document, Need.REQUIRED);
    Property object = root.type() == LogicalType.OBJECT ? root : anyObject(root);
    SchemaObject type =
        new SchemaObject(
            as.name(),
            as.topic(),
            object,
            List.of(),
            null,
            Passage.PASS,
            Passage.PASS,
            document.at());
    List<SchemaObject> types = List.of(type);
    return new Contract(file, NeededVersion.of(types), as.name(), as.version(), types);
  }

  private Property anyObject(Property root) {
    lost(document, "type", "a record of a contract is an object with properties");
    return new PropertyDraft("", LogicalType.OBJECT, root.at()).build();
  }

  /** Whether a member must be there. */
  private enum Need {
    REQUIRED,
    OPTIONAL
  }

  private Property property(String name, YamlNode node, Need need) {
    if (!(node instanceof YamlMapping schema)) {
      // true: any value; false: none.
      if (node instanceof YamlScalar flag && flag.booleanValue().equals(Optional.of(false))) {
        lost(node, "false", "a contract cannot forbid a property by name");
      }
      return new PropertyDraft(name, null, node.at()).build();
    }
    Optional<String> reference = string(schema, "$ref");
    if (reference.isPresent()) {
      return referenced(name, schema, reference.get(), need);
    }
    Types types = types(schema);
    PropertyDraft draft = new PropertyDraft(name, types.only(), schema.at());
    draft.allowed.addAll(allowed(schema, types.only()));
    draft.required = need == Need.REQUIRED && !types.nullable();
    if (!types.nullable() && need == Need.OPTIONAL && types.only() != null) {
      lost(schema, "type", "null is accepted where a property is not required");
    }
    keywords(schema, draft);
    return draft.build();
  }

  private Property referenced(String name, YamlMapping schema, String reference, Need need) {
    Optional<YamlNode> target = resolve(reference);
    if (target.isEmpty() || references.contains(reference)) {
      String why =
          target.isEmpty()
              ? "only references inside of the document are read"
              : "a contract has no recursive types";
      lost(schema, "$ref", why);
      return new PropertyDraft(name, null, schema.at()).build();
    }
    references.push(reference);
    Property property = property(name, target.get(), need);
    references.pop();
    return property;
  }

  private Optional<YamlNode> resolve(String reference) {
    if (!reference.startsWith("#")) {
      return Optional.empty();
    }
    Optional<YamlNode> node = Optional.of(document);
    for (String step : reference.substring(1).split("/")) {
      String key = step.replace("~1", "/").replace("~0", "~");
      if (!key.isEmpty()) {
        node = node.flatMap(at -> at instanceof YamlMapping map ? map.get(key) : Optional.empty());
      }
    }
    return node;
  }

  /**
   * What types a schema allows.
   *
   * @param only the type; null when there are several or none is said
   */
  private record Types(@Nullable LogicalType only, boolean nullable) {}

  private Types types(YamlMapping schema) {
    Set<String> names = new LinkedHashSet<>();
    YamlNode type = schema.get("type").orElse(null);
    if (type instanceof YamlScalar scalar) {
      names.add(scalar.value());
    } else if (type instanceof YamlSequence list) {
      list.items().stream()
          .filter(YamlScalar.class::isInstance)
          .forEach(item -> names.add(((YamlScalar) item).value()));
    }
    if (names.isEmpty()) {
      return new Types(implied(schema), false);
    }
    boolean nullable = names.remove("null");
    if (names.size() > 1 && !names.equals(Set.of("integer", "number"))) {
      lost(schema, "type", "a property has one type, or any");
      return new Types(null, nullable);
    }
    boolean number = names.contains("number");
    LogicalType only =
        number ? LogicalType.NUMBER : TYPES.get(names.stream().findFirst().orElse(""));
    boolean map =
        only == LogicalType.OBJECT
            && !schema.has("properties")
            && schema.get("additionalProperties").orElse(null) instanceof YamlMapping;
    return new Types(map ? LogicalType.MAP : only, nullable);
  }

  /** A schema without a type accepts other types too; what it says of one type is then lost. */
  private @Nullable LogicalType implied(YamlMapping schema) {
    YamlNode values = schema.get("enum").orElse(null);
    boolean strings =
        values instanceof YamlSequence list
            && !list.items().isEmpty()
            && list.items().stream()
                .allMatch(item -> item instanceof YamlScalar scalar && scalar.isString());
    if (strings) {
      return LogicalType.STRING;
    }
    if (schema.has("properties")) {
      lost(schema, "properties", "without a type, values that are no objects are accepted too");
      return LogicalType.OBJECT;
    }
    return null;
  }

  private List<Object> allowed(YamlMapping schema, @Nullable LogicalType type) {
    List<Object> values = new ArrayList<>();
    List<YamlNode> nodes = new ArrayList<>();
    if (schema.get("enum").orElse(null) instanceof YamlSequence list) {
      nodes.addAll(list.items());
    }
    schema.get("const").ifPresent(nodes::add);
    for (YamlNode node : nodes) {
      Object value = constant(node);
      if (value != null) {
        values.add(value);
      } else if (!(node instanceof YamlScalar scalar && scalar.isNull())) {
        lost(node, "enum", "values of an enum are scalars");
        return List.of();
      }
    }
    boolean composite =
        type == LogicalType.OBJECT || type == LogicalType.ARRAY || type == LogicalType.MAP;
    return composite ? List.of() : values;
  }

  private static @Nullable Object constant(YamlNode node) {
    if (!(node instanceof YamlScalar scalar)) {
      return null;
    }
    return switch (scalar.kind()) {
      case STRING -> scalar.value();
      case INTEGER, NUMBER -> scalar.number().orElse(null);
      case BOOLEAN -> scalar.booleanValue().orElse(null);
      case NULL -> null;
    };
  }

  private void keywords(YamlMapping schema, PropertyDraft draft) {
    for (YamlMapping.Entry entry : schema.entries()) {
      String keyword = entry.key().value();
      boolean known =
          INFORMATION.contains(keyword)
              || Set.of("type", "enum", "const").contains(keyword)
              || draft.take(keyword, entry.value(), schema);
      if (!known && !inner(keyword, entry.value(), schema, draft)) {
        lost(entry.value(), keyword, "a contract has no word for it here");
      }
    }
    if (draft.closed && schema.has("patternProperties")) {
      draft.closed = false;
      lost(schema, "additionalProperties", "names that match a pattern cannot be let in alone");
    }
  }

  /** Keywords that hold schemas. */
  private boolean inner(String keyword, YamlNode value, YamlMapping schema, PropertyDraft draft) {
    switch (keyword) {
      case "properties" -> {
        if (value instanceof YamlMapping members && draft.type == LogicalType.OBJECT) {
          members(members, schema, draft);
          return true;
        }
        return false;
      }
      case "required" -> {
        return draft.type == LogicalType.OBJECT && schema.has("properties");
      }
      case "items" -> {
        if (value instanceof YamlSequence || draft.type != LogicalType.ARRAY) {
          return false;
        }
        draft.items = property("", value, Need.REQUIRED);
        return true;
      }
      case "additionalProperties", "unevaluatedProperties" -> {
        return additional(value, draft);
      }
      default -> {
        return false;
      }
    }
  }

  private boolean additional(YamlNode value, PropertyDraft draft) {
    if (draft.type == LogicalType.MAP) {
      draft.mapKey = new PropertyDraft("", LogicalType.STRING, value.at()).build();
      draft.mapValue = property("", value, Need.REQUIRED);
      return true;
    }
    boolean isFlag = value instanceof YamlScalar;
    draft.closed =
        value instanceof YamlScalar flag && flag.booleanValue().equals(Optional.of(false));
    return draft.type == LogicalType.OBJECT && isFlag;
  }

  private void members(YamlMapping members, YamlMapping schema, PropertyDraft draft) {
    Set<String> required = new LinkedHashSet<>();
    if (schema.get("required").orElse(null) instanceof YamlSequence names) {
      names.items().stream()
          .filter(YamlScalar.class::isInstance)
          .forEach(name -> required.add(((YamlScalar) name).value()));
    }
    for (YamlMapping.Entry entry : members.entries()) {
      String name = entry.key().value();
      Need need = required.contains(name) ? Need.REQUIRED : Need.OPTIONAL;
      Property member = property(name, entry.value(), need);
      draft.members.add(member);
      if (need == Need.REQUIRED && !member.required()) {
        draft.present.add(entry.key().text());
      }
      required.remove(name);
    }
    if (!required.isEmpty()) {
      lost(schema, "required", "only listed properties can be required: " + required);
    }
  }

  private static Optional<String> string(YamlMapping schema, String key) {
    return schema
        .get(key)
        .filter(YamlScalar.class::isInstance)
        .map(YamlScalar.class::cast)
        .filter(YamlScalar::isString)
        .map(YamlScalar::value);
  }

  private void lost(YamlNode at, String keyword, String why) {
    losses.add(new Loss(at.at(), keyword, why));
  }

  static @Nullable BigDecimal number(YamlNode node) {
    return node instanceof YamlScalar scalar ? scalar.number().orElse(null) : null;
  }
}
