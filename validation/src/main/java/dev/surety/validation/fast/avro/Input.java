package dev.surety.validation.fast.avro;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.fast.text.ReadMoment;
import dev.surety.validation.fast.text.TextCheck;
import java.util.Arrays;

/**
 * The bytes of a record while it is read, and what its parts read last; reused.
 *
 * <p>The value is copied into a buffer with zeros behind it, so that a small value may be read at
 * its end without asking for it; whatever holds several asks between them. In front of it stand
 * texts that are of the schema and not of the record: symbols that rules read.
 */
final class Input {
  /** Less than the reference's limit. */
  static final int MAX_EMPTY = 50_000;

  final int maxDepth;

  /** Records and nulls so far, which may take no bytes. */
  int empty;

  /** Where the record ends. */
  int limit;

  /** The last whole number, or a decimal's digits. */
  long number;

  /** The last number that is none. */
  double real;

  /** The last text's or bytes' range. */
  int from;

  int to;

  /** Whether the last value was null. */
  boolean isNull;

  final ReadMoment moment = new ReadMoment();

  private byte[] texts = {};
  private byte[] buffer = {};
  private NameSet[] sets = {};

  Input(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /** Puts a text before the records; to be called before the first one. */
  int text(byte[] utf8) {
    int at = texts.length;
    texts = Arrays.copyOf(texts, at + utf8.length);
    System.arraycopy(utf8, 0, texts, at, utf8.length);
    return at;
  }

  /** Where a record begins. */
  int start() {
    return texts.length;
  }

  /** Copies a value from a position on; the buffer is valid until the next one. */
  byte[] load(byte[] value, int from) {
    int length = value.length - from;
    limit = texts.length + length;
    empty = 0;
    if (limit + TextCheck.PADDING > buffer.length) {
      buffer = new byte[Math.max(4096, Integer.highestOneBit(limit + TextCheck.PADDING) << 1)];
      System.arraycopy(texts, 0, buffer, 0, texts.length);
    }
    System.arraycopy(value, from, buffer, texts.length, length);
    Arrays.fill(buffer, limit, limit + TextCheck.PADDING, (byte) 0);
    return buffer;
  }

  /**
   * Reads a whole number.
   *
   * @return the position behind it; {@link Part#UNKNOWN} when it has more than 64 bits
   */
  int number(byte[] b, int at) {
    int first = b[at];
    if (first >= 0) {
      number = (first >>> 1) ^ -(first & 1);
      return at + 1;
    }
    return longer(b, at, first & 0x7f);
  }

  private int longer(byte[] b, int from, long first) {
    long bits = first;
    int at = from + 1;
    for (int shift = 7; shift < 64; shift += 7) {
      long next = b[at++];
      bits |= (next & 0x7f) << shift;
      if (next >= 0) {
        number = (bits >>> 1) ^ -(bits & 1);
        return shift == 63 && next > 1 ? Part.UNKNOWN : at;
      }
    }
    return Part.UNKNOWN;
  }

  /** Reads a length and what is so long into the range. */
  int range(byte[] b, int at) {
    int begin = number(b, at);
    if (begin < 0 || begin > limit || number < 0 || number > limit - begin) {
      return Part.UNKNOWN;
    }
    from = begin;
    to = begin + (int) number;
    return to;
  }

  /** The last value was not null. */
  void notNull() {
    isNull = false;
  }

  /** Whether a position is within the record, or at its end. */
  boolean isWithin(int at) {
    return Integer.compareUnsigned(at, limit) <= 0;
  }

  /** An empty set for a map at a depth. */
  NameSet set(int depth) {
    if (depth >= sets.length) {
      int before = sets.length;
      sets = Arrays.copyOf(sets, depth + 4);
      for (int i = before; i < sets.length; i++) {
        sets[i] = new NameSet();
      }
    }
    sets[depth].clear();
    return sets[depth];
  }

  /** The set of a depth as it is. */
  NameSet openSet(int depth) {
    return sets[depth];
  }
}
