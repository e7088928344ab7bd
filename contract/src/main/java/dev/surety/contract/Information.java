package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a property, or of a record type, to people and to other schema languages.
 * No record is judged by it.
 *
 * @param description what it means; empty when not given
 * @param physicalName what it is called where it is stored; null when not given
 * @param physicalType its type there, such as {@code decimal(10,2)} or {@code sint32}; null when
 *     not given
 */
public record Information(
    String description, @Nullable String physicalName, @Nullable String physicalType) {
  /** Nothing is said. */
  public static final Information NONE = new Information("", null, null);

  public Information {
    requireNonNull(description, "description");
  }
}
