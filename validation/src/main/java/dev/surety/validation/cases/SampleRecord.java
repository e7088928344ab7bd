package dev.surety.validation.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.RecordInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record of a test. Key and headers are texts. */
final class SampleRecord implements RecordInput {
  private final @Nullable String key;
  private final byte @Nullable [] value;
  private final Map<String, String> headers;
  private final List<String> names;

  SampleRecord(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
    this.key = key;
    this.value = value == null ? null : value.clone();
    this.headers = new LinkedHashMap<>(headers);
    this.names = List.copyOf(this.headers.keySet());
  }

  @Override
  public byte @Nullable [] key() {
    return key == null ? null : key.getBytes(UTF_8);
  }

  @Override
  public byte @Nullable [] value() {
    return value == null ? null : value.clone();
  }

  @Override
  public int headerCount() {
    return names.size();
  }

  @Override
  public String headerName(int index) {
    return names.get(index);
  }

  @Override
  public byte @Nullable [] headerValue(int index) {
    String text = headers.get(names.get(index));
    return text == null ? null : text.getBytes(UTF_8);
  }
}
