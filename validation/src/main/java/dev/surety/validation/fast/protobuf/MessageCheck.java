package dev.surety.validation.fast.protobuf;

import java.util.Arrays;

/** The fields of a message by their tags, and what is to be said of those that are not there. */
final class MessageCheck {
  /** Fields that a check of one message can tell apart. */
  static final int MAX_FIELDS = 64;

  /** Tags of up to two bytes are looked up in a table; a field beyond is not known here. */
  static final int MAX_TAG = 1 << 14;

  /**
   * A field behind a tag.
   *
   * @param bit its own
   * @param conflicts bits of what must not have been there before: itself, the others of its oneof
   */
  record Field(Payload payload, long bit, long conflicts) {
    static final Field NEVER = new Field(Payload.NEVER, 0, 0);
  }

  private Field[] fields = new Field[0];

  /** Bits that must be there: what is required, and what has a default that is not right. */
  private long needed;

  /** Bits of members that are there, sent or not. */
  private long always;

  private int least;
  private int most = Integer.MAX_VALUE;

  /** Bits of fields whose default a rule reads, and the fields by the number of their bit. */
  private long captured;

  private final Payload[] defaults = new Payload[MAX_FIELDS];

  private boolean never;

  void put(int tag, Field field) {
    if (tag >= fields.length) {
      fields = Arrays.copyOf(fields, tag + 1);
    }
    fields[tag] = field;
  }

  void need(long bit) {
    needed |= bit;
  }

  void alwaysThere(long bit) {
    always |= bit;
  }

  void captureDefault(int index, Payload payload) {
    captured |= 1L << index;
    defaults[index] = payload;
  }

  void members(int least, int most) {
    this.least = least;
    this.most = most;
  }

  /** No message is known to be right. */
  void never() {
    never = true;
  }

  /** The fields by their tags; where there is none, null. */
  Field[] fields() {
    return fields;
  }

  /** Whether a message may begin here. */
  boolean begins(Wire wire) {
    return !never && ++wire.depth <= wire.maxDepth;
  }

  /** Whether all is there that must be; puts defaults where rules read them. */
  boolean ends(long seen, Wire wire) {
    wire.depth--;
    return (~seen & needed) == 0 && isCounted(seen) && captureAbsent(seen);
  }

  /**
   * For generated code: what stands where no expected field does.
   *
   * @return behind the tag of a known field, which is in the wire's value then; behind a field that
   *     is not known, with 0 in the wire's value; or {@link Wire#UNKNOWN}
   */
  int other(byte[] b, int from, int end, Wire wire) {
    int at = from;
    int tag = b[at++];
    if (tag < 0) {
      int high = b[at++];
      if (high <= 0) {
        return Wire.UNKNOWN;
      }
      tag = (tag & 0x7f) | high << 7;
    }
    if (tag >= fields.length || fields[tag] == null) {
      at = tag < 8 ? Wire.UNKNOWN : wire.skip(tag, b, at, end);
      tag = 0;
    }
    wire.value = tag;
    return at;
  }

  /** Whether the bytes are surely a right message. */
  boolean holds(byte[] b, int from, int end, Wire wire) {
    if (!begins(wire)) {
      return false;
    }
    Field[] table = fields;
    long seen = 0;
    int at = from;
    while (at < end) {
      int tag = b[at++];
      if (tag < 0) {
        int high = b[at++];
        if (high <= 0) {
          return false;
        }
        tag = (tag & 0x7f) | high << 7;
      }
      Field field = tag < table.length ? table[tag] : null;
      if (field == null) {
        at = tag < 8 ? Wire.UNKNOWN : wire.skip(tag, b, at, end);
      } else if ((seen & field.conflicts) != 0) {
        return false;
      } else {
        seen |= field.bit;
        at = field.payload.read(b, at, end, wire);
      }
      if (at < 0) {
        return false;
      }
    }
    return at == end && ends(seen, wire);
  }

  private boolean isCounted(long seen) {
    if (least == 0 && most == Integer.MAX_VALUE) {
      return true;
    }
    int members = Long.bitCount(seen | always);
    return members >= least && members <= most;
  }

  private boolean captureAbsent(long seen) {
    for (long left = captured & ~seen; left != 0; left &= left - 1) {
      defaults[Long.numberOfTrailingZeros(left)].captureDefault();
    }
    return true;
  }
}
