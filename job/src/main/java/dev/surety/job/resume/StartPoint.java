package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a run begins and what its sink has to know of the runs before.
 *
 * @param from the checkpoint to go on from; empty to begin anew
 * @param generation which line of state it belongs to, as part of the transactional ids
 * @param settled transactions of that checkpoint that need no commit any more
 * @param guard whether commits that fail are verified with the broker
 * @param notes what was decided and why, for people
 */
public record StartPoint(
    Optional<ResumePoint> from,
    long generation,
    Set<PendingCommit> settled,
    Guard guard,
    List<String> notes) {
  /** Whether commits that fail are verified with the broker. */
  public enum Guard {
    ON,
    /** Flink's own way: a commit that fails is logged and its records are lost. */
    OFF
  }

  public StartPoint {
    requireNonNull(from, "from");
    settled = Set.copyOf(settled);
    requireNonNull(guard, "guard");
    notes = List.copyOf(notes);
  }

  /** The beginning of a pipeline that has never run, where nobody else runs it. */
  public static StartPoint anew() {
    return new StartPoint(Optional.empty(), 0, Set.of(), Guard.ON, List.of());
  }

  /** The newest checkpoint, whatever became of its transactions. Loses records: see SafeResume. */
  public static StartPoint unchecked(RunDirectory directory) {
    return new StartPoint(
        ResumePoint.newest(directory),
        directory.generation().orElse(0),
        Set.of(),
        Guard.OFF,
        List.of("without safe resume: records of an aborted transaction will be lost silently"));
  }
}
