package dev.surety.validation.fast.json;

import dev.surety.validation.reference.ValueCheck;
import dev.surety.validation.type.Node;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A scalar that is decoded and judged by the reference's check of one value: for what is rare. The
 * record stays on the fast path.
 */
final class Leaf extends Check {
  private final Node node;

  Leaf(Node node, boolean nullable) {
    super(nullable);
    this.node = node;
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    return scan(node, nullable(), b, at);
  }

  static int scan(Node node, boolean nullable, byte[] b, int at) {
    switch (b[at]) {
      case '"' -> {
        long end = Strings.scan(b, at + 1);
        return end >= 0 && ValueCheck.accepts(node, Strings.text(b, at + 1, end))
            ? (int) end + 1
            : UNKNOWN;
      }
      case 't', 'f' -> {
        int end = Booleans.scan(b, at);
        return end >= 0 && ValueCheck.accepts(node, b[at] == 't') ? end : UNKNOWN;
      }
      case 'n' -> {
        return nullable ? literalNull(b, at) : UNKNOWN;
      }
      case '{', '[' -> {
        return UNKNOWN;
      }
      default -> {
        return number(node, b, at);
      }
    }
  }

  private static int number(Node node, byte[] b, int at) {
    int end = Syntax.number(b, at);
    if (end < 0) {
      return UNKNOWN;
    }
    // What Syntax lets pass has an exponent that BigDecimal can hold.
    String text = new String(b, at, end - at, StandardCharsets.US_ASCII);
    return ValueCheck.accepts(node, new BigDecimal(text)) ? end : UNKNOWN;
  }
}
