package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.TextCheck;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.List;

/** A string with bounds of its length, in code points, and tests. */
final class Text extends Check {
  private final Node node;
  private final int least;
  private final int most;
  private final TextCheck[] tests;

  Text(Node node, Shape.Text shape, boolean nullable, List<TextCheck> tests) {
    super(nullable);
    this.node = node;
    this.least = shape.minLength() == null ? 0 : shape.minLength();
    this.most = shape.maxLength() == null ? Integer.MAX_VALUE : shape.maxLength();
    this.tests = tests.toArray(TextCheck[]::new);
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    if (b[at] != '"') {
      return scanNull(b, at);
    }
    int from = at + 1;
    long scanned = Strings.scan(b, from);
    if (scanned < 0) {
      return UNKNOWN;
    }
    if (!isInBounds(scanned, from)) {
      return UNKNOWN;
    }
    if (tests.length == 0) {
      return (int) scanned + 1;
    }
    return tested(b, from, scanned);
  }

  TextCheck[] tests() {
    return tests;
  }

  /** Whether anything is asked of the length. */
  boolean isMeasured() {
    return least > 0 || most < Integer.MAX_VALUE;
  }

  /** Whether a scanned string has a good length. */
  boolean isInBounds(long scanned, int from) {
    int points = Strings.points(scanned, from);
    return points >= least && points <= most;
  }

  private int tested(byte[] b, int from, long scanned) {
    int to = (int) scanned;
    if ((scanned & Strings.ESCAPED) != 0) {
      return Leaf.scan(node, nullable(), b, from - 1);
    }
    for (TextCheck test : tests) {
      if (!test.holds(b, from, to)) {
        return Leaf.scan(node, nullable(), b, from - 1);
      }
    }
    return to + 1;
  }
}
