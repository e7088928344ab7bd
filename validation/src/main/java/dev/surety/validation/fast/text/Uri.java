package dev.surety.validation.fast.text;

import static dev.surety.validation.fast.text.Formats.DIGIT;
import static dev.surety.validation.fast.text.Formats.HEX;
import static dev.surety.validation.fast.text.Formats.LETTER;
import static dev.surety.validation.fast.text.Formats.PATH;
import static dev.surety.validation.fast.text.Formats.is;

/** URIs with a scheme and a host; those with user information or an address are not decided. */
final class Uri implements Prefix {
  /** {@code https://}. */
  private static final long HTTPS = 0x2f2f3a7370747468L;

  private static final int UNDECIDED = -1;

  /** A URI, or a path that begins at a root. */
  static final class Reference implements Prefix {
    private final Uri uri = new Uri();

    @Override
    public int end(byte[] b, int from, int to) {
      boolean rooted = from < to && b[from] == '/' && (to == from + 1 || b[from + 1] != '/');
      return rooted ? path(b, from, to) : uri.end(b, from, to);
    }
  }

  @Override
  public int end(byte[] b, int from, int to) {
    int host = to - from > 8 && Words.load(b, from) == HTTPS ? from + 8 : scheme(b, from, to);
    if (host < 0) {
      return UNDECIDED;
    }
    int at = host;
    while (at < to && (is(b, at, LETTER | DIGIT) || b[at] == '.' || b[at] == '-')) {
      at++;
    }
    if (at == host) {
      return UNDECIDED;
    }
    if (at < to && b[at] == ':') {
      int port = ++at;
      while (at < to && is(b, at, DIGIT)) {
        at++;
      }
      if (at == port || at - port > 4) {
        return UNDECIDED;
      }
    }
    return at < to && b[at] == '/' ? path(b, at, to) : at;
  }

  /** Where the host begins behind a scheme. */
  private static int scheme(byte[] b, int from, int to) {
    int at = from;
    if (!is(b, at, LETTER)) {
      return UNDECIDED;
    }
    while (at < to && is(b, at, LETTER | DIGIT)) {
      at++;
    }
    boolean slashes = to - at >= 3 && b[at] == ':' && b[at + 1] == '/' && b[at + 2] == '/';
    return slashes ? at + 3 : UNDECIDED;
  }

  /** Path, query and fragment. */
  private static int path(byte[] b, int from, int to) {
    boolean query = false;
    boolean fragment = false;
    int at = from;
    while (at < to) {
      int plain = plain(Words.load(b, at));
      at += plain;
      if (plain == 8) {
        continue;
      }
      if (at >= to) {
        return to;
      }
      if (b[at] == '%') {
        if (to - at < 3 || !is(b, at + 1, HEX) || !is(b, at + 2, HEX)) {
          return at;
        }
        at += 2;
      } else if (b[at] == '#') {
        if (fragment) {
          return at;
        }
        fragment = true;
      } else if (b[at] == '?') {
        query = true;
      } else if (!is(b, at, PATH) && !((query || fragment) && (b[at] == '[' || b[at] == ']'))) {
        return at;
      }
      at++;
    }
    return Math.min(at, to);
  }

  /** How many bytes there are first of letters, digits, {@code / . -} and {@code _}. */
  private static int plain(long word) {
    long low = word & Words.LOWS;
    long folded = low | Words.ONES * 0x20;
    long letters = (folded + Words.ONES * (0x80 - 'a')) & ~(folded + Words.ONES * (0x7f - 'z'));
    long others = (low + Words.ONES * (0x80 - '-')) & ~(low + Words.ONES * (0x7f - '9'));
    long underscore = Words.HIGHS - (low ^ Words.ONES * '_');
    return Words.firstMarked(~((letters | others | underscore) & ~word) & Words.HIGHS);
  }
}
