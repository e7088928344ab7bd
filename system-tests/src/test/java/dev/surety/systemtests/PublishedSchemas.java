package dev.surety.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** GitHub's published JSON Schemas: which of them hold for a value. */
final class PublishedSchemas {
  /** Keywords that this class knows; any other could make a "break" that breaks nothing. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "$schema",
          "$id",
          "title",
          "description",
          "default",
          "type",
          "enum",
          "format",
          "required",
          "properties",
          "additionalProperties",
          "tsAdditionalProperties",
          "items",
          "allOf",
          "oneOf",
          "$ref");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final Map<Path, JsonNode> files = new HashMap<>();

  PublishedSchemas(Path root) {
    this.root = root;
  }

  Schema file(String name) {
    return file(root.resolve(name));
  }

  private Schema file(Path file) {
    return new Schema(files.computeIfAbsent(file, PublishedSchemas::parse), file);
  }

  List<Schema> each(Schema schema, String keyword) {
    return StreamSupport.stream(schema.at(keyword).spliterator(), false).map(schema::with).toList();
  }

  /**
   * Adds every schema that holds together with this one for a value that is not null.
   *
   * @return false when there is a choice, so that no single one holds
   */
  boolean conjunction(Schema schema, List<Schema> all) {
    schema
        .node()
        .fieldNames()
        .forEachRemaining(
            keyword -> {
              if (!KEYWORDS.contains(keyword)) {
                throw new IllegalStateException(schema.file() + ": unknown keyword " + keyword);
              }
            });
    if (schema.node().has("$ref")) {
      return conjunction(reference(schema), all);
    }
    if (schema.node().has("oneOf")) {
      List<Schema> notNull =
          each(schema, "oneOf").stream()
              .filter(each -> !each.at("type").asText().equals("null"))
              .toList();
      return notNull.size() == 1 && conjunction(notNull.get(0), all);
    }
    for (Schema each : each(schema, "allOf")) {
      if (!conjunction(each, all)) {
        return false;
      }
    }
    if (!schema.node().has("allOf")) {
      all.add(schema);
    }
    return true;
  }

  /** References are written from the root of the schemas, or from the folder of the file. */
  private Schema reference(Schema schema) {
    String name = schema.at("$ref").asText();
    Path fromRoot = root.resolve(name);
    return file(Files.exists(fromRoot) ? fromRoot : schema.file().resolveSibling(name));
  }

  /** The types that all of the schemas allow. */
  static Set<String> commonTypes(List<Schema> schemas) {
    Set<String> common = new HashSet<>(Set.of("string", "integer", "boolean", "array", "object"));
    for (Schema schema : schemas) {
      JsonNode type = schema.at("type");
      if (type.isMissingNode()) {
        continue;
      }
      common.retainAll(type.isArray() ? texts(type).toList() : List.of(type.asText()));
    }
    if (common.isEmpty()) {
      throw new IllegalStateException("no known type is allowed by " + schemas);
    }
    return common;
  }

  /** The texts of an array; none when it is not there. */
  static Stream<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
  }

  private static JsonNode parse(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A schema and the file it stands in, by which its references are resolved. */
  record Schema(JsonNode node, Path file) {
    JsonNode at(String keyword) {
      return node.path(keyword);
    }

    Schema with(JsonNode other) {
      return new Schema(other, file);
    }
  }
}
