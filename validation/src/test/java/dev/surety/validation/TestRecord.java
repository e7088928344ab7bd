package dev.surety.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A record in memory. */
final class TestRecord implements RecordInput {
  private final byte[] key;
  private final byte[] value;
  private final List<String> headerNames = new ArrayList<>();
  private final List<byte[]> headerValues = new ArrayList<>();

  private TestRecord(byte[] key, byte[] value) {
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

  static TestRecord of(String key, String value) {
    return new TestRecord(
        key == null ? null : key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  TestRecord header(String name, String headerValue) {
    headerNames.add(name);
    headerValues.add(headerValue == null ? null : headerValue.getBytes(UTF_8));
    return this;
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Override
  public byte[] value() {
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
  public byte[] headerValue(int index) {
    return headerValues.get(index);
  }
}
