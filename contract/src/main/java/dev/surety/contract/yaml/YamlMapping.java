package dev.surety.contract.yaml;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A YAML mapping. Its keys are scalars, all different, in the order of the file. */
public final class YamlMapping implements YamlNode {
  /**
   * A key and its value.
   *
   * @param key the key, compared as text whatever its style
   * @param value the value
   */
  public record Entry(YamlScalar key, YamlNode value) {
    public Entry {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
    }
  }

  private final Position at;
  private final Map<String, Entry> entries;

  /** Entries with the same key as an earlier one are ignored. */
  public YamlMapping(Position at, List<Entry> entries) {
    this.at = requireNonNull(at, "at");
    Map<String, Entry> byKey = new LinkedHashMap<>();
    entries.forEach(entry -> byKey.putIfAbsent(entry.key().value(), entry));
    this.entries = Collections.unmodifiableMap(byKey);
  }

  @Override
  public Position at() {
    return at;
  }

  /** Keys and values, in the order of the file. */
  public Collection<Entry> entries() {
    return entries.values();
  }

  /** The keys, in the order of the file. */
  public Set<String> keys() {
    return entries.keySet();
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The value of a key. */
  public Optional<YamlNode> get(String key) {
    return entry(key).map(Entry::value);
  }

  /** A key with its position and its value. */
  public Optional<Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public String describe() {
    return "a mapping";
  }

  @Override
  public String toString() {
    return entries.values().toString();
  }
}
