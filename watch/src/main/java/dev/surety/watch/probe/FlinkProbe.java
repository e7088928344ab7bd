package dev.surety.watch.probe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks Flink's REST API for the cluster, its jobs, their vertices and checkpoints. */
final class FlinkProbe implements Probe {
  /** Jobs that have not ended; those behind are left out and counted. */
  private static final int MOST_JOBS = 50;

  /** Vertices of all jobs together. */
  private static final int MOST_VERTICES = 200;

  private static final int LOG_HEAD = 64 * 1024;

  private final Id id;
  private final JsonHttp http;

  /** Of each job by its id: a completed checkpoint does not change, and is asked for once. */
  private final Map<String, CheckpointPhases> phases = new HashMap<>();

  /** Java of each TaskManager by its id; empty when its log does not tell. */
  private final Map<String, String> javaVersions = new HashMap<>();

  private int unanswered;

  FlinkProbe(URI rest, Duration connectTimeout) {
    this.id = new Id("flink_rest", JsonHttp.shown(rest));
    this.http = new JsonHttp(rest, connectTimeout);
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline deadline) throws ProbeException, InterruptedException {
    FlinkAnswers.readOverview(http.get("/overview", deadline), samples);
    FlinkAnswers.readEnvironment(http.get("/jobmanager/environment", deadline), samples);
    unanswered = 0;
    readTaskManagers(samples, deadline);
    List<FlinkJob> jobs = FlinkJob.read(http.get("/jobs/overview", deadline));
    jobs.forEach(job -> FlinkAnswers.readState(job, samples));
    List<FlinkJob> alive = jobs.stream().filter(job -> !job.isEnded()).toList();
    phases.keySet().retainAll(alive.stream().map(FlinkJob::id).collect(Collectors.toSet()));
    int vertices = 0;
    for (FlinkJob job : alive.subList(0, Math.min(alive.size(), MOST_JOBS))) {
      vertices += readJob(job, MOST_VERTICES - vertices, samples, deadline);
    }
    samples.add(WatchMetric.WATCH_TRUNCATED, Math.max(0, alive.size() - MOST_JOBS), "flink_jobs");
    samples.add(
        WatchMetric.WATCH_TRUNCATED, Math.max(0, vertices - MOST_VERTICES), "flink_vertices");
    samples.add(WatchMetric.WATCH_INCOMPLETE, unanswered, "flink_answers");
  }

  /**
   * Of a job. What is not there (checkpoints of a job without any) is left out; what Flink cannot
   * tell while a job starts or ends is counted.
   */
  private Optional<JsonNode> ask(String path, Deadline deadline)
      throws ProbeException, InterruptedException {
    try {
      return http.getIfThere(path, deadline);
    } catch (HttpStatusException e) {
      unanswered++;
      return Optional.empty();
    }
  }

  /** Only the log of a TaskManager tells its Java; its first lines are read once. */
  private void readTaskManagers(Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    JsonNode taskManagers = http.get("/taskmanagers", deadline);
    FlinkAnswers.readHeartbeats(taskManagers, samples);
    List<String> ids = FlinkAnswers.taskManagers(taskManagers);
    javaVersions.keySet().retainAll(ids);
    for (String taskManager : ids) {
      if (!javaVersions.containsKey(taskManager)) {
        String log = http.head("/taskmanagers/" + taskManager + "/log", LOG_HEAD, deadline);
        javaVersions.put(taskManager, FlinkAnswers.javaVersion(log));
      }
      String version = javaVersions.getOrDefault(taskManager, "");
      if (!version.isEmpty()) {
        samples.add(WatchMetric.FLINK_JVM_INFO, 1, taskManager, version);
      }
    }
  }

  /** Returns how many vertices the job has. What has ended meanwhile is left out. */
  private int readJob(FlinkJob job, int mostVertices, Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    String path = "/jobs/" + job.id();
    Optional<JsonNode> details = ask(path, deadline);
    if (details.isEmpty()) {
      return 0;
    }
    ask(path + "/metrics?get=numRestarts", deadline)
        .ifPresent(metrics -> FlinkAnswers.readRestarts(job, metrics, samples));
    Map<String, String> vertices = FlinkAnswers.vertices(details.get());
    int asked = 0;
    for (Map.Entry<String, String> vertex : vertices.entrySet()) {
      if (asked++ < mostVertices) {
        ask(path + "/vertices/" + vertex.getKey() + "/backpressure", deadline)
            .ifPresent(
                answer -> FlinkAnswers.readBackPressure(job, vertex.getValue(), answer, samples));
      }
    }
    Optional<JsonNode> checkpoints = ask(path + "/checkpoints", deadline);
    if (checkpoints.isPresent()) {
      readCheckpoints(job, vertices, checkpoints.get(), samples, deadline);
    }
    return vertices.size();
  }

  private void readCheckpoints(
      FlinkJob job,
      Map<String, String> vertices,
      JsonNode checkpoints,
      Samples samples,
      Deadline deadline)
      throws ProbeException, InterruptedException {
    FlinkAnswers.readCheckpoints(job, checkpoints, samples);
    String path = "/jobs/" + job.id() + "/checkpoints";
    ask(path + "/config", deadline)
        .ifPresent(config -> FlinkAnswers.readCheckpointConfig(job, config, samples));
    JsonNode completed = checkpoints.path("latest").path("completed");
    if (completed.isObject()) {
      phases(job, completed.path("id").asLong(), vertices, deadline).read(job, samples);
    }
  }

  private CheckpointPhases phases(
      FlinkJob job, long checkpoint, Map<String, String> vertices, Deadline deadline)
      throws ProbeException, InterruptedException {
    @Nullable CheckpointPhases known = phases.get(job.id());
    if (known != null && known.checkpoint() == checkpoint) {
      return known;
    }
    String path = "/jobs/" + job.id() + "/checkpoints/details/" + checkpoint + "/subtasks/";
    CheckpointPhases sum = CheckpointPhases.none(checkpoint);
    for (String vertex : vertices.keySet()) {
      Optional<JsonNode> subtasks = ask(path + vertex, deadline);
      if (subtasks.isPresent()) {
        sum = sum.and(subtasks.get());
      }
    }
    phases.put(job.id(), sum);
    return sum;
  }
}
