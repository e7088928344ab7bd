package dev.surety.validation.type;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON equality by keys: two decoded values are equal exactly when their keys are. */
public final class JsonEquality {
  private JsonEquality() {}

  private enum Null {
    NULL
  }

  /**
   * An array or object, in a text that is the same for equal values. Comparable, so that a hash map
   * stays fast when hostile values share a hash code.
   */
  private record Canonical(String text) implements Comparable<Canonical> {
    @Override
    public int compareTo(Canonical other) {
      return text.compareTo(other.text);
    }
  }

  /** The key of a decoded value. */
  public static Object key(@Nullable Object value) {
    if (value == null) {
      return Null.NULL;
    }
    if (value instanceof Long integer) {
      return normal(BigDecimal.valueOf(integer));
    }
    if (value instanceof BigDecimal number) {
      return normal(number);
    }
    if (value instanceof List || value instanceof Map) {
      StringBuilder text = new StringBuilder();
      write(value, text);
      return new Canonical(text.toString());
    }
    return value;
  }

  private static BigDecimal normal(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value instanceof List<?> list) {
      out.append('[');
      for (Object item : list) {
        write(item, out);
        out.append(',');
      }
      out.append(']');
    } else if (value instanceof Map<?, ?> map) {
      out.append('{');
      map.entrySet().stream()
          .sorted(Comparator.comparing(entry -> (String) requireNonNull(entry.getKey())))
          .forEach(
              entry -> {
                write(entry.getKey(), out);
                write(entry.getValue(), out);
                out.append(',');
              });
      out.append('}');
    } else if (value instanceof String text) {
      // The length in front makes any text unambiguous without escapes.
      out.append(text.length()).append('"').append(text);
    } else {
      out.append(key(value));
    }
  }
}
