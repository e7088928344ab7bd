package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.Utf8Text;
import dev.surety.validation.fast.text.Words;

/**
 * JSON strings where they stand. A scan answers with one long: the position of the closing quote in
 * the lowest 32 bits, above it by how many the string's code points are fewer than its bytes,
 * {@link #ESCAPED} when it has escapes; negative when it is no string of well-formed UTF-8 and RFC
 * 8259, or has an escaped half of a surrogate pair.
 */
final class Strings {
  static final long ESCAPED = 1L << 62;
  static final long BROKEN = -1L;

  private static final int SURPLUS_SHIFT = 32;

  private Strings() {}

  /** Scans from behind the opening quote. */
  static long scan(byte[] b, int from) {
    int at = from;
    while (true) {
      long marks = Words.marksInString(Words.load(b, at));
      if (marks != 0) {
        at += Words.firstMarked(marks);
        return b[at] == '"' ? at : unusual(b, at);
      }
      at += 8;
    }
  }

  /** How many code points a scanned string has. */
  static int points(long scanned, int from) {
    return (int) scanned - from - (int) ((scanned & ~ESCAPED) >>> SURPLUS_SHIFT);
  }

  /** Goes on at the first byte that is neither plain nor the closing quote. */
  private static long unusual(byte[] b, int from) {
    int at = from;
    long surplus = 0;
    long escaped = 0;
    while (true) {
      byte c = b[at];
      if (c == '"') {
        return at | surplus << SURPLUS_SHIFT | escaped;
      }
      int length;
      if (c < 0) {
        length = Utf8Text.sequence(b, at);
        surplus += length - 1;
      } else if (c == '\\') {
        length = escape(b, at);
        surplus += length - 1;
        escaped = ESCAPED;
      } else if (c < ' ') {
        return BROKEN;
      } else {
        length = plain(b, at);
      }
      if (length == 0) {
        return BROKEN;
      }
      at += length;
    }
  }

  /** How many plain bytes there are, at least the one at {@code at}. */
  private static int plain(byte[] b, int at) {
    int end = at + 1;
    while (true) {
      long marks = Words.marksInString(Words.load(b, end));
      if (marks != 0) {
        return end + Words.firstMarked(marks) - at;
      }
      end += 8;
    }
  }

  /** Length of an escape that means one character; 0 when it means none. */
  private static int escape(byte[] b, int at) {
    switch (b[at + 1]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return 2;
      }
      case 'u' -> {
        int unit = unit(b, at + 2);
        if (unit < 0 || (unit & 0xfc00) == 0xdc00) {
          return 0;
        }
        if ((unit & 0xfc00) != 0xd800) {
          return 6;
        }
        boolean pair = b[at + 6] == '\\' && b[at + 7] == 'u';
        return pair && (unit(b, at + 8) & 0xfffffc00) == 0xdc00 ? 12 : 0;
      }
      default -> {
        return 0;
      }
    }
  }

  private static int unit(byte[] b, int at) {
    int unit = 0;
    for (int i = at; i < at + 4; i++) {
      // Not Character.digit(): it knows digits of other scripts, which a byte cannot be.
      int digit = b[i] < 0 ? -1 : Character.digit(b[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit << 4 | digit;
    }
    return unit;
  }

  /** The text of a scanned string. */
  static String text(byte[] b, int from, long scanned) {
    int to = (int) scanned;
    String raw = new String(b, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
    return (scanned & ESCAPED) == 0 ? raw : unescape(raw);
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      c = raw.charAt(++i);
      switch (c) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
          i += 4;
        }
        default -> text.append(c);
      }
    }
    return text.toString();
  }
}
