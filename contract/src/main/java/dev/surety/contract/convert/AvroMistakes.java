package dev.surety.contract.convert;

import dev.surety.contract.yaml.DidYouMean;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds what is wrong in an Avro schema, with its place, which Avro's own parser does not know; and
 * where each named type is defined.
 */
final class AvroMistakes {
  static final Set<String> PRIMITIVES =
      Set.of("null", "boolean", "int", "long", "float", "double", "bytes", "string");

  private static final Set<String> COMPLEX =
      Set.of("record", "error", "enum", "fixed", "array", "map");
  private static final Set<String> NAMED = Set.of("record", "error", "enum", "fixed");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*+(?:\\.[A-Za-z_][A-Za-z0-9_]*+)*+");

  private final Problems problems;
  private final Map<String, YamlMapping> definitions = new LinkedHashMap<>();

  private AvroMistakes(Problems problems) {
    this.problems = problems;
  }

  /** Reports what is wrong; gives the named types by their full names. */
  static Map<String, YamlMapping> report(YamlNode root, Problems problems) {
    AvroMistakes mistakes = new AvroMistakes(problems);
    mistakes.define(root, "");
    mistakes.check(root, "");
    return mistakes.definitions;
  }

  /** The full name of what is called so in a namespace. */
  static String fullName(String name, String namespace) {
    return name.contains(".") || namespace.isEmpty() || PRIMITIVES.contains(name)
        ? name
        : namespace + "." + name;
  }

  /** The namespace inside of a named type. */
  static String namespace(YamlMapping type, String enclosing) {
    String name = string(type, "name").orElse("");
    int dot = name.lastIndexOf('.');
    return dot >= 0 ? name.substring(0, dot) : string(type, "namespace").orElse(enclosing);
  }

  static Optional<String> string(YamlMapping mapping, String key) {
    return mapping
        .get(key)
        .filter(value -> value instanceof YamlScalar scalar && scalar.isString())
        .map(value -> ((YamlScalar) value).value());
  }

  private void define(YamlNode node, String namespace) {
    if (node instanceof YamlSequence union) {
      union.items().forEach(branch -> define(branch, namespace));
    }
    if (!(node instanceof YamlMapping type)) {
      return;
    }
    String inner = namespace;
    Optional<String> name = string(type, "name");
    if (NAMED.contains(string(type, "type").orElse("")) && name.isPresent()) {
      inner = namespace(type, namespace);
      String full = fullName(name.get(), inner);
      YamlMapping first = definitions.putIfAbsent(full, type);
      if (first != null) {
        error(
            "duplicate-name",
            type,
            "the type '" + full + "' is defined already, in line " + first.at().line(),
            "write its name \"" + full + "\" here to use it again");
      }
    }
    String scope = inner;
    type.get("type").filter(t -> !(t instanceof YamlScalar)).ifPresent(t -> define(t, scope));
    type.get("items").ifPresent(items -> define(items, scope));
    type.get("values").ifPresent(values -> define(values, scope));
    if (type.get("fields").orElse(null) instanceof YamlSequence fields) {
      fields.items().stream()
          .filter(YamlMapping.class::isInstance)
          .forEach(field -> ((YamlMapping) field).get("type").ifPresent(t -> define(t, scope)));
    }
  }

  private void check(YamlNode node, String namespace) {
    if (node instanceof YamlSequence union) {
      union(union, namespace);
    } else if (node instanceof YamlMapping type) {
      type(type, namespace);
    } else if (!((YamlScalar) node).isString()) {
      error(
          "wrong-type",
          node,
          "a type is a name, an object or a list, but this is " + node.describe(),
          "");
    } else {
      named((YamlScalar) node, namespace);
    }
  }

  private void named(YamlScalar name, String namespace) {
    String full = fullName(name.value(), namespace);
    if (PRIMITIVES.contains(name.value())
        || definitions.containsKey(full)
        || definitions.containsKey(name.value())) {
      return;
    }
    Set<String> known = new TreeSet<>(PRIMITIVES);
    known.addAll(definitions.keySet());
    String help =
        COMPLEX.contains(name.value())
            ? "write {\"type\": \"" + name.value() + "\", …} here"
            : DidYouMean.help(name.value(), known);
    error("unknown-type", name, "there is no type '" + name.value() + "'", help);
  }

  private void union(YamlSequence union, String namespace) {
    Set<String> seen = new HashSet<>();
    for (YamlNode branch : union.items()) {
      if (branch instanceof YamlSequence) {
        error("nested-union", branch, "a union cannot stand in a union", "list its types here");
        continue;
      }
      check(branch, namespace);
      String kind =
          branch instanceof YamlMapping mapping
              ? NAMED.contains(string(mapping, "type").orElse(""))
                  ? fullName(string(mapping, "name").orElse(""), namespace(mapping, namespace))
                  : string(mapping, "type").orElse("")
              : fullName(((YamlScalar) branch).value(), namespace);
      if (!kind.isEmpty() && !seen.add(kind)) {
        error("duplicate-type", branch, "'" + kind + "' is in this union already", "");
      }
    }
  }

  private void type(YamlMapping type, String namespace) {
    YamlNode kind = type.get("type").orElse(null);
    if (kind == null) {
      error("missing-key", type, "a type needs the key 'type'", "");
      return;
    }
    if (!(kind instanceof YamlScalar name)) {
      error(
          "wrong-type", kind, "this type stands in braces of its own", "leave the outer ones out");
      return;
    }
    if (!COMPLEX.contains(name.value())) {
      check(kind, namespace);
      return;
    }
    String inner = namespace;
    if (NAMED.contains(name.value())) {
      name(type, "a type of kind " + name.value());
      inner = namespace(type, namespace);
    }
    switch (name.value()) {
      case "record", "error" -> fields(type, inner);
      case "enum" -> symbols(type);
      case "fixed" -> size(type);
      case "array" -> inner(type, "items", "an array", inner);
      default -> inner(type, "values", "a map", inner);
    }
  }

  private void inner(YamlMapping type, String key, String what, String namespace) {
    type.get(key)
        .ifPresentOrElse(
            of -> check(of, namespace),
            () -> error("missing-key", type, what + " needs the key '" + key + "'", ""));
  }

  private void name(YamlMapping type, String what) {
    YamlNode name = type.get("name").orElse(null);
    if (!(name instanceof YamlScalar scalar) || !scalar.isString()) {
      error("missing-key", name == null ? type : name, what + " needs a 'name'", "");
    } else if (!NAME.matcher(scalar.value()).matches()) {
      error(
          "invalid-name",
          name,
          "'" + scalar.value() + "' is not a name",
          "letters, digits and '_', and no digit at the beginning");
    }
  }

  private void fields(YamlMapping record, String namespace) {
    if (!(record.get("fields").orElse(null) instanceof YamlSequence fields)) {
      error("missing-key", record, "a record needs a list 'fields'", "");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (YamlNode item : fields.items()) {
      if (!(item instanceof YamlMapping field)) {
        error("wrong-type", item, "a field is an object, but this is " + item.describe(), "");
        continue;
      }
      name(field, "a field");
      String name = string(field, "name").orElse("");
      if (!name.isEmpty() && !seen.add(name)) {
        error("duplicate-name", field, "the field '" + name + "' is there already", "");
      }
      inner(field, "type", "a field", namespace);
    }
  }

  private void symbols(YamlMapping type) {
    if (!(type.get("symbols").orElse(null) instanceof YamlSequence symbols)) {
      error("missing-key", type, "an enum needs a list 'symbols'", "");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (YamlNode item : symbols.items()) {
      if (!(item instanceof YamlScalar symbol)
          || !NAME.matcher(symbol.value()).matches()
          || symbol.value().contains(".")) {
        error("invalid-name", item, "this is not a symbol of an enum", "letters, digits and '_'");
      } else if (!seen.add(symbol.value())) {
        error("duplicate-value", item, "'" + symbol.value() + "' is a symbol already", "");
      }
    }
  }

  private void size(YamlMapping type) {
    YamlNode size = type.get("size").orElse(null);
    boolean valid =
        size instanceof YamlScalar scalar
            && scalar.kind() == YamlScalar.Kind.INTEGER
            && scalar.number().filter(n -> n.signum() >= 0 && n.precision() < 10).isPresent();
    if (!valid) {
      error(
          "missing-key",
          size == null ? type : size,
          "a fixed needs a 'size', a number of bytes",
          "");
    }
  }

  private void error(String code, YamlNode at, String message, String help) {
    problems.error(code, at.at(), message, help);
  }
}
