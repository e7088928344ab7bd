package dev.surety.validation.fast.text;

import dev.surety.contract.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * Dates, times and timestamps of RFC 3339, as {@code IsoFormat} reads them. A leap second is left
 * to it.
 */
public final class Moments implements Prefix {
  private static final int NONE = -1;
  private static final int SECONDS_PER_DAY = 86_400;
  private static final long DIGITS_OF_DATE = 0x00ffff00ffffffffL;
  private static final long DASHES = 0x2d00002d00000000L;
  private static final long COLONS_OF_TIME = 0x00003a00003a0000L;
  private static final long DIGITS_OF_TIME = 0xffff00ffff00ffffL;

  /** Days before each month; months of 31, 30 and 28 days. */
  private static final int[] DAYS_BEFORE = {
    0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private static final int[] LENGTHS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final int[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private final LogicalType type;
  private final boolean offsetRequired;
  private final boolean offsetForbidden;
  private final boolean instantNeeded;
  private final boolean zoneIsUtc;
  private final ReadMoment read;

  /**
   * @param timezone whether an offset must be there
   * @param instantNeeded whether the instant matters, and not only that there is one
   * @param zoneIsUtc whether a time without an offset is one in UTC
   * @param read where the instant is put
   */
  public Moments(
      LogicalType type,
      @Nullable Boolean timezone,
      boolean instantNeeded,
      boolean zoneIsUtc,
      ReadMoment read) {
    this.type = type;
    this.offsetRequired = Boolean.TRUE.equals(timezone);
    this.offsetForbidden = Boolean.FALSE.equals(timezone);
    this.instantNeeded = instantNeeded;
    this.zoneIsUtc = zoneIsUtc;
    this.read = read;
  }

  @Override
  public int end(byte[] b, int from, int to) {
    read.seconds = 0;
    read.nanos = 0;
    int end = read(b, from, to);
    read.end = end >= 0 && instantNeeded ? end : 0;
    return end;
  }

  private int read(byte[] b, int from, int to) {
    return switch (type) {
      case DATE -> to - from >= 10 && date(b, from) ? from + 10 : NONE;
      case TIME -> time(b, from, to);
      default ->
          to - from > 18 && date(b, from) && (b[from + 10] | 0x20) == 't'
              ? time(b, from + 11, to)
              : NONE;
    };
  }

  private boolean date(byte[] b, int at) {
    long word = Words.load(b, at);
    int day = pair(b, at + 8);
    if (((word ^ DASHES) & ~DIGITS_OF_DATE) != 0 || !areDigits(word, DIGITS_OF_DATE) || day <= 0) {
      return false;
    }
    int year = two(b, at) * 100 + two(b, at + 2);
    int month = two(b, at + 5);
    if (month < 1 || month > 12) {
      return false;
    }
    boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    if (day > LENGTHS[month] && !(leap && month == 2 && day == 29)) {
      return false;
    }
    if (instantNeeded) {
      int before = year - 1;
      // Days from 0001-01-01 on; year 0 is before it.
      long days = before * 365L + (before >> 2) - Math.floorDiv(before, 100);
      days += Math.floorDiv(before, 400) + DAYS_BEFORE[month] + day - 1;
      read.seconds = (days + (leap && month > 2 ? 1 : 0) - 719_162) * SECONDS_PER_DAY;
    }
    return true;
  }

  private int time(byte[] b, int at, int to) {
    if (to - at < 8) {
      return NONE;
    }
    long word = Words.load(b, at);
    if (((word ^ COLONS_OF_TIME) & ~DIGITS_OF_TIME) != 0 || !areDigits(word, DIGITS_OF_TIME)) {
      return NONE;
    }
    int hour = two(b, at);
    int minute = two(b, at + 3);
    int second = two(b, at + 6);
    if (hour > 23 || minute > 59 || second > 59) {
      return NONE;
    }
    read.seconds += hour * 3600 + minute * 60 + second;
    return offset(b, fraction(b, at + 8, to), to);
  }

  /** The end of a fraction; where there is none, where it would begin. */
  private int fraction(byte[] b, int from, int to) {
    if (from == to || b[from] != '.') {
      return from;
    }
    int at = from + 1;
    int nanos = 0;
    for (; at < to && b[at] >= '0' && b[at] <= '9'; at++) {
      if (at - from <= 9) {
        nanos = nanos * 10 + b[at] - '0';
      }
    }
    int digits = at - from - 1;
    if (digits < 9) {
      nanos *= POWERS[9 - digits];
    }
    read.nanos = nanos;
    // A point without digits is refused: the offset cannot begin with it.
    return digits == 0 ? from : at;
  }

  private int offset(byte[] b, int at, int to) {
    byte c = at < to ? b[at] : 0;
    if ((c | 0x20) == 'z') {
      return offsetForbidden ? NONE : at + 1;
    }
    if (c == '+' || c == '-') {
      return !offsetForbidden && to - at >= 6 && isOffset(b, at) ? at + 6 : NONE;
    }
    return !offsetRequired && (zoneIsUtc || !instantNeeded) ? at : NONE;
  }

  private boolean isOffset(byte[] b, int at) {
    int hours = pair(b, at + 1);
    int minutes = pair(b, at + 4);
    int seconds = hours * 3600 + minutes * 60;
    read.seconds += b[at] == '+' ? -seconds : seconds;
    return b[at + 3] == ':' && hours >= 0 && hours <= 23 && minutes >= 0 && minutes <= 59;
  }

  /** Whether the bytes of a word under a mask are digits. */
  private static boolean areDigits(long word, long mask) {
    long digits = (word ^ 0x3030303030303030L) & mask;
    return ((digits + (0x7676767676767676L & mask) | digits) & Words.HIGHS) == 0;
  }

  private static int two(byte[] b, int at) {
    return b[at] * 10 + b[at + 1] - '0' * 11;
  }

  /** Two digits; -1 when they are none. */
  private static int pair(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
  }
}
