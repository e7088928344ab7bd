package dev.surety.validation.fast.text;

import dev.surety.contract.pattern.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text of one length with a set of ASCII characters for each position ({@code ^[A-Z]{3}$}, a
 * UUID), compared eight characters at a time.
 */
public final class FixedRuns implements TextCheck {
  private final int length;

  /** How many words there are to add for each word; see {@link Ranges}. */
  private final int[] layers;

  private final long[] add;

  FixedRuns(List<Run> runs) {
    List<long[]> positions = new ArrayList<>();
    for (Run run : runs) {
      for (int i = 0; i < run.least(); i++) {
        positions.add(Ranges.of(run.points()).layers());
      }
    }
    length = positions.size();
    layers = new int[(length + 7) / 8];
    long[] all = {};
    for (int word = 0; word < layers.length; word++) {
      List<long[]> part = positions.subList(word * 8, Math.min(word * 8 + 8, length));
      layers[word] = part.stream().mapToInt(each -> each.length).max().orElse(0);
      int before = all.length;
      all = Arrays.copyOf(all, before + layers[word]);
      for (int i = 0; i < part.size(); i++) {
        for (int layer = 0; layer < part.get(i).length; layer++) {
          all[before + layer] |= (part.get(i)[layer] & 0xff) << (8 * i);
        }
      }
    }
    add = all;
  }

  @Override
  public boolean holds(byte[] b, int from, int to) {
    if (to - from != length) {
      return false;
    }
    int layer = 0;
    for (int i = 0; i < layers.length; i++) {
      long word = Words.load(b, from + 8 * i);
      long low = word & Words.LOWS;
      long in = 0;
      for (int end = layer + layers[i]; layer < end; layer += 2) {
        in |= (low + add[layer]) & ~(low + add[layer + 1]);
      }
      long wanted = Words.HIGHS & Words.mask(length - 8 * i);
      if ((in & ~word & wanted) != wanted) {
        return false;
      }
    }
    return true;
  }
}
