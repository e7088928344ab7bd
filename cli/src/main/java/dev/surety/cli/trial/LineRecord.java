package dev.surety.cli.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.RecordInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line as a record; the key and the headers are the same for all. */
final class LineRecord implements RecordInput {
  private final byte @Nullable [] key;
  private final List<String> names = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();
  private byte[] value = {};

  LineRecord(@Nullable String key, Map<String, String> headers) {
    this.key = key == null ? null : key.getBytes(UTF_8);
    headers.forEach(
        (name, header) -> {
          names.add(name);
          values.add(header.getBytes(UTF_8));
        });
  }

  LineRecord of(byte[] line) {
    value = line;
    return this;
  }

  @Override
  public byte @Nullable [] key() {
    return key;
  }

  @Override
  public byte[] value() {
    return value;
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
  public byte[] headerValue(int index) {
    return values.get(index);
  }
}
