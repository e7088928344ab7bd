package dev.surety.validation;

import org.jspecify.annotations.Nullable;

/** A record as it is on the topic. The arrays are read, never changed and never kept. */
public interface RecordInput {
  /** The key's bytes; null for a record without a key. */
  byte @Nullable [] key();

  /** The value's bytes; null for a tombstone. */
  byte @Nullable [] value();

  /**
   * Where the payload begins in {@link #value()}: behind a schema id, for instance. At most the
   * value's length; not asked for where there is no value.
   */
  default int payloadStart() {
    return 0;
  }

  /** How many headers there are; a name may occur more than once. */
  int headerCount();

  /** Name of header {@code index}, from 0. */
  String headerName(int index);

  /** Bytes of header {@code index}, from 0. */
  byte @Nullable [] headerValue(int index);
}
