package dev.surety.validation.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.RecordInput;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.rule.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which record type a record is of: the first in the document whose {@code surety.when} is true.
 * Key and headers are texts in UTF-8 (with U+FFFD for what is none); of several headers of one name
 * the last counts, as in Kafka; a header without a value is absent.
 */
final class Claim {
  private final RecordInput input;
  private final Decoded decoded;
  private @Nullable Map<String, String> headers;

  Claim(RecordInput input, Decoded decoded) {
    this.input = input;
    this.decoded = decoded;
  }

  @Nullable ObjectPlan first(List<ObjectPlan> objects) {
    for (ObjectPlan object : objects) {
      if (object.when() == null || isTrue(object.when())) {
        return object;
      }
    }
    return null;
  }

  private boolean isTrue(Condition when) {
    if (when.readsRecord() && !decoded.complete()) {
      return false;
    }
    return when.isTrue(
        when.readsHeaders() ? headers() : Map.of(),
        when.readsKey() ? key() : null,
        decoded.value());
  }

  private @Nullable String key() {
    byte[] key = input.key();
    return key == null ? null : new String(key, UTF_8);
  }

  private Map<String, String> headers() {
    if (headers == null) {
      headers = new HashMap<>();
      for (int i = 0; i < input.headerCount(); i++) {
        byte[] value = input.headerValue(i);
        if (value == null) {
          headers.remove(input.headerName(i));
        } else {
          headers.put(input.headerName(i), new String(value, UTF_8));
        }
      }
    }
    return headers;
  }
}
