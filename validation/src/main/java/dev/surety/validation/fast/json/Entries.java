package dev.surety.validation.fast.json;

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

  /**
   * @param keys reads a key with its quotes; null when the reference's check is to judge it
   */
  Entries(
      boolean nullable,
      Node key,
      @Nullable Check keys,
      Check values,
      int least,
      int most,
      int depth) {
    super(nullable);
    this.key = key;
    this.keys = keys;
    this.values = values;
    this.least = least;
    this.most = most;
    this.depth = depth;
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '{') {
      return scanNull(b, from);
    }
    int at = Syntax.space(b, from + 1);
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
    return count < least || count > most ? UNKNOWN : at + 1;
  }

  private int entry(byte[] b, int from, Scan scan, NameSet names) {
    int at = Syntax.name(b, from, names);
    if (at < 0 || !keyHolds(b, from, scan)) {
      return UNKNOWN;
    }
    return values.scan(b, Syntax.space(b, at), scan);
  }

  private boolean keyHolds(byte[] b, int at, Scan scan) {
    if (keys != null) {
      return keys.scan(b, at, scan) >= 0;
    }
    return ValueCheck.acceptsKey(key, Strings.text(b, at + 1, Strings.scan(b, at + 1)));
  }
}
