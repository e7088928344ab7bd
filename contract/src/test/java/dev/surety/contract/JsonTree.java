package dev.surety.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** A YAML document as JSON: what it means, without how it is written. */
final class JsonTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);

  private JsonTree() {}

  static JsonNode read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  static JsonNode read(String text) {
    Problems problems = new Problems();
    YamlNode root =
        YamlReader.read("document.yaml", text, problems)
            .orElseThrow(() -> new AssertionError(problems.list() + "\n" + text));
    return of(root);
  }

  static JsonNode of(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      ObjectNode object = JSON.objectNode();
      mapping.entries().forEach(entry -> object.set(entry.key().value(), of(entry.value())));
      return object;
    }
    if (node instanceof YamlSequence sequence) {
      ArrayNode array = JSON.arrayNode();
      sequence.items().forEach(item -> array.add(of(item)));
      return array;
    }
    return scalar((YamlScalar) node);
  }

  private static JsonNode scalar(YamlScalar scalar) {
    return switch (scalar.kind()) {
      case STRING -> JSON.textNode(scalar.value());
      case BOOLEAN -> JSON.booleanNode(scalar.booleanValue().orElseThrow());
      case NULL -> JSON.nullNode();
      case INTEGER -> JSON.numberNode(scalar.number().orElseThrow().toBigIntegerExact());
      case NUMBER ->
          scalar
              .number()
              .map((BigDecimal number) -> (JsonNode) JSON.numberNode(number))
              .orElseGet(() -> JSON.textNode("not finite: " + scalar.value()));
    };
  }
}
