package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.Words;

/** JSON numbers of at most 18 digits, or 19 without a fraction, and without an exponent. */
final class Decimals {
  static final int MAX_SCALE = 18;
  static final long[] POWERS = new long[MAX_SCALE + 1];

  private static final long ZEROS = 0x3030303030303030L;

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Decimals() {}

  /**
   * Reads a number into the scan's mantissa and scale.
   *
   * @return the position behind it, or {@link Check#UNKNOWN} when it is none or another one
   */
  static int scan(byte[] b, int from, Scan scan) {
    int at = b[from] == '-' ? from + 1 : from;
    long word = Words.load(b, at) ^ ZEROS;
    int digits = digits(word);
    if (digits == 0 || (digits > 1 && b[at] == '0')) {
      return Check.UNKNOWN;
    }
    if (digits == 8) {
      return longer(b, from, at, scan);
    }
    long mantissa = value(word, digits);
    at += digits;
    int scale = 0;
    if (b[at] == '.') {
      word = Words.load(b, at + 1) ^ ZEROS;
      scale = digits(word);
      if (scale == 0) {
        return Check.UNKNOWN;
      }
      if (scale == 8) {
        return longer(b, from, at - digits, scan);
      }
      mantissa = mantissa * POWERS[scale] + value(word, scale);
      at += 1 + scale;
    }
    return finish(b, from, at, mantissa, scale, scan);
  }

  private static int finish(byte[] b, int from, int at, long mantissa, int scale, Scan scan) {
    if ((b[at] | 0x20) == 'e') {
      return Check.UNKNOWN;
    }
    scan.mantissa = b[from] == '-' ? -mantissa : mantissa;
    scan.scale = scale;
    scan.numberEnd = at;
    return at;
  }

  private static int longer(byte[] b, int from, int first, Scan scan) {
    long mantissa = 0;
    int at = first;
    long word = Words.load(b, at) ^ ZEROS;
    while (digits(word) == 8 && at - first < 16) {
      mantissa = mantissa * 100_000_000 + value(word, 8);
      at += 8;
      word = Words.load(b, at) ^ ZEROS;
    }
    int rest = Math.min(digits(word), 20 - (at - first));
    if (rest > 0) {
      mantissa = mantissa * POWERS[rest] + value(word, rest);
      at += rest;
    }
    int digits = at - first;
    int scale = 0;
    if (b[at] == '.' && digits <= MAX_SCALE) {
      int point = at++;
      while (b[at] >= '0' && b[at] <= '9' && at - first <= MAX_SCALE + 1) {
        mantissa = mantissa * 10 + b[at++] - '0';
      }
      scale = at - point - 1;
      digits += scale;
      if (scale == 0 || digits > MAX_SCALE) {
        return Check.UNKNOWN;
      }
    }
    // 19 digits that overflow are negative: unsigned, they fit 64 bits. The greatest long stands
    // for
    // bounds beyond it, so it is no mantissa.
    if (digits > MAX_SCALE + 1 || mantissa < 0 || mantissa == Long.MAX_VALUE || b[at] == '.') {
      return Check.UNKNOWN;
    }
    return finish(b, from, at, mantissa, scale, scan);
  }

  /** How many digits a word begins with. */
  private static int digits(long word) {
    return Words.firstMarked(((word + 0x7676767676767676L) | word) & Words.HIGHS);
  }

  /** The value of the first {@code count} digits, from 1 to 8: pairs, fours, eight. */
  private static long value(long word, int count) {
    long v = word << (64 - 8 * count);
    v = v * 10 + (v >>> 8);
    long pairs = (v & 0x000000FF000000FFL) * 0x000F424000000064L;
    return (pairs + ((v >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L) >>> 32;
  }
}
