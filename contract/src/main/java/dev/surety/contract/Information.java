package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a property, or of a record type, to people and to other schema languages.
 * No record is judged by it.
 *
 * @param description what it means; empty when not given
 * @param businessName what people call it; null when not given
 * @param physicalName what it is called where it is stored; null when not given
 * @param physicalType its type there, such as {@code decimal(10,2)} or {@code sint32}; null when
 *     not given
 * @param examples values that it may have, as far as they are scalars: a {@code String}, {@code
 *     BigDecimal} or {@code Boolean} each
 * @param deprecated whether it should be used no more
 */
public record Information(
    String description,
    @Nullable String businessName,
    @Nullable String physicalName,
    @Nullable String physicalType,
    List<Object> examples,
    boolean deprecated) {
  /** Nothing is said. */
  public static final Information NONE = new Information("", null, null);

  public Information {
    requireNonNull(description, "description");
    examples = List.copyOf(examples);
  }

  /** Without a business name and examples, and not deprecated. */
  public Information(
      String description, @Nullable String physicalName, @Nullable String physicalType) {
    this(description, null, physicalName, physicalType, List.of(), false);
  }
}
