package dev.surety.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of a JSON Schema, each by the place of its keyword, and where they apply in a document.
 *
 * <p>A {@code oneOf} or {@code anyOf} is one rule; the types and required keys of its branches only
 * say which branch is meant.
 */
final class SchemaRules {
  private static final Set<String> VALUE_KEYWORDS =
      Set.of(
          "type",
          "enum",
          "pattern",
          "minimum",
          "exclusiveMinimum",
          "minItems",
          "maxItems",
          "uniqueItems",
          "oneOf",
          "anyOf",
          "not");
  private static final List<String> CLOSED =
      List.of("additionalProperties", "unevaluatedProperties");

  /** A place in a schema, and one in a document that it applies to. */
  private record Visit(String schema, JsonPointer at) {}

  private final JsonNode root;
  private final Set<String> rules = new TreeSet<>();
  private final Map<String, List<JsonPointer>> places = new LinkedHashMap<>();
  private final Set<Visit> visited = new HashSet<>();
  private final Set<String> seen = new HashSet<>();

  SchemaRules(JsonNode root) {
    this.root = root;
    collect("", Role.RULE);
  }

  /** Whether the types and required keys of a schema are rules, or say which branch is meant. */
  private enum Role {
    RULE,
    BRANCH
  }

  /** All rules. */
  Set<String> rules() {
    return rules;
  }

  /** Where in a document each rule applies. */
  Map<String, List<JsonPointer>> placesIn(JsonNode document) {
    places.clear();
    visited.clear();
    visit("", Role.RULE, document, JsonPointer.empty());
    return places;
  }

  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  private static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private List<String> rulesAt(String pointer, Role role) {
    JsonNode schema = root.at(pointer);
    List<String> found = new ArrayList<>();
    schema
        .fieldNames()
        .forEachRemaining(
            keyword -> {
              boolean decidesBranch = role == Role.BRANCH && keyword.equals("type");
              if (VALUE_KEYWORDS.contains(keyword) && !decidesBranch && !allowsAll(schema)) {
                found.add(pointer + "/" + keyword);
              } else if (CLOSED.contains(keyword) && !schema.get(keyword).asBoolean(true)) {
                found.add(pointer + "/" + keyword);
              } else if (keyword.equals("required") && role == Role.RULE) {
                schema
                    .get(keyword)
                    .forEach(key -> found.add(pointer + "/required:" + key.asText()));
              }
            });
    return found;
  }

  /** A choice between all the types there are. */
  private static boolean allowsAll(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    schema.path("anyOf").forEach(branch -> types.add(branch.path("type").asText()));
    return types.containsAll(Set.of("string", "number", "boolean", "null", "array", "object"));
  }

  private void collect(String pointer, Role role) {
    if (!seen.add(pointer + role)) {
      return;
    }
    rules.addAll(rulesAt(pointer, role));
    children(pointer, role, (child, childRole) -> collect(child, childRole));
    JsonNode schema = root.at(pointer);
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(key -> collect(pointer + "/properties/" + escape(key), Role.RULE));
    if (schema.has("items")) {
      collect(pointer + "/items", Role.RULE);
    }
    if (schema.has("then")) {
      collect(pointer + "/then", role);
    }
  }

  private interface Child {
    void at(String pointer, Role role);
  }

  /** The schemas that apply to the same value, but for those behind a condition. */
  private void children(String pointer, Role role, Child child) {
    JsonNode schema = root.at(pointer);
    if (schema.has("$ref")) {
      child.at(schema.get("$ref").asText().substring(1), role);
    }
    for (int i = 0; i < schema.path("allOf").size(); i++) {
      child.at(pointer + "/allOf/" + i, role);
    }
    for (String choice : List.of("oneOf", "anyOf")) {
      for (int i = 0; i < schema.path(choice).size(); i++) {
        child.at(pointer + "/" + choice + "/" + i, Role.BRANCH);
      }
    }
  }

  private void visit(String pointer, Role role, JsonNode value, JsonPointer at) {
    if (!visited.add(new Visit(pointer + role, at)) || !mayApply(pointer, role, value)) {
      return;
    }
    for (String rule : rulesAt(pointer, role)) {
      if (!concerns(rule, value)) {
        continue;
      }
      places.computeIfAbsent(rule, key -> new ArrayList<>()).add(at);
    }
    children(pointer, role, (child, childRole) -> visit(child, childRole, value, at));
    JsonNode schema = root.at(pointer);
    schema
        .path("properties")
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (value.has(key)) {
                String child = pointer + "/properties/" + escape(key);
                visit(child, Role.RULE, value.get(key), at.appendProperty(key));
              }
            });
    if (schema.has("items") && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        visit(pointer + "/items", Role.RULE, value.get(i), at.appendIndex(i));
      }
    }
    if (schema.has("then") && holds(schema.get("if"), value)) {
      visit(pointer + "/then", role, value, at);
    }
  }

  /** Whether a rule says anything of values of this kind. */
  private static boolean concerns(String rule, JsonNode value) {
    String keyword = rule.substring(rule.lastIndexOf('/') + 1);
    if (CLOSED.contains(keyword) || keyword.startsWith("required:")) {
      return value.isObject();
    }
    return !keyword.endsWith("Items") || value.isArray();
  }

  /** Whether a branch may be the one that is meant. */
  private boolean mayApply(String pointer, Role role, JsonNode value) {
    JsonNode schema = root.at(pointer);
    if (role == Role.RULE) {
      return true;
    }
    boolean fits =
        switch (schema.path("type").asText()) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          default -> true;
        };
    for (JsonNode key : schema.path("required")) {
      fits &= value.has(key.asText());
    }
    return fits;
  }

  private static boolean holds(JsonNode condition, JsonNode value) {
    if (condition.has("anyOf")) {
      for (JsonNode branch : condition.get("anyOf")) {
        if (holds(branch, value)) {
          return true;
        }
      }
      return false;
    }
    for (JsonNode key : condition.path("required")) {
      if (!value.has(key.asText())) {
        return false;
      }
    }
    for (Map.Entry<String, JsonNode> entry : condition.path("properties").properties()) {
      JsonNode actual = value.get(entry.getKey());
      JsonNode wanted = entry.getValue().get("const");
      if (actual != null && wanted != null && !actual.equals(wanted)) {
        return false;
      }
    }
    return true;
  }
}
