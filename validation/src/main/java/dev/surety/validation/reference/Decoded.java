package dev.surety.validation.reference;

import org.jspecify.annotations.Nullable;

/**
 * A decoded value: objects and maps are {@code Map<String, Object>}, arrays {@code List}, numbers
 * {@code Long} or {@code BigDecimal}, texts {@code String}, then {@code Boolean} and null.
 *
 * @param complete false when the bytes are no value of their format within the limits; then there
 *     is no value
 */
record Decoded(boolean complete, @Nullable Object value) {
  static final Decoded NOTHING = new Decoded(false, null);
}
