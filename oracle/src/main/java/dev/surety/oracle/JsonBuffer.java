package dev.surety.oracle;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** A growing run of bytes with the few writes that transactions need; reused between records. */
final class JsonBuffer {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final long DAY_MS = 86_400_000L;

  private byte[] bytes = new byte[1024];
  private int size;
  private long cachedDay = Long.MIN_VALUE;
  private final byte[] cachedDate = new byte[10];

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  void truncate(int toSize) {
    size = toSize;
  }

  void overwrite(int at, byte[] with) {
    System.arraycopy(with, 0, bytes, at, with.length);
  }

  JsonBuffer put(byte[] run) {
    ensure(run.length);
    System.arraycopy(run, 0, bytes, size, run.length);
    size += run.length;
    return this;
  }

  JsonBuffer put(char ascii) {
    ensure(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  /** A non-negative number with leading zeros. */
  JsonBuffer digits(long number, int width) {
    ensure(width);
    long rest = number;
    for (int at = size + width - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += width;
    return this;
  }

  /** A non-negative number. */
  JsonBuffer number(long number) {
    int width = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      width++;
    }
    return digits(number, width);
  }

  /** The lowest {@code width} hexadecimal digits of a number. */
  JsonBuffer hex(long number, int width) {
    ensure(width);
    for (int shift = (width - 1) * 4; shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (number >>> shift) & 0xF];
    }
    return this;
  }

  /** A UUID of version 4 with quotes. */
  JsonBuffer uuid(long high, long low) {
    long versioned = (high & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long variant = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    put('"').hex(versioned >>> 32, 8).put('-').hex(versioned >>> 16, 4).put('-').hex(versioned, 4);
    return put('-').hex(variant >>> 48, 4).put('-').hex(variant, 12).put('"');
  }

  /** A point in time with quotes, such as {@code "2026-01-05T08:30:00.250+02:00"}. */
  JsonBuffer timestamp(long epochMs, int offsetHours) {
    long localMs = epochMs + offsetHours * 3_600_000L;
    long ofDayMs = Math.floorMod(localMs, DAY_MS);
    put('"').put(date(Math.floorDiv(localMs, DAY_MS))).put('T');
    digits(ofDayMs / 3_600_000L, 2).put(':').digits(ofDayMs / 60_000L % 60, 2).put(':');
    digits(ofDayMs / 1000 % 60, 2).put('.').digits(ofDayMs % 1000, 3);
    if (offsetHours == 0) {
      put('Z');
    } else {
      put(offsetHours < 0 ? '-' : '+').digits(Math.abs(offsetHours), 2).put(':').digits(0, 2);
    }
    return put('"');
  }

  private byte[] date(long epochDay) {
    if (epochDay != cachedDay) {
      byte[] date = LocalDate.ofEpochDay(epochDay).toString().getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(date, 0, cachedDate, 0, cachedDate.length);
      cachedDay = epochDay;
    }
    return cachedDate;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
