package dev.surety.validation.fast.protobuf;

import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import org.jspecify.annotations.Nullable;

/**
 * Where the items of a list, or the entries of a map, go that a rule reads.
 *
 * @param slot the list's own slot
 * @param key the slot of an entry's key; {@link Capture#NONE} when keys are not read
 * @param kind what the slot holds
 */
record Rows(Slots slots, int slot, int key, Kind kind) {
  static @Nullable Rows of(Slots slots, @Nullable Capture capture) {
    return capture == null || capture.slot() == Capture.NONE
        ? null
        : new Rows(slots, capture.slot(), capture.key(), capture.kind());
  }

  private boolean isList() {
    return kind == Kind.LIST || kind == Kind.MAP;
  }

  void open() {
    if (isList()) {
      slots.openList(slot);
    } else if (kind == Kind.PRESENCE) {
      slots.setPresent(slot);
    } else {
      slots.setUnreadable(slot);
    }
  }

  void next() {
    if (isList()) {
      slots.nextRow(slot);
    }
  }

  /** The key of the entry that began last; one that is no text cannot be held. */
  void key(int start, int end, boolean isText) {
    if (key != Capture.NONE) {
      if (isText) {
        slots.setString(key, start, end);
      } else {
        slots.setUnreadable(key);
      }
    }
  }

  void close() {
    if (isList()) {
      slots.closeList(slot);
    }
  }
}
