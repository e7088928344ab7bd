package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.ByteTable;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.type.Node;
import java.util.List;

/** An enumerated string. */
final class OneOf extends Check {
  private final Node node;
  private final ByteTable words;

  /**
   * @param words those of the enumeration that keep the property's other constraints
   */
  OneOf(Node node, boolean nullable, List<String> words) {
    super(nullable);
    this.node = node;
    this.words = new ByteTable(words);
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    if (b[at] != '"') {
      return scanNull(b, at);
    }
    long word = Words.load(b, at + 1);
    int length = Words.firstMarked(Words.marksInString(word));
    if (length < 8 && b[at + 1 + length] == '"') {
      return words.hasShort(word, length) ? at + length + 2 : UNKNOWN;
    }
    return longer(b, at);
  }

  private int longer(byte[] b, int at) {
    long end = Strings.scan(b, at + 1);
    if (end < 0) {
      return UNKNOWN;
    }
    if ((end & Strings.ESCAPED) != 0) {
      return Leaf.scan(node, nullable(), b, at);
    }
    return words.find(b, at + 1, (int) end) >= 0 ? (int) end + 1 : UNKNOWN;
  }
}
