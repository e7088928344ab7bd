package dev.surety.validation.fast.json;

/** An array. */
final class Elements extends Check {
  private final Check items;
  private final int least;
  private final int most;
  private final boolean unique;
  private final int depth;

  Elements(boolean nullable, Check items, int least, int most, boolean unique, int depth) {
    super(nullable);
    this.items = items;
    this.least = least;
    this.most = most;
    this.unique = unique;
    this.depth = depth;
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '[') {
      return scanNull(b, from);
    }
    int at = b[from + 1] > ' ' ? from + 1 : Syntax.space(b, from + 1);
    int count = 0;
    if (b[at] != ']') {
      while (true) {
        at = items.scan(b, at, scan);
        if (at < 0) {
          return UNKNOWN;
        }
        count++;
        if (b[at] != ',') {
          at = Syntax.space(b, at);
          if (b[at] == ']') {
            break;
          }
          if (b[at] != ',') {
            return UNKNOWN;
          }
        }
        at++;
        if (b[at] <= ' ') {
          at = Syntax.space(b, at);
        }
      }
    }
    if (count < least || count > most) {
      return UNKNOWN;
    }
    boolean good = !unique || count < 2 || scan.fingerprint.areDistinct(b, from, depth);
    return good ? at + 1 : UNKNOWN;
  }
}
