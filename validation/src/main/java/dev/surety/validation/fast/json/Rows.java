package dev.surety.validation.fast.json;

import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Slots;

/**
 * Where the items of an array, or the entries of a map, go that a rule reads.
 *
 * @param slot the list's own slot
 * @param key the slot of an entry's key; {@link Capture#NONE} when keys are not read
 */
record Rows(Slots slots, int slot, int key) {
  void open() {
    slots.openList(slot);
  }

  void next() {
    slots.nextRow(slot);
  }

  void close() {
    slots.closeList(slot);
  }

  /** Puts the key of an entry, a string at {@code at}, into its slot. */
  void key(byte[] b, int at) {
    if (key != Capture.NONE) {
      Captured.captureString(slots, key, b, at);
    }
  }

  /** An entry whose value is null counts as absent. */
  void drop() {
    slots.dropRow(slot);
  }
}
