package dev.surety.validation.fast.text;

import dev.surety.contract.LogicalType;
import dev.surety.validation.type.StringFormat;

/**
 * String formats on bytes. Each says yes only where {@link StringFormat} does; what it does not
 * know (quoted local parts, addresses as hosts, user information) is asked there.
 */
public final class Formats {
  private static final byte[] KINDS = new byte[256];
  static final int LETTER = 1;
  static final int DIGIT = 2;
  private static final int ATOM = 4;
  static final int PATH = 8;
  private static final int BASE64 = 16;
  static final int HEX = 32;

  static {
    for (int c = 0; c < 128; c++) {
      boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      boolean digit = c >= '0' && c <= '9';
      int kind = letter ? LETTER : digit ? DIGIT : 0;
      kind |= letter || digit || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0 ? ATOM : 0;
      kind |= letter || digit || "-_.!~*'():@&=+$,;/".indexOf(c) >= 0 ? PATH : 0;
      kind |= letter || digit || c == '+' || c == '/' ? BASE64 : 0;
      kind |= digit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') ? HEX : 0;
      KINDS[c] = (byte) kind;
    }
  }

  private Formats() {}

  /**
   * The test of a format.
   *
   * @param read where dates and times are read into
   */
  public static TextCheck of(StringFormat format, ReadMoment read) {
    return switch (format) {
      case UUID -> Formats::isUuid;
      case EMAIL -> Formats::isEmail;
      case URI -> new Uri();
      case URI_REFERENCE -> new Uri.Reference();
      case HOSTNAME -> Formats::isHostname;
      case IPV4 -> Formats::isIpv4;
      case IPV6 -> Formats::isIpv6;
      case DATE -> new Moments(LogicalType.DATE, false, false, true, read);
      case DATE_TIME -> new Moments(LogicalType.TIMESTAMP, true, false, true, read);
      case TIME -> new Moments(LogicalType.TIME, true, false, true, read);
      case BYTE, BASE64 -> Formats::isBase64;
      case PASSWORD, BINARY -> (b, from, to) -> true;
    };
  }

  static boolean is(byte[] b, int at, int kinds) {
    return (KINDS[b[at] & 0xff] & kinds) != 0;
  }

  private static boolean isUuid(byte[] b, int from, int to) {
    if (to - from != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? b[from + i] != '-' : !is(b, from + i, HEX)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmail(byte[] b, int from, int to) {
    boolean afterDot = true;
    int at = from;
    for (; b[at] != '@'; at++) {
      boolean dot = b[at] == '.';
      if (at == to || (dot ? afterDot : !is(b, at, ATOM))) {
        return false;
      }
      afterDot = dot;
    }
    return !afterDot && at - from <= 64 && isHostname(b, at + 1, to);
  }

  private static boolean isHostname(byte[] b, int from, int to) {
    if (from >= to || to - from > 253) {
      return false;
    }
    int label = 0;
    for (int at = from; at < to; at++) {
      if (is(b, at, LETTER | DIGIT) || (b[at] == '-' && label > 0)) {
        label++;
      } else if (b[at] == '.' && label > 0 && label <= 63 && b[at - 1] != '-') {
        label = 0;
      } else {
        return false;
      }
    }
    return label > 0 && label <= 63 && b[to - 1] != '-';
  }

  private static boolean isIpv4(byte[] b, int from, int to) {
    int at = from;
    for (int part = 0; part < 4; part++) {
      int value = 0;
      int start = at;
      while (at < to && is(b, at, DIGIT) && at - start < 3) {
        value = value * 10 + b[at++] - '0';
      }
      if (at == start || value > 255 || (at - start > 1 && b[start] == '0')) {
        return false;
      }
      if (part < 3 && b[at++] != '.') {
        return false;
      }
    }
    return at == to;
  }

  /** Groups of hexadecimal digits with at most one gap; an IPv4 address at the end is not known. */
  private static boolean isIpv6(byte[] b, int from, int to) {
    int groups = 0;
    boolean gap = false;
    int at = from;
    if (to - at > 1 && b[at] == ':' && b[at + 1] == ':') {
      gap = true;
      at += 2;
    }
    while (at < to) {
      int start = at;
      while (at < to && is(b, at, HEX)) {
        at++;
      }
      if (at == start || at - start > 4) {
        return false;
      }
      groups++;
      if (at < to) {
        if (b[at++] != ':' || at == to) {
          return false;
        }
        if (b[at] == ':') {
          if (gap) {
            return false;
          }
          gap = true;
          at++;
        }
      }
    }
    return gap ? groups <= 7 : groups == 8;
  }

  /** {@code scheme://host[:port][/path][?query][#fragment]} of plain characters. */
  private static boolean isBase64(byte[] b, int from, int to) {
    if ((to - from) % 4 != 0) {
      return false;
    }
    int end = to;
    while (end > from && to - end < 2 && b[end - 1] == '=') {
      end--;
    }
    for (int at = from; at < end; at++) {
      if (!is(b, at, BASE64)) {
        return false;
      }
    }
    return true;
  }
}
