package dev.surety.validation.fast.text;

import dev.surety.contract.pattern.CodePoints;
import dev.surety.contract.pattern.Run;
import java.util.List;
import java.util.function.Function;

/**
 * A pattern that is one run of characters after the other ({@code ^[A-Z0-9]{4,12}$}, {@code ^[^@
 * ]+@[^@ ]+$}), each of which ends where the next one begins: no character fits both.
 */
public final class RunsCheck implements TextCheck {
  private static final int TOO_SHORT = -1;

  private final Ranges[] ranges;
  private final int[] least;
  private final int[] most;

  private RunsCheck(List<Run> runs, Function<CodePoints, Ranges> set) {
    ranges = runs.stream().map(run -> set.apply(run.points())).toArray(Ranges[]::new);
    least = runs.stream().mapToInt(Run::least).toArray();
    most = runs.stream().mapToInt(Run::most).toArray();
  }

  /** Whether each run of varying length ends where what follows begins. */
  public static boolean isDecidable(List<Run> runs) {
    for (int i = 0; i < runs.size(); i++) {
      boolean varies = runs.get(i).least() != runs.get(i).most();
      for (int j = i + 1; varies && j < runs.size(); j++) {
        if (Ranges.overlap(runs.get(i).points(), runs.get(j).points())) {
          return false;
        }
        if (runs.get(j).least() > 0) {
          break;
        }
      }
    }
    return true;
  }

  /** For strings of JSON. */
  public static RunsCheck inJson(List<Run> runs) {
    return new RunsCheck(runs, Ranges::inJson);
  }

  /** For strings that stand as they are, whatever is in them. */
  public static RunsCheck of(List<Run> runs) {
    return new RunsCheck(runs, Ranges::of);
  }

  @Override
  public boolean holds(byte[] b, int from, int to) {
    int at = from;
    for (int i = 0; i < ranges.length && at >= 0; i++) {
      at = run(b, at, to, i);
    }
    return at == to;
  }

  /** Where in JSON the last run ends, at most at the closing quote; -1 when a run is too short. */
  public int end(byte[] b, int from) {
    int at = from;
    for (int i = 0; i < ranges.length && at >= 0; i++) {
      at = run(b, at, i);
    }
    return at;
  }

  /** The end of run {@code i}; -1 when it is too short. */
  private int run(byte[] b, int from, int i) {
    int left = most[i];
    int at = from;
    while (true) {
      long out = ~ranges[i].marks(Words.load(b, at)) & Words.HIGHS;
      int taken = Words.firstMarked(out);
      if (taken >= left) {
        return at + left;
      }
      at += taken;
      left -= taken;
      if (taken < 8) {
        int length = b[at] < 0 ? ranges[i].beyondAscii(b, at) : 0;
        if (length == 0) {
          return most[i] - left < least[i] ? TOO_SHORT : at;
        }
        at += length;
        left--;
      }
    }
  }

  /** The same in a text that ends at {@code to}, with anything behind it. */
  private int run(byte[] b, int from, int to, int i) {
    int count = 0;
    int at = from;
    while (true) {
      int left = Math.min(most[i] - count, to - at);
      long out = ~ranges[i].marks(Words.load(b, at)) & Words.HIGHS;
      int taken = Math.min(Words.firstMarked(out), left);
      at += taken;
      count += taken;
      int length = taken == 8 || taken == left || b[at] >= 0 ? 0 : ranges[i].beyondAscii(b, at);
      if (length > 0) {
        at += length;
        count++;
      } else if (taken < 8 || taken == left) {
        return count < least[i] ? TOO_SHORT : at;
      }
    }
  }
}
