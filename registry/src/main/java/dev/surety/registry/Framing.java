package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/** What the bytes of a key or value say of their schema. */
public sealed interface Framing {
  /** Calls the function for the case that this is. */
  <R> R match(
      Function<Framed, R> framed, Function<Plain, R> plain, Function<Malformed, R> malformed);

  /**
   * The schema is named.
   *
   * @param messageIndexes Protobuf: which message of the schema, from the outermost; empty
   *     otherwise
   * @param payloadOffset where the data begins, in bytes
   */
  record Framed(SchemaNumber schema, List<Integer> messageIndexes, int payloadOffset)
      implements Framing {
    public Framed {
      requireNonNull(schema, "schema");
      messageIndexes = List.copyOf(messageIndexes);
    }

    @Override
    public <R> R match(
        Function<Framed, R> framed, Function<Plain, R> plain, Function<Malformed, R> malformed) {
      return framed.apply(this);
    }
  }

  /** Nothing names a schema: all bytes are data. */
  record Plain() implements Framing {
    @Override
    public <R> R match(
        Function<Framed, R> framed, Function<Plain, R> plain, Function<Malformed, R> malformed) {
      return plain.apply(this);
    }
  }

  /**
   * A frame begins and does not end as it should.
   *
   * @param reason for people; quotes no data
   */
  record Malformed(String reason) implements Framing {
    public Malformed {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<Framed, R> framed, Function<Plain, R> plain, Function<Malformed, R> malformed) {
      return malformed.apply(this);
    }
  }
}
