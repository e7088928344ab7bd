package dev.surety.validation.fast.avro;

import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;

/** A part of a record: how it is encoded and what it must be. */
abstract class Part {
  /** The value is wrong, or too unusual to be decided here. */
  static final int UNKNOWN = -1;

  /** No value is right, or can be decided here. */
  static final Part NOTHING =
      new Part() {
        @Override
        int read(byte[] b, int at, Input in, int depth) {
          return UNKNOWN;
        }
      };

  /**
   * Reads the value that begins at {@code at}.
   *
   * @param depth of the object or array around it
   * @return the position behind it, which may be behind the record's end; or {@link #UNKNOWN}
   */
  abstract int read(byte[] b, int at, Input in, int depth);

  /** Puts the value that was read last into a slot. */
  void capture(Slots slots, int slot, Kind kind, Input in) {
    if (kind == Kind.PRESENCE) {
      slots.setPresent(slot);
    } else {
      slots.setUnreadable(slot);
    }
  }
}
