package dev.surety.validation.fast.json;

import org.jspecify.annotations.Nullable;

/** An array. */
final class Elements extends Check {
  private final Check items;
  private final int least;
  private final int most;
  private final boolean unique;
  private final int depth;
  private final @Nullable Rows rows;

  /**
   * @param rows null when no rule reads the items
   */
  Elements(
      boolean nullable,
      Check items,
      int least,
      int most,
      boolean unique,
      int depth,
      @Nullable Rows rows) {
    super(nullable);
    this.items = items;
    this.least = least;
    this.most = most;
    this.unique = unique;
    this.depth = depth;
    this.rows = rows;
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '[') {
      return scanNull(b, from);
    }
    int at = b[from + 1] > ' ' ? from + 1 : Syntax.space(b, from + 1);
    if (rows != null) {
      rows.open();
    }
    int count = 0;
    if (b[at] != ']') {
      while (true) {
        if (rows != null) {
          rows.next();
        }
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
    return close(b, from, at, count, scan);
  }

  Check items() {
    return items;
  }

  @Nullable Rows rows() {
    return rows;
  }

  /**
   * Ends an array whose items were read.
   *
   * @param at where its bracket is
   * @return the position behind it, or {@link #UNKNOWN}
   */
  int close(byte[] b, int from, int at, int count, Scan scan) {
    if (rows != null) {
      rows.close();
    }
    if (count < least || count > most) {
      return UNKNOWN;
    }
    boolean good = !unique || count < 2 || scan.fingerprint.areDistinct(b, from, depth);
    return good ? at + 1 : UNKNOWN;
  }
}
