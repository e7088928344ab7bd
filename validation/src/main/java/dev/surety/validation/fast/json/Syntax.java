package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.fast.text.Words;
import java.util.Arrays;

/** Values of which nothing is asked but that they are strict JSON. */
final class Syntax {
  /** The reference's limit. */
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private Syntax() {}

  /** The first position from {@code from} that is no white space. */
  static int space(byte[] b, int from) {
    int at = from;
    while (true) {
      byte c = b[at];
      if (c > ' ') {
        return at;
      }
      if (c == ' ') {
        long other = Words.load(b, at) ^ 0x2020202020202020L;
        at += other == 0 ? 8 : Long.numberOfTrailingZeros(other) >>> 3;
      } else if (c == '\n' || c == '\r' || c == '\t') {
        at++;
      } else {
        return at;
      }
    }
  }

  /**
   * Reads any value.
   *
   * @param depth depth of the object or array around it
   * @param maxDepth greatest depth of one
   */
  static int value(byte[] b, int at, Scan scan, int depth, int maxDepth) {
    switch (b[at]) {
      case '"' -> {
        long end = Strings.scan(b, at + 1);
        return end < 0 ? Check.UNKNOWN : (int) end + 1;
      }
      case '{' -> {
        return depth < maxDepth ? object(b, at, scan, depth + 1, maxDepth) : Check.UNKNOWN;
      }
      case '[' -> {
        return depth < maxDepth ? array(b, at, scan, depth + 1, maxDepth) : Check.UNKNOWN;
      }
      case 't' -> {
        return Words.load4(b, at) == Words.TRUE ? at + 4 : Check.UNKNOWN;
      }
      case 'f' -> {
        return Words.load4(b, at + 1) == Words.ALSE ? at + 5 : Check.UNKNOWN;
      }
      case 'n' -> {
        return Check.literalNull(b, at);
      }
      default -> {
        return number(b, at);
      }
    }
  }

  private static int object(byte[] b, int from, Scan scan, int depth, int maxDepth) {
    int at = space(b, from + 1);
    if (b[at] == '}') {
      return at + 1;
    }
    NameSet names = scan.set(depth);
    while (true) {
      at = name(b, at, names);
      if (at < 0) {
        return Check.UNKNOWN;
      }
      at = value(b, space(b, at), scan, depth, maxDepth);
      if (at < 0) {
        return Check.UNKNOWN;
      }
      at = space(b, at);
      if (b[at] == '}') {
        return at + 1;
      }
      if (b[at] != ',') {
        return Check.UNKNOWN;
      }
      at = space(b, at + 1);
    }
  }

  /** Reads a member's name, which must be new, and the colon behind it. */
  static int name(byte[] b, int at, NameSet names) {
    if (b[at] != '"') {
      return Check.UNKNOWN;
    }
    long end = Strings.scan(b, at + 1);
    if (end < 0 || !names.add(hash(b, at + 1, end))) {
      return Check.UNKNOWN;
    }
    int colon = space(b, (int) end + 1);
    return b[colon] == ':' ? colon + 1 : Check.UNKNOWN;
  }

  /** A name with escapes is the same as one without. */
  private static long hash(byte[] b, int from, long scanned) {
    if ((scanned & Strings.ESCAPED) == 0) {
      return Words.hash(b, from, (int) scanned);
    }
    byte[] plain = Strings.text(b, from, scanned).getBytes(UTF_8);
    return Words.hash(Arrays.copyOf(plain, plain.length + 8), 0, plain.length);
  }

  private static int array(byte[] b, int from, Scan scan, int depth, int maxDepth) {
    int at = space(b, from + 1);
    if (b[at] == ']') {
      return at + 1;
    }
    while (true) {
      at = value(b, at, scan, depth, maxDepth);
      if (at < 0) {
        return Check.UNKNOWN;
      }
      at = space(b, at);
      if (b[at] == ']') {
        return at + 1;
      }
      if (b[at] != ',') {
        return Check.UNKNOWN;
      }
      at = space(b, at + 1);
    }
  }

  /** Reads a number; one whose exponent may be beyond the reference's limit is not decided here. */
  static int number(byte[] b, int from) {
    int at = b[from] == '-' ? from + 1 : from;
    int digits = digits(b, at);
    if (digits == at || (b[at] == '0' && digits > at + 1)) {
      return Check.UNKNOWN;
    }
    at = digits;
    if (b[at] == '.') {
      digits = digits(b, at + 1);
      if (digits == at + 1) {
        return Check.UNKNOWN;
      }
      at = digits;
    }
    if ((b[at] | 0x20) == 'e') {
      int sign = b[at + 1] == '+' || b[at + 1] == '-' ? at + 2 : at + 1;
      at = digits(b, sign);
      if (at == sign || at > sign + 6) {
        return Check.UNKNOWN;
      }
    }
    return at - from <= MAX_NUMBER_LENGTH ? at : Check.UNKNOWN;
  }

  private static int digits(byte[] b, int from) {
    int at = from;
    while (b[at] >= '0' && b[at] <= '9') {
      at++;
    }
    return at;
  }
}
