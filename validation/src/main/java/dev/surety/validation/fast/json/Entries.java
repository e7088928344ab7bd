package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.NameSet;
import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.type.Node;
import org.jspecify.annotations.Nullable;

/** A map: an object whose member names are values too. */
final class Entries extends Check {
  private final Node key;
  private final @Nullable Check keys;
  private final Check values;
  private final int least;
  private final int most;
  private final int depth;
  private final @Nullable Rows rows;

  /**
   * @param keys reads a key with its quotes; null when the reference's check is to judge it
   * @param rows null when no rule reads the entries
   */
  Entries(
      boolean nullable,
      Node key,
      @Nullable Check keys,
      Check values,
      int least,
      int most,
      int depth,
      @Nullable Rows rows) {
    super(nullable);
    this.key = key;
    this.keys = keys;
    this.values = values;
    this.least = least;
    this.most = most;
    this.depth = depth;
    this.rows = rows;
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '{') {
      return scanNull(b, from);
    }
    int at = Syntax.space(b, from + 1);
    if (rows != null) {
      rows.open();
    }
    int count = 0;
    if (b[at] != '}') {
      NameSet names = scan.set(depth);
      while (true) {
        at = entry(b, at, scan, names);
        if (at < 0) {
          return UNKNOWN;
        }
        count++;
        at = Syntax.space(b, at);
        if (b[at] == '}') {
          break;
        }
        if (b[at] != ',') {
          return UNKNOWN;
        }
        at = Syntax.space(b, at + 1);
      }
    }
    if (rows != null) {
      rows.close();
    }
    return count < least || count > most ? UNKNOWN : at + 1;
  }

  private int entry(byte[] b, int from, Scan scan, NameSet names) {
    int at = Syntax.name(b, from, names);
    if (at < 0 || !keyHolds(b, from, scan)) {
      return UNKNOWN;
    }
    int value = Syntax.space(b, at);
    if (rows == null) {
      return values.scan(b, value, scan);
    }
    rows.next();
    rows.key(b, from);
    int end = values.scan(b, value, scan);
    if (b[value] == 'n') {
      rows.drop();
    }
    return end;
  }

  private boolean keyHolds(byte[] b, int at, Scan scan) {
    if (keys != null) {
      return keys.scan(b, at, scan) >= 0;
    }
    return ValueCheck.acceptsKey(key, Strings.text(b, at + 1, Strings.scan(b, at + 1)));
  }
}
