package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.fast.text.ReadMoment;
import dev.surety.validation.fast.text.TextCheck;
import java.util.Arrays;

/**
 * What a validator needs while it reads a record; reused from record to record.
 *
 * <p>The value is copied into a buffer with zeros behind it (ten nanoseconds for 500 bytes). So a
 * word may be read at any position of the value, and no loop needs to ask for the end: a zero byte
 * is legal nowhere in JSON and ends all of them.
 */
final class Scan {
  private static final NameSet[] NO_SETS = {};
  private static final long[][] NO_MARKS = {};

  final Fingerprint fingerprint = new Fingerprint(this);

  private byte[] buffer = new byte[4096];
  private NameSet[] sets = NO_SETS;
  private long[][] marks = NO_MARKS;

  /** What {@link Numbers#scan} read last: the number is {@code mantissa} · 10^-{@code scale}. */
  long mantissa;

  int scale;

  /** Where it ends. */
  int numberEnd;

  /** The date or time read last. */
  final ReadMoment moment = new ReadMoment();

  /** Copies a value from a position on; the buffer is valid until the next one. */
  byte[] load(byte[] value, int from) {
    int length = value.length - from;
    if (length + TextCheck.PADDING > buffer.length) {
      buffer = new byte[Integer.highestOneBit(length + TextCheck.PADDING) << 1];
    }
    System.arraycopy(value, from, buffer, 0, length);
    Arrays.fill(buffer, length, length + TextCheck.PADDING, (byte) 0);
    return buffer;
  }

  /** An empty set for an object or array at a depth; one that is nested has another. */
  NameSet set(int depth) {
    if (depth >= sets.length) {
      int before = sets.length;
      sets = Arrays.copyOf(sets, depth + 4);
      for (int i = before; i < sets.length; i++) {
        sets[i] = new NameSet();
      }
    }
    NameSet set = sets[depth];
    set.clear();
    return set;
  }

  /** The set of a depth as it is. */
  NameSet openSet(int depth) {
    return sets[depth];
  }

  /** Cleared words for an object of more than 64 properties at a depth. */
  long[] marks(int depth, int words) {
    if (depth >= marks.length) {
      int before = marks.length;
      marks = Arrays.copyOf(marks, depth + 4);
      Arrays.fill(marks, before, marks.length, new long[0]);
    }
    if (marks[depth].length < words) {
      marks[depth] = new long[words];
    }
    Arrays.fill(marks[depth], 0);
    return marks[depth];
  }
}
