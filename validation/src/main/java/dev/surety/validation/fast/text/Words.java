package dev.surety.validation.fast.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at once in a long, the first in its lowest bits. Where a method answers with marked
 * bytes, a marked byte has its highest bit set, and the lowest marked byte is exact.
 */
public final class Words {
  public static final long ONES = 0x0101010101010101L;
  public static final long HIGHS = 0x8080808080808080L;
  public static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
  public static final int NULL = 0x6c6c756e;
  public static final int TRUE = 0x65757274;
  public static final int ALSE = 0x65736c61;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  public static long load(byte[] b, int at) {
    return (long) LONGS.get(b, at);
  }

  public static int load4(byte[] b, int at) {
    return (int) INTS.get(b, at);
  }

  /** The lowest {@code count} bytes, from 0 to 8. */
  public static long mask(int count) {
    return count >= 8 ? -1L : (1L << (count * 8)) - 1;
  }

  /** Marks what ends a plain run of a string: quote, backslash, control characters, not ASCII. */
  public static long marksInString(long word) {
    long quote = (word ^ 0x2222222222222222L) - ONES;
    long backslash = (word ^ 0x5c5c5c5c5c5c5c5cL) - ONES;
    long control = word - 0x2020202020202020L;
    return (quote | backslash | control | word) & HIGHS;
  }

  /** Index of the first marked byte; 8 when none is. */
  public static int firstMarked(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** Mixes two numbers so that every bit of both matters. */
  public static long mix(long a, long b) {
    long hash = (a ^ Long.rotateLeft(b, 29)) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 32;
    hash *= 0xD6E8FEB86659FD93L;
    return hash ^ (hash >>> 29);
  }

  /** A hash of a range of bytes; reads up to seven bytes beyond it, and ignores them. */
  public static long hash(byte[] b, int from, int to) {
    int length = to - from;
    long hash = length;
    int at = from;
    for (; to - at >= 8; at += 8) {
      hash = mix(hash, load(b, at));
    }
    return mix(hash, load(b, at) & mask(to - at));
  }
}
