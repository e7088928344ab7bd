package dev.surety.validation.fast.protobuf;

import org.jspecify.annotations.Nullable;

/** A boolean; which of the two are right is known before. */
final class Flag extends Payload {
  private final boolean yes;
  private final boolean no;
  private final @Nullable Slot slot;

  Flag(boolean yes, boolean no, @Nullable Slot slot) {
    this.yes = yes;
    this.no = no;
    this.slot = slot;
  }

  @Override
  int read(byte[] b, int at, int end, Wire wire) {
    int to = wire.varint(b, at);
    boolean value = wire.value != 0;
    if (to < 0 || !(value ? yes : no)) {
      return Wire.UNKNOWN;
    }
    if (slot != null) {
      slot.bool(value);
    }
    return to;
  }

  @Override
  void captureDefault() {
    if (slot != null) {
      slot.bool(false);
    }
  }
}
