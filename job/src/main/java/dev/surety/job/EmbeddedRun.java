package dev.surety.job;

import static java.util.Objects.requireNonNull;

import dev.surety.job.kafka.TopicCheck;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.resume.ResumePoint;
import dev.surety.job.resume.RunDirectory;
import dev.surety.job.resume.StartPoint;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.Profile;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline that runs in this process, on an embedded Flink, with its state in a {@link
 * RunDirectory}. It restarts by itself after failures, with growing pauses. Thread-safe, but for
 * {@link #keepTaskManager}, which one thread calls.
 */
public final class EmbeddedRun implements AutoCloseable {
  /** How many checkpoints are kept to go on from. */
  public static final int RETAINED_CHECKPOINTS = 5;

  /** After which a checkpoint is given up. */
  public static final Duration CHECKPOINT_TIMEOUT = TopicCheck.LONGEST_CHECKPOINT;

  private static final Duration START_BOUND = Duration.ofSeconds(20);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final MemorySize NETWORK_MEMORY = MemorySize.ofMebiBytes(32);
  private static final String LOOPBACK = "127.0.0.1";

  private final MiniCluster cluster;
  private final JobID job;
  private final @Nullable ResumePoint resumedFrom;
  private final RunDirectory directory;
  private boolean hadTaskManager;

  private EmbeddedRun(
      MiniCluster cluster, JobID job, @Nullable ResumePoint resumedFrom, RunDirectory directory) {
    this.cluster = cluster;
    this.job = job;
    this.resumedFrom = resumedFrom;
    this.directory = directory;
  }

  /**
   * How a run is doing.
   *
   * @param phase what Flink is doing with the job
   * @param failure the newest failure, the first lines of its causes; empty when there was none
   * @param failureMs when it happened, milliseconds since 1970; 0 when there was none
   */
  public record Snapshot(Phase phase, Checkpoints checkpoints, String failure, long failureMs) {
    /** What Flink is doing with the job. */
    public enum Phase {
      STARTING,
      RUNNING,
      RESTARTING,
      STOPPED,
      FAILED
    }
  }

  /**
   * The checkpoints of a run.
   *
   * @param lastId number of the newest completed one; 0 when there is none yet
   * @param lastMs when it completed, milliseconds since 1970
   * @param lastDurationMs how long it took
   * @param lastSizeBytes state in it
   * @param completed how many completed
   * @param failed how many failed or timed out
   * @param inProgressSinceMs when the running one began, milliseconds since 1970; 0 when none runs
   */
  public record Checkpoints(
      long lastId,
      long lastMs,
      long lastDurationMs,
      long lastSizeBytes,
      long completed,
      long failed,
      long inProgressSinceMs) {
    static final Checkpoints NONE = new Checkpoints(0, 0, 0, 0, 0, 0, 0);

    static Checkpoints of(@Nullable CheckpointStatsSnapshot stats) {
      if (stats == null) {
        return NONE;
      }
      CompletedCheckpointStats newest = stats.getHistory().getLatestCompletedCheckpoint();
      long inProgressSinceMs =
          stats.getHistory().getCheckpoints().stream()
              .filter(checkpoint -> checkpoint.getStatus().isInProgress())
              .mapToLong(AbstractCheckpointStats::getTriggerTimestamp)
              .min()
              .orElse(0);
      return new Checkpoints(
          newest == null ? 0 : newest.getCheckpointId(),
          newest == null ? 0 : newest.getLatestAckTimestamp(),
          newest == null ? 0 : newest.getEndToEndDuration(),
          newest == null ? 0 : newest.getStateSize(),
          stats.getCounts().getNumberOfCompletedCheckpoints(),
          stats.getCounts().getNumberOfFailedCheckpoints(),
          inProgressSinceMs);
    }
  }

  /** Starts a pipeline where {@link dev.surety.job.resume.SafeStart} says. */
  public static EmbeddedRun start(
      Pipeline pipeline,
      Profile profile,
      Topics topics,
      RunDirectory directory,
      StartPoint startPoint,
      EmbeddedMetrics metrics,
      PipelineJob.Mode mode) {
    int parallelism = parallelism(pipeline, topics);
    Configuration configuration = configuration(directory, pipeline.runtime().checkpointInterval());
    metrics.configure(configuration);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    PipelineJob.build(env, pipeline, profile, topics, startPoint, mode);
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(pipeline.name());
    Optional<ResumePoint> resume = startPoint.from();
    resume.ifPresent(
        point ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(
                    point.path().toUri().toString(), false, RecoveryClaimMode.NO_CLAIM)));
    return submit(graph.getJobGraph(), configuration, parallelism, resume.orElse(null), directory);
  }

  /** How many subtasks a pipeline's job has. */
  public static int parallelism(Pipeline pipeline, Topics topics) {
    return pipeline
        .runtime()
        .parallelism()
        .orElseGet(() -> Math.min(topics.partitions(), Runtime.getRuntime().availableProcessors()));
  }

  private static EmbeddedRun submit(
      JobGraph graph,
      Configuration configuration,
      int parallelism,
      @Nullable ResumePoint resume,
      RunDirectory directory) {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setCommonBindAddress(LOOPBACK)
                .withRandomPorts()
                .build());
    try {
      cluster.start();
      JobID job = await(cluster.submitJob(graph), Duration.ofMinutes(1)).getJobID();
      return new EmbeddedRun(cluster, job, resume, directory);
    } catch (Exception e) { // MiniCluster.start() declares no narrower one
      cluster.closeAsync();
      throw new OperationException(
          ErrorCode.JOB_FAILED, "the embedded Flink does not start: " + e.getMessage(), e);
    }
  }

  private static Configuration configuration(RunDirectory directory, Duration interval) {
    Configuration flink = new Configuration();
    flink.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    flink.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    flink.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    flink.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 2);
    flink.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    flink.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    flink.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory.checkpoints().toUri().toString());
    flink.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    flink.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    flink.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(30));
    flink.set(PipelineOptions.OBJECT_REUSE, true);
    flink.set(PipelineOptions.GENERIC_TYPES, false);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_MEMORY);
    flink.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_MEMORY);
    flink.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(8));
    flink.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(TaskManagerOptions.HOST, LOOPBACK);
    flink.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    flink.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    flink.set(RestOptions.ADDRESS, LOOPBACK);
    flink.set(CoreOptions.TMP_DIRS, directory.temporary().toString());
    return flink;
  }

  /** The checkpoint that this run went on from; empty when it began anew. */
  public Optional<ResumePoint> resumedFrom() {
    return Optional.ofNullable(resumedFrom);
  }

  /** How the run is doing now. */
  public Snapshot snapshot() {
    AccessExecutionGraph graph = await(cluster.getExecutionGraph(job), CALL_TIMEOUT);
    ErrorInfo failure = graph.getFailureInfo();
    return new Snapshot(
        phase(graph.getState()),
        Checkpoints.of(graph.getCheckpointStatsSnapshot()),
        failure == null ? "" : FailureText.of(failure.getExceptionAsString()),
        failure == null ? 0 : failure.getTimestamp());
  }

  /**
   * Starts another TaskManager when there is none any more; call it now and then. Flink ends one
   * for good when a failed task cannot be cleaned up, which is what happens when Kafka is away for
   * longer than a producer waits: the job would then wait for slots for ever.
   */
  public void keepTaskManager() {
    boolean connected =
        await(cluster.requestClusterOverview(), CALL_TIMEOUT).getNumTaskManagersConnected() > 0;
    if (connected) {
      hadTaskManager = true;
    } else if (hadTaskManager) {
      hadTaskManager = false;
      try {
        cluster.startTaskManager();
      } catch (Exception e) { // startTaskManager() declares no narrower one
        throw new OperationException(
            ErrorCode.JOB_FAILED, "the embedded Flink does not start again: " + e.getMessage(), e);
      }
    }
  }

  /** For tests, which end parts of it. */
  MiniCluster cluster() {
    return cluster;
  }

  /** What has happened to the run so far, as far as Flink remembers it. */
  public RunHistory history() {
    return RunHistory.of(await(cluster.getExecutionGraph(job), CALL_TIMEOUT));
  }

  private static Snapshot.Phase phase(JobStatus status) {
    return switch (status) {
      case INITIALIZING, CREATED, RECONCILING -> Snapshot.Phase.STARTING;
      case RUNNING -> Snapshot.Phase.RUNNING;
      case FAILING, RESTARTING -> Snapshot.Phase.RESTARTING;
      case FINISHED, CANCELED, CANCELLING, SUSPENDED -> Snapshot.Phase.STOPPED;
      case FAILED -> Snapshot.Phase.FAILED;
    };
  }

  /**
   * Stops with a final checkpoint: all that was read is written and committed.
   *
   * @return empty when that was not possible in time; then the job is cancelled, and the next run
   *     goes on from the checkpoint before
   */
  public Optional<String> stop(Duration bound) {
    awaitStarted();
    try {
      return Optional.of(
          await(
              cluster.stopWithSavepoint(
                  job,
                  directory.savepoints().toUri().toString(),
                  false,
                  SavepointFormatType.NATIVE),
              bound));
    } catch (OperationException notInTime) {
      await(cluster.cancelJob(job), CALL_TIMEOUT);
      return Optional.empty();
    }
  }

  /** Flink makes no savepoint while tasks are being started, which is soon over. */
  private void awaitStarted() {
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    try {
      while (isStarting() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStarting() {
    AccessExecutionGraph graph = await(cluster.getExecutionGraph(job), CALL_TIMEOUT);
    if (graph.getState() != JobStatus.RUNNING) {
      return phase(graph.getState()) == Snapshot.Phase.STARTING;
    }
    for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
      switch (task.getExecutionState()) {
        case CREATED, SCHEDULED, DEPLOYING, INITIALIZING -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  @Override
  public void close() {
    try {
      cluster.closeAsync().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new OperationException(ErrorCode.JOB_FAILED, "the embedded Flink does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T await(CompletableFuture<T> future, Duration bound) {
    try {
      return requireNonNull(future.get(bound.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperationException(
          ErrorCode.JOB_FAILED, "the embedded Flink does not answer: " + cause.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.JOB_FAILED, "interrupted", e);
    }
  }
}
