package dev.surety.validation.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.validation.RecordInput;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record in the making.
 *
 * @param keyText null for a record without a key
 * @param headers names and values
 * @param json the value; null for a tombstone
 */
public record Sample(@Nullable String keyText, Map<String, String> headers, @Nullable String json)
    implements RecordInput {
  public Sample {
    headers = Map.copyOf(headers);
  }

  static String json(@Nullable Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory", e);
    }
    return out.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object item : list) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (value instanceof BigDecimal number) {
      boolean plain = number.precision() <= 40 && Math.abs(number.scale()) <= 40;
      json.writeNumber(plain ? number.toPlainString() : number.toString());
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value == null) {
      json.writeNull();
    } else {
      json.writeString(value.toString());
    }
  }

  @Override
  public byte @Nullable [] key() {
    return keyText == null ? null : keyText.getBytes(UTF_8);
  }

  @Override
  public byte @Nullable [] value() {
    return json == null ? null : json.getBytes(UTF_8);
  }

  @Override
  public int headerCount() {
    return headers.size();
  }

  @Override
  public String headerName(int index) {
    return headers.keySet().stream().sorted().toList().get(index);
  }

  @Override
  public byte @Nullable [] headerValue(int index) {
    String value = headers.get(headerName(index));
    return value == null ? null : value.getBytes(UTF_8);
  }
}
