package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Set;

/**
 * A checkpoint or savepoint with what a start from it would do.
 *
 * @param pending the transactions that the start would commit
 * @param offsets where it would go on reading, by {@code topic-partition}; partitions of which
 *     nothing was read yet are missing
 */
public record Candidate(ResumePoint point, Set<PendingCommit> pending, Map<String, Long> offsets) {
  public Candidate {
    requireNonNull(point, "point");
    pending = Set.copyOf(pending);
    offsets = Map.copyOf(offsets);
  }

  long checkpointId() {
    return point.checkpointId();
  }
}
