package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of a subject.
 *
 * @param version from 1; a deleted version leaves a gap
 * @param id the schema's number in this registry, which records carry
 * @param guid the schema's number in all registries; null where the server has none
 */
public record SubjectVersion(
    String subject, int version, int id, @Nullable UUID guid, Schema schema) {
  public SubjectVersion {
    requireNonNull(subject, "subject");
    requireNonNull(schema, "schema");
  }
}
