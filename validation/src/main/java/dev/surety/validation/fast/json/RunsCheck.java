package dev.surety.validation.fast.json;

import dev.surety.contract.pattern.Run;
import java.util.List;

/**
 * A pattern that is one run of characters after the other ({@code ^[A-Z0-9]{4,12}$}, {@code ^[^@
 * ]+@[^@ ]+$}), each of which ends where the next one begins: no character fits both.
 */
final class RunsCheck implements TextCheck {
  private final Ranges[] ranges;
  private final int[] least;
  private final int[] most;

  private RunsCheck(List<Run> runs) {
    ranges = runs.stream().map(run -> new Ranges(run.points())).toArray(Ranges[]::new);
    least = runs.stream().mapToInt(Run::least).toArray();
    most = runs.stream().mapToInt(Run::most).toArray();
  }

  /** Whether each run of varying length ends where what follows begins. */
  static boolean isDecidable(List<Run> runs) {
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

  static RunsCheck of(List<Run> runs) {
    return new RunsCheck(runs);
  }

  @Override
  public boolean holds(byte[] b, int from, int to) {
    return end(b, from) == to;
  }

  /** Where the last run ends; {@link Check#UNKNOWN} when a run is too short. */
  int end(byte[] b, int from) {
    int at = from;
    for (int i = 0; i < ranges.length && at >= 0; i++) {
      at = run(b, at, i);
    }
    return at;
  }

  /** The end of run {@code i}: at most the closing quote. */
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
          return most[i] - left < least[i] ? Check.UNKNOWN : at;
        }
        at += length;
        left--;
      }
    }
  }
}
