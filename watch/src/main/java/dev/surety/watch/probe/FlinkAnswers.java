package dev.surety.watch.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Flink's REST API answers. */
final class FlinkAnswers {
  private static final double MS_PER_SECOND = 1000;
  private static final int LONGEST_NAME = 120;
  private static final int SHORT_ID = 8;

  /** In a line of text the version ends with the line, in one of JSON with the message. */
  private static final Pattern JVM_LINE =
      Pattern.compile(" JVM: [^\\r\\n\"]*/([0-9A-Za-z.+_~-]+)[\\s\"]");

  private FlinkAnswers() {}

  /** {@code /overview}. */
  static void readOverview(JsonNode overview, Samples samples) {
    samples.add(WatchMetric.FLINK_TASKMANAGERS, overview.path("taskmanagers").asInt());
    samples.add(WatchMetric.FLINK_SLOTS_AVAILABLE, overview.path("slots-available").asInt());
  }

  /** {@code /jobmanager/environment}. */
  static void readEnvironment(JsonNode environment, Samples samples) {
    String version = environment.path("jvm").path("version").asText("unknown");
    samples.add(WatchMetric.FLINK_JVM_INFO, 1, "jobmanager", version(version));
  }

  /** {@code /taskmanagers}: their ids. */
  static List<String> taskManagers(JsonNode taskManagers) {
    List<String> ids = new ArrayList<>();
    taskManagers.path("taskmanagers").forEach(one -> ids.add(one.path("id").asText()));
    return ids;
  }

  /**
   * {@code /taskmanagers}: how long ago each was heard of. Flink calls it the time since the last
   * heartbeat, and gives the moment of it.
   */
  static void readHeartbeats(JsonNode taskManagers, Samples samples) {
    long now = samples.time().toEpochMilli();
    for (JsonNode one : taskManagers.path("taskmanagers")) {
      long heardAtMs = one.path("timeSinceLastHeartbeat").asLong();
      if (heardAtMs > 0) {
        samples.add(
            WatchMetric.FLINK_TASKMANAGER_HEARTBEAT_AGE,
            Math.max(0, now - heardAtMs) / MS_PER_SECOND,
            one.path("id").asText());
      }
    }
  }

  /** What Flink logs of its Java at every start; empty when the log does not tell. */
  static String javaVersion(String log) {
    Matcher matcher = JVM_LINE.matcher(log);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** {@code 17.0.15+6} of {@code OpenJDK 64-Bit Server VM - Eclipse Adoptium - 17/17.0.15+6}. */
  private static String version(String virtualMachine) {
    return virtualMachine.substring(virtualMachine.lastIndexOf('/') + 1);
  }

  static void readState(FlinkJob job, Samples samples) {
    for (String state : FlinkJob.STATES) {
      int value = state.equals(job.state()) ? 1 : 0;
      samples.add(WatchMetric.FLINK_JOB_STATE, value, job.name(), state);
    }
  }

  /** {@code /jobs/:id/metrics?get=numRestarts}. */
  static void readRestarts(FlinkJob job, JsonNode metrics, Samples samples) {
    for (JsonNode metric : metrics) {
      if (metric.path("id").asText().equals("numRestarts")) {
        number(metric.path("value"))
            .ifPresent(value -> samples.add(WatchMetric.FLINK_JOB_RESTARTS, value, job.name()));
      }
    }
  }

  /** {@code /jobs/:id}: the vertices' ids and, for each, a name that no other one has. */
  static Map<String, String> vertices(JsonNode job) {
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (JsonNode vertex : job.path("vertices")) {
      String id = vertex.path("id").asText();
      String name = vertex.path("name").asText();
      String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
      boolean free = taken.add(shortened);
      names.put(
          id,
          free ? shortened : shortened + " " + id.substring(0, Math.min(SHORT_ID, id.length())));
    }
    return names;
  }

  /** {@code /jobs/:id/vertices/:vertex/backpressure}. */
  static void readBackPressure(FlinkJob job, String vertex, JsonNode answer, Samples samples) {
    for (JsonNode subtask : answer.path("subtasks")) {
      String index = PartitionReader.label(subtask.path("subtask").asInt());
      addRatio(
          WatchMetric.FLINK_VERTEX_BUSY, subtask.path("busyRatio"), job, vertex, index, samples);
      addRatio(
          WatchMetric.FLINK_VERTEX_BACKPRESSURED,
          subtask.path("ratio"),
          job,
          vertex,
          index,
          samples);
      addRatio(
          WatchMetric.FLINK_VERTEX_IDLE, subtask.path("idleRatio"), job, vertex, index, samples);
    }
  }

  private static void addRatio(
      WatchMetric metric,
      JsonNode value,
      FlinkJob job,
      String vertex,
      String subtask,
      Samples samples) {
    number(value).ifPresent(ratio -> samples.add(metric, ratio, job.name(), vertex, subtask));
  }

  /** {@code /jobs/:id/checkpoints}. */
  static void readCheckpoints(FlinkJob job, JsonNode checkpoints, Samples samples) {
    samples.add(
        WatchMetric.FLINK_CHECKPOINTS_FAILED,
        checkpoints.path("counts").path("failed").asLong(),
        job.name());
    JsonNode completed = checkpoints.path("latest").path("completed");
    if (completed.isObject()) {
      samples.add(
          WatchMetric.FLINK_CHECKPOINT_LAST_COMPLETED,
          completed.path("latest_ack_timestamp").asLong() / MS_PER_SECOND,
          job.name());
      samples.add(
          WatchMetric.FLINK_CHECKPOINT_LAST_DURATION,
          completed.path("end_to_end_duration").asLong() / MS_PER_SECOND,
          job.name());
    }
    long now = samples.time().toEpochMilli();
    long oldest = now;
    for (JsonNode checkpoint : checkpoints.path("history")) {
      if (checkpoint.path("status").asText().equals("IN_PROGRESS")) {
        oldest = Math.min(oldest, checkpoint.path("trigger_timestamp").asLong(now));
      }
    }
    samples.add(
        WatchMetric.FLINK_CHECKPOINT_IN_PROGRESS_AGE, (now - oldest) / MS_PER_SECOND, job.name());
  }

  /** {@code /jobs/:id/checkpoints/config}; Flink gives 0 or all bits for "never". */
  static void readCheckpointConfig(FlinkJob job, JsonNode config, Samples samples) {
    long interval = config.path("interval").asLong();
    if (interval > 0 && interval < Long.MAX_VALUE) {
      samples.add(WatchMetric.FLINK_CHECKPOINT_INTERVAL, interval / MS_PER_SECOND, job.name());
      samples.add(
          WatchMetric.FLINK_CHECKPOINT_TIMEOUT,
          config.path("timeout").asLong() / MS_PER_SECOND,
          job.name());
    }
  }

  /** The value of a number, also of one in quotes; empty for what is not measured (NaN). */
  static OptionalDouble number(JsonNode value) {
    double number = value.asDouble(Double.NaN);
    return Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
