package dev.surety.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value that is written in YAML as the JSON that a record would hold. */
public final class YamlJson {
  private static final JsonFactory JSON = new JsonFactory();

  private YamlJson() {}

  /**
   * The value: a Map by name, a List, a String, a BigDecimal, a Boolean or null. What JSON has no
   * number for, such as {@code .inf}, becomes the text that is written. Maps and lists are new and
   * may be changed.
   */
  public static @Nullable Object tree(YamlNode node) {
    if (node instanceof YamlMapping mapping) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      mapping.entries().forEach(entry -> members.put(entry.key().value(), tree(entry.value())));
      return members;
    }
    if (node instanceof YamlSequence list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.items().forEach(item -> items.add(tree(item)));
      return items;
    }
    return node instanceof YamlScalar scalar ? scalar(scalar) : null;
  }

  private static @Nullable Object scalar(YamlScalar scalar) {
    if (scalar.isNull()) {
      return null;
    }
    if (scalar.booleanValue().isPresent()) {
      return scalar.booleanValue().get();
    }
    return scalar.number().<Object>map(number -> number).orElse(scalar.value());
  }

  /** A copy that shares nothing that can be changed. */
  public static @Nullable Object copy(@Nullable Object tree) {
    if (tree instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> copies = new LinkedHashMap<>();
      members.forEach((name, value) -> copies.put(String.valueOf(name), copy(value)));
      return copies;
    }
    if (tree instanceof List<?> items) {
      List<@Nullable Object> copies = new ArrayList<>();
      items.forEach(item -> copies.add(copy(item)));
      return copies;
    }
    return tree;
  }

  /** A value as {@link #tree} gives it, as JSON in UTF-8. */
  public static byte[] bytes(@Nullable Object tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> members) {
      json.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        json.writeFieldName(String.valueOf(member.getKey()));
        write(member.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> items) {
      json.writeStartArray();
      for (Object item : items) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number.toString());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(String.valueOf(value));
    }
  }
}
