package dev.surety.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small random changes to documents, with the words and parts of all of them. */
final class Mutations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final List<String> WORDS =
      List.of("", "x", "a.b", "a.b.c", "schema/a/properties/b", "f.yml#schema/a", "text", "sql");

  private final List<JsonNode> documents;
  private final Map<String, List<JsonNode>> valuesByKey = new TreeMap<>();
  private final List<String> keys;
  private final Random random;

  Mutations(List<JsonNode> documents, Set<String> moreKeys, long seed) {
    this.documents = documents;
    documents.forEach(this::collect);
    Set<String> all = new TreeSet<>(valuesByKey.keySet());
    all.addAll(moreKeys);
    keys = List.copyOf(all);
    random = new Random(seed);
  }

  private void collect(JsonNode node) {
    node.properties()
        .forEach(
            entry -> {
              valuesByKey
                  .computeIfAbsent(entry.getKey(), key -> new ArrayList<>())
                  .add(entry.getValue());
              collect(entry.getValue());
            });
    if (node.isArray()) {
      node.forEach(this::collect);
    }
  }

  /** One of the documents with one to three changes. */
  ObjectNode next() {
    ObjectNode document = pick(documents).deepCopy();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      change(document);
    }
    return document;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private void change(ObjectNode document) {
    List<JsonNode> containers = new ArrayList<>();
    addContainers(document, containers);
    JsonNode container = pick(containers);
    if (container instanceof ObjectNode object) {
      change(object, random.nextInt(10));
    } else {
      change((ArrayNode) container);
    }
  }

  private static void addContainers(JsonNode node, List<JsonNode> containers) {
    if (node.isContainerNode()) {
      containers.add(node);
      node.forEach(child -> addContainers(child, containers));
    }
  }

  private void change(ObjectNode object, int kind) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || kind < 3) {
      String key = pick(keys);
      object.set(key, valueOf(key));
      return;
    }
    String name = pick(names);
    switch (kind) {
      case 3, 4 -> object.remove(name);
      case 5 -> object.set(name + "x", object.remove(name));
      case 6, 7 -> object.set(name, valueOf(name));
      default -> object.set(name, anyValue());
    }
  }

  private void change(ArrayNode array) {
    int at = array.isEmpty() ? 0 : random.nextInt(array.size());
    switch (array.isEmpty() ? 0 : random.nextInt(5)) {
      case 0 -> array.insert(at, anyValue());
      case 1 -> array.insert(at, array.get(at).deepCopy());
      case 2 -> array.remove(at);
      case 3 -> array.set(at, anyValue());
      default -> array.removeAll();
    }
  }

  private JsonNode valueOf(String key) {
    List<JsonNode> known = valuesByKey.get(key);
    return known == null || random.nextInt(5) == 0 ? anyValue() : pick(known).deepCopy();
  }

  private JsonNode anyValue() {
    return switch (random.nextInt(12)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt(4) - 1);
      case 3 -> JSON.numberNode(new java.math.BigDecimal(random.nextBoolean() ? "1.0" : "2.5"));
      case 4 -> JSON.arrayNode();
      case 5 -> JSON.objectNode();
      case 6 -> JSON.arrayNode().add(pick(WORDS)).add(pick(WORDS));
      case 7 -> JSON.arrayNode().add(1).add(random.nextInt(3));
      case 8, 9 -> JSON.textNode(pick(WORDS));
      default -> pick(pick(List.copyOf(valuesByKey.values()))).deepCopy();
    };
  }
}
