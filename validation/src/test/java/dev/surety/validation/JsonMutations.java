package dev.surety.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes JSON at random, without knowing its schema: most changes break something. */
final class JsonMutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final String[] NUMBERS = {
    "0", "-0.0", "1", "1.0", "1.50", "-1", "1e3", "2.5", "9007199254740993", "1e-20", "100000000000"
  };

  private static final String[] TEXTS = {
    "", " ", "text", "2019-05-15T15:19:25Z", "2019-05-15", "2019-13-45T15:19:25Z", "not a url",
    "https://example.com/a", "/a/b", "a@example.com", "12", "null", "\uD83D\uDE00", "created",
    "User", "open"
  };

  private JsonMutations() {}

  /** Changes one thing somewhere in a document. */
  static void mutate(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode container = containers.get(random.nextInt(containers.size()));
    if (container instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
      switch (random.nextInt(6)) {
        case 0, 1 -> object.remove(name);
        case 2 -> object.set(random.nextBoolean() ? "extra" : name + "_", value(random));
        default -> object.set(name, replacement(object.get(name), random));
      }
    } else if (container instanceof ArrayNode array) {
      if (array.isEmpty() || random.nextInt(4) == 0) {
        array.add(value(random));
      } else {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
          case 0 -> array.remove(at);
          case 1 -> array.add(array.get(at).deepCopy());
          default -> array.set(at, replacement(array.get(at), random));
        }
      }
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode replacement(JsonNode old, Random random) {
    if (old != null && old.isTextual() && random.nextInt(3) == 0) {
      String text = old.textValue();
      String[] edits = {
        text + " ", text.toUpperCase(java.util.Locale.ROOT), text + text, "_" + text
      };
      return NODES.textNode(edits[random.nextInt(edits.length)]);
    }
    return value(random);
  }

  private static JsonNode value(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> NODES.booleanNode(random.nextBoolean());
      case 1 -> NODES.nullNode();
      case 2 -> NODES.arrayNode();
      case 3 -> NODES.objectNode();
      case 4 -> DecimalNode.valueOf(new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]));
      default -> NODES.textNode(TEXTS[random.nextInt(TEXTS.length)]);
    };
  }
}
