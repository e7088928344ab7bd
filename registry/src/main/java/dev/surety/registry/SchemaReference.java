package dev.surety.registry;

import static java.util.Objects.requireNonNull;

/**
 * A schema that another one uses.
 *
 * @param name how the schema names it: a type's full name in Avro, an import in Protobuf, a {@code
 *     $ref} in JSON Schema
 * @param subject where it is registered
 * @param version its version there
 */
public record SchemaReference(String name, String subject, int version) {
  public SchemaReference {
    requireNonNull(name, "name");
    requireNonNull(subject, "subject");
  }
}
