package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Consumer;
import dev.surety.contract.Position;
import dev.surety.contract.read.ConsumerReader;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a contract agrees beside its records: status, service levels, primary keys, and its
 * consumers.
 *
 * @param status the status, in lower case; empty when there is none
 * @param statusAt where it stands; the document's beginning when there is none
 * @param serviceLevels service levels by property and element
 * @param primaryKeys paths of the primary key's properties, in its order, by record type
 * @param consumers whom the contract itself names
 */
public record Terms(
    String status,
    Position statusAt,
    Map<String, ServiceLevel> serviceLevels,
    Map<String, PrimaryKey> primaryKeys,
    List<Consumer> consumers) {
  /**
   * A promise about the service.
   *
   * @param property the ODCS name, such as {@code latency}
   * @param element what it is about; empty for everything
   * @param value the promise as it is written
   * @param unit empty when there is none
   */
  public record ServiceLevel(
      String property, String element, String value, String unit, Position at) {
    public ServiceLevel {
      requireNonNull(at, "at");
    }
  }

  /**
   * A primary key.
   *
   * @param properties paths in the order of the key
   */
  public record PrimaryKey(List<String> properties, Position at) {
    public PrimaryKey {
      properties = List.copyOf(properties);
      requireNonNull(at, "at");
    }
  }

  public Terms {
    requireNonNull(status, "status");
    requireNonNull(statusAt, "statusAt");
    serviceLevels = Map.copyOf(serviceLevels);
    primaryKeys = Map.copyOf(primaryKeys);
    consumers = List.copyOf(consumers);
  }

  /** No terms at all. */
  public static Terms none(String file) {
    return new Terms("", new Position(file, 1, 1), Map.of(), Map.of(), List.of());
  }

  /** The terms of a document that was read without an error. */
  public static Terms of(YamlNode document) {
    if (!(document instanceof YamlMapping root)) {
      return none(document.at().file());
    }
    Optional<YamlNode> status = root.get("status");
    List<Consumer> consumers = new ArrayList<>(ConsumerReader.inContract(root, ""));
    Map<String, PrimaryKey> keys = new LinkedHashMap<>();
    for (YamlMapping object : mappings(root, "schema")) {
      String name = text(object, "name");
      TreeMap<Integer, String> key = new TreeMap<>();
      collectKey(object, "", key);
      if (!key.isEmpty()) {
        keys.put(name, new PrimaryKey(List.copyOf(key.values()), object.at()));
      }
      consumers.addAll(ConsumerReader.inContract(object, name));
    }
    return new Terms(
        text(root, "status").toLowerCase(Locale.ROOT),
        status.map(YamlNode::at).orElse(root.at()),
        serviceLevels(root),
        keys,
        consumers);
  }

  private static Map<String, ServiceLevel> serviceLevels(YamlMapping root) {
    Map<String, ServiceLevel> levels = new LinkedHashMap<>();
    for (YamlMapping level : mappings(root, "slaProperties")) {
      ServiceLevel promise =
          new ServiceLevel(
              text(level, "property"),
              text(level, "element"),
              text(level, "value"),
              text(level, "unit"),
              level.at());
      String name = promise.property().toLowerCase(Locale.ROOT);
      levels.put(promise.element().isEmpty() ? name : name + " of " + promise.element(), promise);
    }
    return levels;
  }

  private static void collectKey(YamlMapping owner, String path, TreeMap<Integer, String> key) {
    for (YamlMapping property : mappings(owner, "properties")) {
      String below = PropertyDiff.below(path, text(property, "name"));
      if (text(property, "primaryKey").equals("true")) {
        String position = text(property, "primaryKeyPosition");
        boolean given = position.matches("[0-9]{1,6}");
        int index = given ? Integer.parseInt(position) : 1_000_000 + key.size();
        while (key.containsKey(index)) {
          index++;
        }
        key.put(index, below);
      }
      collectKey(property, below, key);
    }
  }

  static List<YamlMapping> mappings(YamlMapping owner, String key) {
    return owner.get(key).orElse(null) instanceof YamlSequence list
        ? list.items().stream()
            .filter(YamlMapping.class::isInstance)
            .map(YamlMapping.class::cast)
            .toList()
        : List.of();
  }

  static String text(YamlMapping owner, String key) {
    return owner.get(key).orElse(null) instanceof YamlScalar scalar && !scalar.isNull()
        ? scalar.value()
        : "";
  }
}
