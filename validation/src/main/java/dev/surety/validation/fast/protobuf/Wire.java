package dev.surety.validation.fast.protobuf;

import dev.surety.validation.fast.text.ReadMoment;
import dev.surety.validation.fast.text.TextCheck;
import java.util.Arrays;

/**
 * What a validator needs while it reads a record; reused from record to record.
 *
 * <p>The message is copied into a buffer, behind the names that rules may read of enums and with
 * zeros behind it: a zero ends every number, so no number is read beyond them.
 */
final class Wire {
  static final int UNKNOWN = -1;

  private static final int MAX_KEYS = 64;

  final ReadMoment moment = new ReadMoment();
  final int maxDepth;

  /** The last number that was read. */
  long value;

  int depth;

  private byte[] names = {};
  private byte[] buffer = new byte[4096];
  private final int[] keyStarts = new int[MAX_KEYS];
  private final int[] keyEnds = new int[MAX_KEYS];
  private int keys;

  Wire(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Keeps a name in front of every message; where it stands. */
  int keep(byte[] name) {
    int at = names.length;
    names = Arrays.copyOf(names, at + name.length);
    System.arraycopy(name, 0, names, at, name.length);
    System.arraycopy(names, 0, room(0), 0, names.length);
    return at;
  }

  private byte[] room(int length) {
    int needed = names.length + length + TextCheck.PADDING;
    if (needed > buffer.length) {
      buffer = new byte[Integer.highestOneBit(needed) << 1];
      System.arraycopy(names, 0, buffer, 0, names.length);
    }
    return buffer;
  }

  /** Copies a message; the buffer is valid until the next one. */
  byte[] load(byte[] value, int from) {
    int length = value.length - from;
    byte[] b = room(length);
    System.arraycopy(value, from, b, names.length, length);
    int end = names.length + length;
    Arrays.fill(b, end, end + TextCheck.PADDING, (byte) 0);
    depth = 0;
    keys = 0;
    return b;
  }

  /** Where the message begins in the buffer. */
  int start() {
    return names.length;
  }

  /** Reads a number into {@link #value}; the position behind it. */
  int varint(byte[] b, int from) {
    int at = from;
    long read = b[at++];
    if (read >= 0) {
      value = read;
      return at;
    }
    read &= 0x7f;
    for (int shift = 7; shift < 70; shift += 7) {
      byte next = b[at++];
      read |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        value = read;
        return at;
      }
    }
    return UNKNOWN;
  }

  /** Reads a length; where what has it begins, with its end in {@link #value}. */
  int length(byte[] b, int from, int end) {
    int at = from;
    long length = b[at++];
    if (length < 0) {
      at = varint(b, from);
      length = value;
    }
    if (at < 0 || at > end || length < 0 || length > end - at) {
      return UNKNOWN;
    }
    value = at + length;
    return at;
  }

  /** Where the last length ends, or the last tag. */
  int behind() {
    return (int) value;
  }

  /** Goes past a field that the schema does not know. */
  int skip(int tag, byte[] b, int at, int end) {
    return switch (tag & 7) {
      case 0 -> varint(b, at);
      case 1 -> at + 8;
      case 2 -> length(b, at, end) < 0 ? UNKNOWN : (int) value;
      case 5 -> at + 4;
      default -> UNKNOWN;
    };
  }

  /** How many keys are noted: to give back to {@link #forgetKeys}. */
  int openKeys() {
    return keys;
  }

  void forgetKeys(int to) {
    keys = to;
  }

  /** Notes a key; false when it was noted since {@code from}, or there are too many. */
  boolean isNewKey(byte[] b, int start, int end, int from) {
    if (keys == MAX_KEYS) {
      return false;
    }
    for (int i = from; i < keys; i++) {
      if (Arrays.equals(b, keyStarts[i], keyEnds[i], b, start, end)) {
        return false;
      }
    }
    keyStarts[keys] = start;
    keyEnds[keys++] = end;
    return true;
  }
}
