package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Where a run shall begin. */
public sealed interface Decision {
  /**
   * Go on from a checkpoint.
   *
   * @param abandoned newer ones, newest first: parts of them were aborted and none committed, so
   *     that what they covered is done again
   * @param settled its transactions that need no commit any more
   * @param lingering open transactions of earlier runs that nothing will ever commit
   * @param why an older checkpoint than the newest was taken; empty for the newest
   */
  record Resume(
      Candidate from,
      List<Candidate> abandoned,
      Set<PendingCommit> settled,
      List<String> lingering,
      String why)
      implements Decision {
    public Resume {
      requireNonNull(from, "from");
      abandoned = List.copyOf(abandoned);
      settled = Set.copyOf(settled);
      lingering = List.copyOf(lingering);
      requireNonNull(why, "why");
    }
  }

  /**
   * There is nothing to go on from, and nothing was written before.
   *
   * @param abandoned checkpoints none of whose transactions was committed
   * @param lingering open transactions of earlier runs that nothing will ever commit
   * @param why checkpoints are abandoned; empty when there are none
   */
  record BeginAnew(List<Candidate> abandoned, List<String> lingering, String why)
      implements Decision {
    public BeginAnew {
      abandoned = List.copyOf(abandoned);
      lingering = List.copyOf(lingering);
      requireNonNull(why, "why");
    }
  }

  /**
   * No start keeps every record exactly once.
   *
   * @param reason what was found
   * @param affected input records that a start could lose or repeat, by {@code topic-partition}
   * @param waysOut what can be done, each a sentence
   */
  record Refuse(String reason, Map<String, OffsetRange> affected, List<String> waysOut)
      implements Decision {
    public Refuse {
      requireNonNull(reason, "reason");
      affected = Collections.unmodifiableMap(new TreeMap<>(affected)); // in order
      waysOut = List.copyOf(waysOut);
    }

    /** The whole of it, for people. */
    public String message() {
      StringBuilder text = new StringBuilder(reason);
      if (!affected.isEmpty()) {
        text.append("\nInput offsets affected: ");
        affected.forEach(
            (partition, range) -> text.append(partition).append(' ').append(range).append(", "));
        text.setLength(text.length() - 2);
      }
      text.append("\nWhat can be done:");
      waysOut.forEach(way -> text.append("\n- ").append(way));
      return text.toString();
    }
  }

  /** Offsets from {@code from} up to, but not with, {@code to}. */
  record OffsetRange(long from, long to) {
    /** The range begins somewhere before its end. */
    static final long UNKNOWN = -1;

    @Override
    public String toString() {
      return (from == UNKNOWN ? "up to " : from + "..") + (to - 1);
    }
  }

  /** One answer for each case. */
  default <T> T match(
      Function<Resume, T> resume, Function<BeginAnew, T> anew, Function<Refuse, T> refuse) {
    if (this instanceof Resume one) {
      return resume.apply(one);
    }
    if (this instanceof BeginAnew one) {
      return anew.apply(one);
    }
    return refuse.apply((Refuse) this);
  }
}
