package dev.surety.validation.fast.text;

import dev.surety.contract.pattern.CodePoints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of code points, asked for eight bytes of a string at once. In JSON the characters that are
 * written as escapes only (quote, backslash, controls) are in no set, so that a run ends at them.
 */
public final class Ranges {
  private static final int[] PLAIN_IN_JSON = {0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f};
  private static final int[] ASCII = {0, 0x7f};

  /** For each range of ASCII two words to add: a byte's highest bit says not below, and above. */
  private final long[] add;

  private final boolean beyondAscii;

  /** The set, when it has some of what is not ASCII and not all of it. */
  private final @Nullable CodePoints some;

  private Ranges(CodePoints points, int[] plain) {
    List<Long> words = new ArrayList<>();
    for (CodePoints.Range range : points.ranges()) {
      for (int i = 0; i < plain.length; i += 2) {
        int from = Math.max(range.from(), plain[i]);
        int to = Math.min(range.to(), plain[i + 1]);
        if (from <= to) {
          words.add(Words.ONES * (0x80 - from));
          words.add(Words.ONES * (0x7f - to));
        }
      }
    }
    add = words.stream().mapToLong(Long::longValue).toArray();
    CodePoints others = points.complement();
    beyondAscii = points.ranges().stream().anyMatch(range -> range.to() > 0x7f);
    boolean all = others.ranges().stream().noneMatch(range -> range.to() > 0x7f);
    some = beyondAscii && !all ? points : null;
  }

  /** A set for strings of JSON. */
  public static Ranges inJson(CodePoints points) {
    return new Ranges(points, PLAIN_IN_JSON);
  }

  /** A set for strings that stand as they are, whatever is in them. */
  public static Ranges of(CodePoints points) {
    return new Ranges(points, ASCII);
  }

  /** Whether all of the set is ASCII. */
  public static boolean isAscii(CodePoints points) {
    return points.ranges().stream().noneMatch(range -> range.to() > 0x7f);
  }

  /** Whether a character is in both sets. */
  public static boolean overlap(CodePoints a, CodePoints b) {
    return a.ranges().stream()
        .anyMatch(
            one ->
                b.ranges().stream()
                    .anyMatch(two -> one.from() <= two.to() && two.from() <= one.to()));
  }

  /** Marks the bytes that are in the set and ASCII. */
  public long marks(long word) {
    long low = word & Words.LOWS;
    long in = 0;
    for (int i = 0; i < add.length; i += 2) {
      in |= (low + add[i]) & ~(low + add[i + 1]);
    }
    return in & ~word & Words.HIGHS;
  }

  /** The words to add, two for each range. */
  public long[] layers() {
    return add.clone();
  }

  /** Length of a code point beyond ASCII that is in the set; 0 when it is not or is no UTF-8. */
  public int beyondAscii(byte[] b, int at) {
    if (!beyondAscii) {
      return 0;
    }
    int length = Utf8Text.sequence(b, at);
    return length == 0 || some == null || some.contains(Utf8Text.point(b, at, length)) ? length : 0;
  }
}
