package dev.surety.job;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CheckpointStatsStatus;
import org.apache.flink.runtime.checkpoint.FailedCheckpointStats;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a run, as far as Flink remembers it.
 *
 * @param runningSinceMs since when all tasks run, milliseconds since 1970; 0 when one does not
 * @param failure the newest failure of the job, the first lines of its causes; empty when there was
 *     none
 * @param failureMs when it happened, milliseconds since 1970; 0 when there was none
 * @param checkpoints the newest that are over, oldest first
 */
public record RunHistory(
    long runningSinceMs, String failure, long failureMs, List<Checkpoint> checkpoints) {
  public RunHistory {
    requireNonNull(failure, "failure");
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * A checkpoint that is over.
   *
   * @param failure why it failed; empty when it completed
   */
  public record Checkpoint(
      long id, boolean completed, Instant start, Instant end, long sizeBytes, String failure) {
    public Checkpoint {
      requireNonNull(start, "start");
      requireNonNull(end, "end");
      requireNonNull(failure, "failure");
    }

    private static Checkpoint of(AbstractCheckpointStats stats) {
      Instant start = Instant.ofEpochMilli(stats.getTriggerTimestamp());
      if (stats instanceof FailedCheckpointStats failed) {
        Instant end = Instant.ofEpochMilli(failed.getFailureTimestamp());
        String reason = failed.getFailureMessage();
        return new Checkpoint(
            stats.getCheckpointId(), false, start, end, 0, reason == null ? "unknown" : reason);
      }
      Instant end = start.plusMillis(stats.getEndToEndDuration());
      return new Checkpoint(stats.getCheckpointId(), true, start, end, stats.getStateSize(), "");
    }
  }

  static RunHistory of(AccessExecutionGraph graph) {
    ErrorInfo failure = graph.getFailureInfo();
    return new RunHistory(
        runningSince(graph),
        failure == null ? "" : FailureText.of(failure.getExceptionAsString()),
        failure == null ? 0 : failure.getTimestamp(),
        checkpoints(graph.getCheckpointStatsSnapshot()));
  }

  private static long runningSince(AccessExecutionGraph graph) {
    boolean allRun =
        StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .allMatch(task -> task.getExecutionState() == ExecutionState.RUNNING);
    return allRun
        ? StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
            .mapToLong(RunHistory::runningSince)
            .max()
            .orElse(0)
        : 0;
  }

  private static long runningSince(AccessExecutionVertex task) {
    return task.getStateTimestamp(ExecutionState.RUNNING);
  }

  private static List<Checkpoint> checkpoints(@Nullable CheckpointStatsSnapshot stats) {
    if (stats == null) {
      return List.of();
    }
    return stats.getHistory().getCheckpoints().stream()
        .filter(checkpoint -> checkpoint.getStatus() != CheckpointStatsStatus.IN_PROGRESS)
        .map(Checkpoint::of)
        .sorted((one, other) -> Long.compare(one.id(), other.id()))
        .toList();
  }
}
