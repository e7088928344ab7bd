package dev.surety.validation.fast.avro;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.avro.Schema;

/** Which types may have values that take no bytes. */
final class EmptyTypes {
  private EmptyTypes() {}

  /** Whether every value of a type takes a byte at least. */
  static boolean takesBytes(Schema schema) {
    return takesBytes(schema, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean takesBytes(Schema schema, Set<Schema> seen) {
    return switch (schema.getType()) {
      case NULL -> false;
      case FIXED -> schema.getFixedSize() > 0;
      case RECORD ->
          seen.add(schema)
              && schema.getFields().stream().anyMatch(field -> takesBytes(field.schema(), seen));
      default -> true;
    };
  }
}
