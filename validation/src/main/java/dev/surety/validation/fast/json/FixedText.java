package dev.surety.validation.fast.json;

import dev.surety.contract.pattern.Run;
import dev.surety.validation.fast.text.Ranges;
import dev.surety.validation.fast.text.Words;
import dev.surety.validation.type.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A string of fixed length with a set of ASCII characters for each position ({@code ^[A-Z]{3}$}, a
 * UUID), compared eight characters at a time, quotes included.
 */
final class FixedText extends Check {
  private final Node node;
  private final int length;

  /** Marks of the bytes of each word that belong to the string. */
  private final long[] wanted;

  /** How many words there are to add for each word; see {@link Ranges}. */
  private final int[] layers;

  private final long[] add;

  FixedText(Node node, boolean nullable, List<Run> runs) {
    super(nullable);
    this.node = node;
    List<long[]> positions = new ArrayList<>();
    positions.add(quote());
    for (Run run : runs) {
      for (int i = 0; i < run.least(); i++) {
        positions.add(Ranges.inJson(run.points()).layers());
      }
    }
    positions.add(quote());
    length = positions.size();
    int words = (length + 7) / 8;
    wanted = new long[words];
    layers = new int[words];
    long[] all = new long[0];
    for (int word = 0; word < words; word++) {
      List<long[]> part = positions.subList(word * 8, Math.min(word * 8 + 8, length));
      wanted[word] = Words.HIGHS & Words.mask(part.size());
      layers[word] = part.stream().mapToInt(each -> each.length).max().orElse(0);
      long[] more = layers(part, layers[word]);
      int before = all.length;
      all = Arrays.copyOf(all, before + more.length);
      System.arraycopy(more, 0, all, before, more.length);
    }
    add = all;
  }

  private static long[] quote() {
    return new long[] {Words.ONES * (0x80 - '"'), Words.ONES * (0x7f - '"')};
  }

  /**
   * Position by position in the bytes of a word; a layer that a position lacks is empty: 0 and 0.
   */
  private static long[] layers(List<long[]> part, int count) {
    long[] layers = new long[count];
    for (int i = 0; i < part.size(); i++) {
      for (int layer = 0; layer < part.get(i).length; layer++) {
        layers[layer] |= (part.get(i)[layer] & 0xff) << (8 * i);
      }
    }
    return layers;
  }

  /**
   * What is compared with eight bytes; see {@link Ranges}.
   *
   * @param wanted marks of the bytes that belong to the string
   */
  record Word(long wanted, long[] add) {}

  /** The length, quotes included. */
  int length() {
    return length;
  }

  List<Word> words() {
    List<Word> words = new ArrayList<>();
    int layer = 0;
    for (int i = 0; i < wanted.length; i++) {
      words.add(new Word(wanted[i], Arrays.copyOfRange(add, layer, layer + layers[i])));
      layer += layers[i];
    }
    return words;
  }

  @Override
  int scan(byte[] b, int from, Scan scan) {
    long[] add = this.add;
    int layer = 0;
    for (int i = 0; i < wanted.length; i++) {
      long word = Words.load(b, from + 8 * i);
      long low = word & Words.LOWS;
      long in = 0;
      for (int end = layer + layers[i]; layer < end; layer += 2) {
        in |= (low + add[layer]) & ~(low + add[layer + 1]);
      }
      if ((in & ~word & wanted[i]) != wanted[i]) {
        return otherwise(b, from);
      }
    }
    return from + length;
  }

  /** Null, or a string that has the right characters as escapes. */
  private int otherwise(byte[] b, int from) {
    if (b[from] != '"') {
      return scanNull(b, from);
    }
    long end = Strings.scan(b, from + 1);
    return end >= 0 && (end & Strings.ESCAPED) != 0
        ? Leaf.scan(node, nullable(), b, from)
        : UNKNOWN;
  }
}
