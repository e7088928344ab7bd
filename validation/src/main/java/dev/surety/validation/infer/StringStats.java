package dev.surety.validation.infer;

import dev.surety.validation.type.StringFormat;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the strings at one place had in common. */
final class StringStats {
  /** More different values than this are no enumeration. */
  static final int MOST_VALUES = 24;

  /** A longer text is prose. */
  static final int LONGEST_VALUE = 48;

  /** The more special come first: a UUID is a host name too. */
  private static final Set<StringFormat> FORMATS =
      EnumSet.of(
          StringFormat.UUID,
          StringFormat.EMAIL,
          StringFormat.URI,
          StringFormat.IPV4,
          StringFormat.IPV6,
          StringFormat.DATE,
          StringFormat.DATE_TIME);

  private long count;
  private final Set<StringFormat> formats = EnumSet.copyOf(FORMATS);
  private final Map<String, Long> values = new LinkedHashMap<>();
  private boolean isManyValued;
  private @Nullable TextShape shape;

  long count() {
    return count;
  }

  void add(String text) {
    count++;
    formats.removeIf(format -> !has(format, text));
    if (!isManyValued) {
      values.merge(text.length() > LONGEST_VALUE ? "" : text, 1L, Long::sum);
      isManyValued = text.length() > LONGEST_VALUE || values.size() > MOST_VALUES;
    }
    shape = count == 1 ? TextShape.of(text) : shape == null ? null : shape.with(text);
  }

  /** Any word and any path is a URI reference; what people call a URI has a place. */
  private static boolean has(StringFormat format, String text) {
    return format.matches(text) && (format != StringFormat.URI || text.contains("://"));
  }

  void absorb(StringStats other) {
    if (other.count == 0) {
      return;
    }
    shape =
        count == 0
            ? other.shape
            : shape == null || other.shape == null ? null : shape.and(other.shape);
    count += other.count;
    formats.retainAll(other.formats);
    other.values.forEach((value, times) -> values.merge(value, times, Long::sum));
    isManyValued |= other.isManyValued || values.size() > MOST_VALUES;
  }

  /** The format that all of them have. */
  Optional<StringFormat> format() {
    return count == 0 ? Optional.empty() : formats.stream().findFirst();
  }

  /** All values with how often they were seen; empty when there are too many. */
  Map<String, Long> values() {
    return isManyValued ? Map.of() : values;
  }

  /** Some values, for people. */
  Set<String> some() {
    return values.keySet();
  }

  /** A pattern that all of them match, when they are built alike. */
  Optional<String> pattern() {
    return shape == null ? Optional.empty() : shape.pattern();
  }
}
