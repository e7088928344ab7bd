package dev.surety.contract.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** In which order the keys of mappings are written. */
public interface KeyOrder {
  /** Keys are written in the order in which they stand. */
  KeyOrder AS_IT_IS = mapping -> List.of();

  /** The keys that come first; all others follow in the order in which they stand. */
  List<String> first(YamlMapping mapping);

  /** The entries of a mapping in this order. */
  default Collection<YamlMapping.Entry> sorted(YamlMapping mapping) {
    Map<String, YamlMapping.Entry> sorted = new LinkedHashMap<>();
    for (String key : first(mapping)) {
      mapping.entry(key).ifPresent(entry -> sorted.put(key, entry));
    }
    mapping.entries().forEach(entry -> sorted.putIfAbsent(entry.key().value(), entry));
    return sorted.values();
  }
}
