package dev.surety.registry;

import java.util.Optional;

/** The schema languages of the Confluent-compatible API. */
public enum SchemaType {
  AVRO,
  JSON,
  PROTOBUF;

  /** By its name in the API; empty for one that this version does not know. */
  static Optional<SchemaType> named(String name) {
    for (SchemaType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
