package dev.surety.validation.fast.avro;

import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;

/** A value that a rule reads. */
final class Captured extends Part {
  private final Part part;
  private final int slot;
  private final Kind kind;
  private final Slots slots;

  Captured(Part part, int slot, Kind kind, Slots slots) {
    this.part = part;
    this.slot = slot;
    this.kind = kind;
    this.slots = slots;
  }

  Part part() {
    return part;
  }

  @Override
  int read(byte[] b, int at, Input in, int depth) {
    int end = part.read(b, at, in, depth);
    if (in.isWithin(end)) {
      put(in);
    }
    return end;
  }

  /** Puts the value that was read last into the slot. */
  void put(Input in) {
    part.capture(slots, slot, kind, in);
  }
}
