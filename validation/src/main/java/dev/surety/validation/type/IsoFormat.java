package dev.surety.validation.type;

import dev.surety.contract.LogicalType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339, read by hand: a record has several of these, and java.time's parser would say no with
 * an exception. A leap second is the last second of its UTC day, and means the one that follows.
 */
record IsoFormat(LogicalType type, @Nullable Boolean timezone, ZoneId defaultZone)
    implements TemporalFormat {
  private static final LocalDate EPOCH = LocalDate.of(1970, 1, 1);

  @Override
  public @Nullable Instant parse(String text) {
    return switch (type) {
      case DATE -> {
        LocalDate date = text.length() == 10 ? date(text) : null;
        yield date == null ? null : date.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      case TIME -> time(text, 0, EPOCH);
      case TIMESTAMP -> {
        boolean separated =
            text.length() > 11 && (text.charAt(10) == 'T' || text.charAt(10) == 't');
        LocalDate date = separated ? date(text) : null;
        yield date == null ? null : time(text, 11, date);
      }
      default -> throw new IllegalStateException("no temporal type: " + type);
    };
  }

  @Override
  public boolean isIso() {
    return true;
  }

  @Override
  public String expected() {
    String offset = timezone == null ? "" : timezone ? " with an offset" : " without an offset";
    return switch (type) {
      case DATE -> "a date such as 2024-02-29";
      case TIME -> "a time" + offset + " such as 23:59:59" + (offsetForbidden() ? "" : "Z");
      default ->
          "an RFC 3339 timestamp"
              + offset
              + " such as 2024-02-29T23:59:59"
              + (offsetForbidden() ? "" : "Z");
    };
  }

  private boolean offsetForbidden() {
    return Boolean.FALSE.equals(timezone);
  }

  private static @Nullable LocalDate date(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 0 || month < 1 || month > 12 || day < 1) {
      return null;
    }
    return day <= YearMonth.of(year, month).lengthOfMonth() ? LocalDate.of(year, month, day) : null;
  }

  private @Nullable Instant time(String text, int from, LocalDate date) {
    if (text.length() < from + 8 || text.charAt(from + 2) != ':' || text.charAt(from + 5) != ':') {
      return null;
    }
    int hour = digits(text, from, from + 2);
    int minute = digits(text, from + 3, from + 5);
    int second = digits(text, from + 6, from + 8);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return null;
    }
    int at = from + 8;
    int nanos = 0;
    if (at < text.length() && text.charAt(at) == '.') {
      int end = at + 1;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      // More than nine digits are legal in RFC 3339; a nanosecond is as fine as Java's clock goes.
      int kept = Math.min(end - at - 1, 9);
      if (kept == 0) {
        return null;
      }
      nanos = digits(text, at + 1, at + 1 + kept);
      for (int i = kept; i < 9; i++) {
        nanos *= 10;
      }
      at = end;
    }
    LocalDateTime local = date.atTime(LocalTime.of(hour, minute, Math.min(second, 59), nanos));
    Instant instant = withOffset(local, text, at);
    if (instant == null || second < 60) {
      return instant;
    }
    Instant next = instant.plusSeconds(1);
    return Math.floorMod(next.getEpochSecond(), 86_400L) == 0 ? next : null;
  }

  private @Nullable Instant withOffset(LocalDateTime local, String text, int at) {
    int left = text.length() - at;
    if (left == 0) {
      return Boolean.TRUE.equals(timezone) ? null : local.atZone(defaultZone).toInstant();
    }
    if (offsetForbidden()) {
      return null;
    }
    char sign = text.charAt(at);
    if (left == 1 && (sign == 'Z' || sign == 'z')) {
      return local.toInstant(ZoneOffset.UTC);
    }
    if (left != 6 || (sign != '+' && sign != '-') || text.charAt(at + 3) != ':') {
      return null;
    }
    int hours = digits(text, at + 1, at + 3);
    int minutes = digits(text, at + 4, at + 6);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return null;
    }
    long seconds = hours * 3600L + minutes * 60L;
    return local.toInstant(ZoneOffset.UTC).minusSeconds(sign == '+' ? seconds : -seconds);
  }

  private static int digits(String text, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        return -1;
      }
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
