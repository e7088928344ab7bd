package dev.surety.contract.convert;

import dev.surety.contract.Position;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mapping in the making that stands in no file. */
final class MappingBuilder {
  static final Position NOWHERE = new Position("", 1, 1);

  private final List<YamlMapping.Entry> entries = new ArrayList<>();

  /** Adds a value, and gives the key that it stands behind. */
  YamlScalar put(String key, YamlNode value) {
    YamlScalar name = YamlScalar.of(key);
    entries.add(new YamlMapping.Entry(name, value));
    return name;
  }

  /** Adds a string; nothing when it is null. */
  MappingBuilder put(String key, @Nullable String value) {
    if (value != null) {
      put(key, YamlScalar.of(value));
    }
    return this;
  }

  /** Adds a string, number or boolean; nothing when it is null. */
  MappingBuilder putValue(String key, @Nullable Object value) {
    if (value != null) {
      put(key, scalar(value));
    }
    return this;
  }

  /** Adds {@code true}; nothing when it is false. */
  MappingBuilder putFlag(String key, boolean value) {
    return value ? putValue(key, Boolean.TRUE) : this;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  YamlMapping build() {
    return new YamlMapping(NOWHERE, entries);
  }

  static YamlSequence strings(Collection<String> values) {
    return new YamlSequence(
        NOWHERE, values.stream().<YamlNode>map(value -> YamlScalar.of(value)).toList());
  }

  static YamlScalar scalar(Object value) {
    if (value instanceof Boolean flag) {
      return YamlScalar.of((boolean) flag);
    }
    if (value instanceof BigDecimal number) {
      return YamlScalar.of(number);
    }
    return value instanceof Number number
        ? YamlScalar.of(BigDecimal.valueOf(number.longValue()))
        : YamlScalar.of(value.toString());
  }
}
