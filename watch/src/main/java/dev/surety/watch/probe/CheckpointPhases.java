package dev.surety.watch.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;

/**
 * The longest time of any subtask in each phase of a checkpoint.
 *
 * @param checkpoint the checkpoint's number
 */
record CheckpointPhases(
    long checkpoint, long startDelayMs, long alignmentMs, long syncMs, long asyncMs) {
  private static final double MS_PER_SECOND = 1000;

  static CheckpointPhases none(long checkpoint) {
    return new CheckpointPhases(checkpoint, 0, 0, 0, 0);
  }

  /** With a vertex's part: {@code /jobs/:id/checkpoints/details/:checkpoint/subtasks/:vertex}. */
  CheckpointPhases and(JsonNode subtasks) {
    JsonNode summary = subtasks.path("summary");
    JsonNode duration = summary.path("checkpoint_duration");
    return new CheckpointPhases(
        checkpoint,
        Math.max(startDelayMs, summary.path("start_delay").path("max").asLong()),
        Math.max(alignmentMs, summary.path("alignment").path("duration").path("max").asLong()),
        Math.max(syncMs, duration.path("sync").path("max").asLong()),
        Math.max(asyncMs, duration.path("async").path("max").asLong()));
  }

  void read(FlinkJob job, Samples samples) {
    add(job, "start_delay", startDelayMs, samples);
    add(job, "alignment", alignmentMs, samples);
    add(job, "sync", syncMs, samples);
    add(job, "async", asyncMs, samples);
  }

  private static void add(FlinkJob job, String phase, long ms, Samples samples) {
    samples.add(WatchMetric.FLINK_CHECKPOINT_PHASE, ms / MS_PER_SECOND, job.name(), phase);
  }
}
