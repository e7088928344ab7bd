package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.RunsCheck;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;

/** A string of which only runs of characters and a length are asked: read once, to its end. */
final class RunText extends Check {
  private final Node node;
  private final RunsCheck runs;
  private final int least;
  private final int most;

  RunText(Node node, Shape.Text shape, boolean nullable, RunsCheck runs) {
    super(nullable);
    this.node = node;
    this.runs = runs;
    this.least = shape.minLength() == null ? 0 : shape.minLength();
    this.most = shape.maxLength() == null ? Integer.MAX_VALUE : shape.maxLength();
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    if (b[from] != '"') {
      return scanNull(b, from);
    }
    int at = runs.end(b, from + 1);
    if (at < 0 || b[at] != '"') {
      return otherwise(b, from);
    }
    // There are at most as many code points as bytes, and at least a quarter as many; only between
    // they are counted.
    int bytes = at - from - 1;
    boolean surely = bytes <= most && bytes >> 2 >= least;
    return surely || isMeasured(b, from) ? at + 1 : UNKNOWN;
  }

  private boolean isMeasured(byte[] b, int from) {
    int points = Strings.points(Strings.scan(b, from + 1), from + 1);
    return points >= least && points <= most;
  }

  /** A string that does not match, or has escapes. */
  private int otherwise(byte[] b, int from) {
    long scanned = Strings.scan(b, from + 1);
    return scanned >= 0 && (scanned & Strings.ESCAPED) != 0
        ? Leaf.scan(node, nullable(), b, from)
        : UNKNOWN;
  }
}
