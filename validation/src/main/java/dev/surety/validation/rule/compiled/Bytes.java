package dev.surety.validation.rule.compiled;

import java.util.Arrays;

/** Strings as ranges of UTF-8. */
final class Bytes {
  /** What {@link #compare} cannot say. */
  static final int UNSURE = Integer.MIN_VALUE;

  /** Steps of a search, beyond which it is left to CEL. */
  private static final long MAX_SEARCH = 1 << 24;

  /** The lead bytes from U+E000 on: there UTF-8's order is not that of UTF-16, which CEL uses. */
  private static final int SURROGATES_MATTER = 0xee;

  private Bytes() {}

  static boolean equal(byte[] a, int from, int to, byte[] b, int fromB, int toB) {
    return to - from == toB - fromB && Arrays.equals(a, from, to, b, fromB, toB);
  }

  static int compare(byte[] a, int from, int to, byte[] b, int fromB, int toB) {
    int at = Arrays.mismatch(a, from, to, b, fromB, toB);
    if (at < 0) {
      return 0;
    }
    if (at == to - from) {
      return -1;
    }
    if (at == toB - fromB) {
      return 1;
    }
    int x = a[from + at] & 0xff;
    int y = b[fromB + at] & 0xff;
    return x >= SURROGATES_MATTER && y >= SURROGATES_MATTER ? UNSURE : x - y;
  }

  /** A {@link Truth}: whether the second occurs in the first. */
  static int contains(byte[] a, int from, int to, byte[] b, int fromB, int toB) {
    int length = toB - fromB;
    if (length == 0) {
      return Truth.TRUE;
    }
    if ((long) (to - from) * length > MAX_SEARCH) {
      return Truth.UNSURE;
    }
    byte first = b[fromB];
    for (int at = from; at <= to - length; at++) {
      if (a[at] == first && Arrays.equals(a, at, at + length, b, fromB, toB)) {
        return Truth.TRUE;
      }
    }
    return Truth.FALSE;
  }

  static int codePoints(byte[] a, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += (a[i] & 0xc0) == 0x80 ? 0 : 1;
    }
    return count;
  }
}
