package dev.surety.validation.fast.protobuf;

import dev.surety.validation.rule.compiled.Capture;
import dev.surety.validation.rule.compiled.Kind;
import dev.surety.validation.rule.compiled.Slots;
import org.jspecify.annotations.Nullable;

/** Where the value of a field goes that rules read. What its kind cannot hold is unreadable. */
final class Slot {
  private static final long EXACT_DOUBLES = 1L << 53;

  private final Slots slots;
  private final int slot;
  private final Kind kind;

  private Slot(Slots slots, Capture capture) {
    this.slots = slots;
    this.slot = capture.slot();
    this.kind = capture.kind();
  }

  /** Null when nothing of the value itself is read. */
  static @Nullable Slot of(Slots slots, @Nullable Capture capture) {
    return capture == null || capture.slot() == Capture.NONE ? null : new Slot(slots, capture);
  }

  void whole(long value) {
    switch (kind) {
      case LONG -> slots.setLong(slot, value);
      case DOUBLE -> slots.setDouble(slot, value);
      default -> present();
    }
  }

  /** {@code value}: as it is written in JSON. */
  void real(double value) {
    if (kind == Kind.DOUBLE) {
      slots.setDouble(slot, value);
    } else if (kind == Kind.LONG && Math.abs(value) < EXACT_DOUBLES && Math.rint(value) == value) {
      slots.setLong(slot, (long) value);
    } else {
      present();
    }
  }

  void bool(boolean value) {
    if (kind == Kind.BOOLEAN || kind == Kind.DYNAMIC) {
      slots.setBoolean(slot, value);
    } else {
      present();
    }
  }

  void text(int start, int end) {
    if (kind == Kind.STRING || kind == Kind.DYNAMIC) {
      slots.setString(slot, start, end);
    } else {
      present();
    }
  }

  void moment(long seconds, int nanos) {
    if (kind == Kind.TIMESTAMP) {
      slots.setTimestamp(slot, seconds, nanos);
    } else {
      present();
    }
  }

  boolean isMoment() {
    return kind == Kind.TIMESTAMP;
  }

  /** A message; more than that it is there is not held. */
  void message() {
    if (kind == Kind.DYNAMIC) {
      slots.setPresent(slot);
    } else {
      present();
    }
  }

  /** It is there, and what it is cannot be held. */
  void present() {
    if (kind == Kind.PRESENCE) {
      slots.setPresent(slot);
    } else {
      slots.setUnreadable(slot);
    }
  }
}
