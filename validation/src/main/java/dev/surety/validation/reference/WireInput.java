package dev.surety.validation.reference;

/** Protobuf's wire format, read strictly: what is no field of it is {@link Malformed}. */
final class WireInput {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int START_GROUP = 3;
  static final int END_GROUP = 4;
  static final int FIXED32 = 5;

  private static final int MAX_VARINT = 10;

  private final byte[] bytes;
  private int at;

  WireInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes are no fields; the message is a clause without its place. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  int at() {
    return at;
  }

  void seek(int to) {
    at = to;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Field number and wire type; the number is not 0 and the type one that there is. */
  int tag(int end) throws Malformed {
    long tag = varint(end);
    if (tag < 0 || tag > 0xffff_ffffL) {
      throw new Malformed("the number of a field is beyond the greatest one");
    }
    if (tag >>> 3 == 0) {
      throw new Malformed("a field has number 0");
    }
    if ((tag & 7) > FIXED32) {
      throw new Malformed("a field has wire type " + (tag & 7) + ", which does not exist");
    }
    return (int) tag;
  }

  /** Up to ten bytes; bits beyond 64 are not read. */
  long varint(int end) throws Malformed {
    long value = 0;
    for (int i = 0; i < MAX_VARINT; i++) {
      if (at >= end) {
        throw new Malformed("a number is cut off");
      }
      byte b = bytes[at++];
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new Malformed("a number has more than " + MAX_VARINT + " bytes");
  }

  long fixed(int size, int end) throws Malformed {
    if (end - at < size) {
      throw new Malformed("a number is cut off");
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) (bytes[at++] & 0xff) << (8 * i);
    }
    return value;
  }

  /** Where what has a length before it ends. */
  int lengthEnd(int end) throws Malformed {
    long length = varint(end);
    if (length < 0 || length > end - at) {
      throw new Malformed("a field ends beyond what it is in");
    }
    return at + (int) length;
  }

  /**
   * Goes past a field that nobody reads.
   *
   * @param levels how deep groups in it may nest
   * @return false when they nest deeper
   */
  boolean skip(int tag, int end, int levels) throws Malformed {
    switch (tag & 7) {
      case VARINT -> varint(end);
      case FIXED64 -> fixed(8, end);
      case FIXED32 -> fixed(4, end);
      case LENGTH -> at = lengthEnd(end);
      case START_GROUP -> {
        return skipGroup(tag >>> 3, end, levels);
      }
      default -> throw new Malformed("a group ends that has not begun");
    }
    return true;
  }

  private boolean skipGroup(int number, int end, int levels) throws Malformed {
    if (levels <= 0) {
      return false;
    }
    while (true) {
      if (at >= end) {
        throw new Malformed("a group does not end");
      }
      int tag = tag(end);
      if ((tag & 7) == END_GROUP) {
        if (tag >>> 3 != number) {
          throw new Malformed("a group ends that has not begun");
        }
        return true;
      }
      if (!skip(tag, end, levels - 1)) {
        return false;
      }
    }
  }
}
