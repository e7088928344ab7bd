package dev.surety.validation.fast.protobuf;

import dev.surety.contract.LogicalType;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import org.jspecify.annotations.Nullable;

/** A {@code google.protobuf.Timestamp} of which the contract says that it is a timestamp. */
final class Stamp extends Payload {
  private static final long LEAST = -62_135_596_800L;
  private static final long GREATEST = 253_402_300_799L;
  private static final int NANOS = 1_000_000_000;
  private static final int SECONDS_TAG = 8;
  private static final int NANOS_TAG = 16;

  private final Bounds bounds;
  private final @Nullable Slot slot;

  Stamp(Shape.Temporal shape, @Nullable Slot slot) {
    this.bounds = new Bounds(shape);
    this.slot = slot;
  }

  /** Whether the contract takes its JSON form, which ends in Z. */
  static boolean isFor(Node node) {
    return node.allowed().keys().isEmpty()
        && node.shape() instanceof Shape.Temporal temporal
        && temporal.type() == LogicalType.TIMESTAMP
        && temporal.format().isIso()
        && !Boolean.FALSE.equals(temporal.format().timezone());
  }

  @Override
  int read(byte[] b, int from, int end, Wire wire) {
    int at = wire.length(b, from, end);
    if (at < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    long seconds = 0;
    long nanos = 0;
    if (at < to && b[at] == SECONDS_TAG) {
      at = wire.varint(b, at + 1);
      seconds = wire.value;
    }
    if (at >= 0 && at < to && b[at] == NANOS_TAG) {
      at = wire.varint(b, at + 1);
      nanos = (int) wire.value;
    }
    // Fields in another order, several times or unknown are rare.
    if (at != to || seconds < LEAST || seconds > GREATEST || nanos < 0 || nanos >= NANOS) {
      return Wire.UNKNOWN;
    }
    if (!bounds.hold(seconds, (int) nanos)) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      slot.moment(seconds, (int) nanos);
    }
    return to;
  }
}
