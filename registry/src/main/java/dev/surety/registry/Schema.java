package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A schema as a registry keeps it.
 *
 * @param text in its own language, as it was registered
 * @param references the schemas that it uses, in the order in which the registry gives them
 */
public record Schema(SchemaType type, String text, List<SchemaReference> references) {
  public Schema {
    requireNonNull(type, "type");
    requireNonNull(text, "text");
    references = List.copyOf(references);
  }

  /** A schema that uses no other. */
  public static Schema of(SchemaType type, String text) {
    return new Schema(type, text, List.of());
  }
}
