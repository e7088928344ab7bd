package dev.surety.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record in memory. */
final class TestRecord implements RecordInput {
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final List<String> headerNames = new ArrayList<>();
  private final List<byte @Nullable []> headerValues = new ArrayList<>();

  private TestRecord(byte @Nullable [] key, byte @Nullable [] value) {
    this.key = key;
    this.value = value;
  }

  /** With the key {@code k}. */
  static TestRecord json(String value) {
    return bytes(value.getBytes(UTF_8));
  }

  /** With the key {@code k}. */
  static TestRecord bytes(byte[] value) {
    return new TestRecord("k".getBytes(UTF_8), value);
  }

  static TestRecord of(@Nullable String key, @Nullable String value) {
    return new TestRecord(
        key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  static TestRecord raw(byte @Nullable [] key, byte @Nullable [] value) {
    return new TestRecord(key, value);
  }

  TestRecord rawHeader(String name, byte[] bytes) {
    headerNames.add(name);
    headerValues.add(bytes);
    return this;
  }

  TestRecord header(String name, @Nullable String headerValue) {
    headerNames.add(name);
    headerValues.add(headerValue == null ? null : headerValue.getBytes(UTF_8));
    return this;
  }

  @Override
  public byte @Nullable [] key() {
    return key;
  }

  @Override
  public byte @Nullable [] value() {
    return value;
  }

  @Override
  public int headerCount() {
    return headerNames.size();
  }

  @Override
  public String headerName(int index) {
    return headerNames.get(index);
  }

  @Override
  public byte @Nullable [] headerValue(int index) {
    return headerValues.get(index);
  }
}
