package dev.surety.validation.fast.protobuf;

import org.jspecify.annotations.Nullable;

/** A message inside of another one. */
final class Inner extends Payload {
  private final MessageCheck message;
  private final @Nullable Slot slot;

  Inner(MessageCheck message, @Nullable Slot slot) {
    this.message = message;
    this.slot = slot;
  }

  MessageCheck message() {
    return message;
  }

  /** Puts that it is there where rules read it. */
  void capture() {
    if (slot != null) {
      slot.message();
    }
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int from = wire.length(b, at, end);
    if (from < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    if (!message.holds(b, from, to, wire)) {
      return Wire.UNKNOWN;
    }
    capture();
    return to;
  }
}
