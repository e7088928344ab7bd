package dev.surety.quarantine.records;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON bytes as {@code Map}, {@code List}, {@code Long}, {@code BigDecimal}, and back. */
public final class JsonValue {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  /**
   * A decoded value.
   *
   * @param value the JSON value; null for JSON's null
   */
  public record Decoded(@Nullable Object value) {}

  private JsonValue() {}

  /** The value; empty when the bytes are no JSON, or an object has a member twice. */
  public static Optional<Decoded> read(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Decoded(exact(MAPPER.readValue(bytes, Object.class))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The UTF-8 bytes of a value, without white space. */
  public static byte[] write(@Nullable Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Integers are Long, and beyond 64 bits decimals, as validation has them. */
  @SuppressWarnings("unchecked")
  private static @Nullable Object exact(@Nullable Object value) {
    if (value instanceof Integer integer) {
      return integer.longValue();
    }
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    if (value instanceof Map<?, ?>) {
      ((Map<String, Object>) value).replaceAll((name, member) -> exact(member));
    } else if (value instanceof List<?>) {
      ((List<Object>) value).replaceAll(JsonValue::exact);
    }
    return value;
  }
}
