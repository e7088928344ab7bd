package dev.surety.validation.type;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The values of an {@code enum}, compared as JSON values: {@code 1} equals {@code 1.0}. */
public final class AllowedValues {
  /** Every value is allowed. */
  public static final AllowedValues ALL = new AllowedValues(List.of());

  private final Set<Object> keys = new LinkedHashSet<>();
  private final String listing;

  public AllowedValues(List<Object> values) {
    values.forEach(value -> keys.add(JsonEquality.key(value)));
    listing =
        values.stream()
            .map(value -> value instanceof String text ? Quote.text(text) : value.toString())
            .collect(Collectors.joining(", "));
  }

  /** Whether the value is one of them. */
  public boolean allows(Object value) {
    return keys.isEmpty() || keys.contains(JsonEquality.key(value));
  }

  /** The values as {@link JsonEquality#key keys}; empty when every value is allowed. */
  public Set<Object> keys() {
    return Collections.unmodifiableSet(keys);
  }

  /** The values for a message. */
  public String listing() {
    return listing.length() <= 200 ? listing : listing.substring(0, 200) + "…";
  }
}
