package dev.surety.cli.run;

import static java.util.Objects.requireNonNull;

import dev.surety.cli.monitoring.Endpoint;
import dev.surety.job.EmbeddedRun;
import dev.surety.job.EmbeddedRun.Snapshot;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.job.PipelineJob;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.metrics.PrometheusPage;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.Ownership;
import dev.surety.job.resume.ResumePoint;
import dev.surety.job.resume.RunDirectory;
import dev.surety.job.resume.SafeStart;
import dev.surety.job.resume.StartPoint;
import dev.surety.job.sink.TransactionLostException;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.Profile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a pipeline until it is told to stop or is done, and shows it live. */
public final class RunLoop {
  private static final Duration STOP_BOUND = Duration.ofSeconds(90);
  private static final long TICK_MS = 100;

  private final Settings settings;
  private final RunView view;
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private @Nullable RunStatus latest;
  private long latestAtNanos = System.nanoTime();
  private long shownFailureMs;
  private final RunEvents events;

  /**
   * What to run and how.
   *
   * @param stateRoot directory that holds one directory for each pipeline
   * @param beginning where the run begins
   * @param transactionTimeout after which the broker aborts what a dead run left open; empty for as
   *     long as is good
   * @param mode what the job does with the records
   * @param interval between two live lines
   * @param metricsPort port of 127.0.0.1 on which Prometheus metrics are served; 0 for any
   * @param endpoints where the run tells of that port
   * @param versions of {@code surety}, {@code flink} and {@code kafka}, for the metrics
   */
  public record Settings(
      Pipeline pipeline,
      Profile profile,
      Path stateRoot,
      Beginning beginning,
      Optional<Duration> transactionTimeout,
      PipelineJob.Mode mode,
      Duration interval,
      int metricsPort,
      Path endpoints,
      Map<String, String> versions) {
    public Settings {
      requireNonNull(pipeline, "pipeline");
      requireNonNull(profile, "profile");
      requireNonNull(stateRoot, "stateRoot");
      requireNonNull(beginning, "beginning");
      requireNonNull(transactionTimeout, "transactionTimeout");
      requireNonNull(mode, "mode");
      requireNonNull(interval, "interval");
      requireNonNull(endpoints, "endpoints");
      versions = Map.copyOf(versions);
    }
  }

  /**
   * Where a run begins.
   *
   * @param checkpoint the one to go on from, for {@code FROM_CHECKPOINT}
   */
  public record Beginning(Kind kind, long checkpoint) {
    /** The newest checkpoint from which every record ends exactly once. */
    public static final Beginning SAFE = new Beginning(Kind.SAFE, 0);

    /** Anew, with the state of earlier runs set aside. */
    public static final Beginning NEW_STATE = new Beginning(Kind.NEW_STATE, 0);

    /** The newest checkpoint, whatever became of its transactions. */
    public static final Beginning UNCHECKED = new Beginning(Kind.UNCHECKED, 0);

    /** A checkpoint that the user has chosen. */
    public static Beginning fromCheckpoint(long checkpoint) {
      return new Beginning(Kind.FROM_CHECKPOINT, checkpoint);
    }

    enum Kind {
      SAFE,
      NEW_STATE,
      FROM_CHECKPOINT,
      UNCHECKED
    }
  }

  /** Makes the test that ends a run, when Kafka has been asked about the topics. */
  @FunctionalInterface
  public interface Until {
    /** Never ends by itself. */
    Until STOPPED = (cluster, topics, metrics) -> () -> false;

    BooleanSupplier test(KafkaCluster cluster, Topics topics, EmbeddedMetrics metrics);
  }

  public RunLoop(Settings settings, RunView view) {
    this.settings = requireNonNull(settings, "settings");
    this.view = requireNonNull(view, "view");
    this.events = new RunEvents(settings, view);
  }

  /** Asks the run to stop with a final checkpoint. May be called from any thread. */
  public void requestStop() {
    stopRequested.countDown();
  }

  /**
   * Runs until stopped or done.
   *
   * @return how it was doing at the end
   * @throws OperationException when the run could not start or failed for good
   */
  public RunStatus run(Until until) {
    Pipeline pipeline = settings.pipeline();
    events.loaded();
    try (RunDirectory directory =
            RunDirectory.open(settings.stateRoot().resolve(pipeline.name()), pipeline.name());
        KafkaCluster cluster = KafkaCluster.open(settings.profile());
        EmbeddedMetrics metrics = EmbeddedMetrics.open()) {
      Topics topics = TopicCheck.check(cluster, pipeline, settings.transactionTimeout());
      topics.notes().forEach(view::note);
      SafeStart safeStart =
          new SafeStart(pipeline, directory, cluster.transactions(), () -> output(cluster, topics));
      if (settings.beginning().kind() == Beginning.Kind.NEW_STATE) {
        view.note("earlier state is set aside in " + directory.setAside());
        safeStart.beginGeneration();
      }
      new Ownership(topics.identity()).claim(directory);
      ResumePoint.prune(directory, EmbeddedRun.RETAINED_CHECKPOINTS);
      return run(directory, cluster, topics, safeStart, metrics, until);
    } catch (RuntimeException e) {
      events.ended(e);
      throw e;
    }
  }

  private StartPoint startPoint(SafeStart safeStart, RunDirectory directory) {
    Beginning beginning = settings.beginning();
    return switch (beginning.kind()) {
      case SAFE, NEW_STATE -> safeStart.find();
      case FROM_CHECKPOINT -> safeStart.from(beginning.checkpoint());
      case UNCHECKED -> StartPoint.unchecked(directory);
    };
  }

  private Output output(KafkaCluster cluster, Topics topics) {
    Pipeline pipeline = settings.pipeline();
    boolean written =
        cluster.hasRecords(pipeline.sink().topic(), topics.cleanPartitions())
            || cluster.hasRecords(pipeline.quarantineTopic(), topics.quarantinePartitions());
    return written ? Output.WRITTEN : Output.NEVER_WRITTEN;
  }

  private RunStatus run(
      RunDirectory directory,
      KafkaCluster cluster,
      Topics topics,
      SafeStart safeStart,
      EmbeddedMetrics metrics,
      Until until) {
    Pipeline pipeline = settings.pipeline();
    StartPoint start = startPoint(safeStart, directory);
    start.notes().forEach(view::note);
    BooleanSupplier done = until.test(cluster, topics, metrics);
    RunSamples samples = new RunSamples(pipeline, topics, metrics, settings.versions());
    try (PrometheusPage page = metricsPage(metrics, samples);
        EmbeddedRun run =
            EmbeddedRun.start(
                pipeline, settings.profile(), topics, directory, start, metrics, settings.mode());
        RunProbe probe = new RunProbe(pipeline, topics.partitions(), cluster, metrics, done)) {
      events.started(topics, run);
      view.note(pipeline.summary());
      view.note(
          run.resumedFrom()
              .map(point -> "going on from checkpoint " + point.checkpointId())
              .orElse("no checkpoint yet: beginning at the " + startOf(pipeline)));
      view.note("metrics at http://127.0.0.1:" + page.port() + "/metrics");
      samples.attach(run, probe);
      probe.start();
      @Nullable Endpoint endpoint = announce(page.port());
      watch(run, probe, metrics);
      RunStatus last = stop(run, safeStart, probe, metrics);
      withdraw(endpoint);
      return last;
    }
  }

  private static String startOf(Pipeline pipeline) {
    return switch (pipeline.source().start()) {
      case EARLIEST -> "earliest record";
      case LATEST -> "end of the topic";
    };
  }

  /** The run goes on when it cannot be announced: that only keeps monitoring from finding it. */
  private @Nullable Endpoint announce(int port) {
    try {
      return Endpoint.announce(
          settings.endpoints(), Endpoint.PIPELINE, settings.pipeline().name(), port);
    } catch (IOException e) {
      view.note("monitoring on this machine will not find this run: " + e);
      return null;
    }
  }

  private void withdraw(@Nullable Endpoint endpoint) {
    if (endpoint == null) {
      return;
    }
    try {
      endpoint.withdraw();
    } catch (IOException e) {
      view.note("monitoring on this machine will believe that this run crashed: " + e);
    }
  }

  private PrometheusPage metricsPage(EmbeddedMetrics metrics, RunSamples samples) {
    int port = settings.metricsPort();
    try {
      return PrometheusPage.serve(metrics, settings.pipeline().name(), port, samples);
    } catch (IOException e) {
      throw new OperationException(
          ErrorCode.UNREACHABLE,
          "metrics cannot be served on port " + port + ": " + e.getMessage() + "; name another",
          e);
    }
  }

  private void watch(EmbeddedRun run, RunProbe probe, EmbeddedMetrics metrics) {
    long nextStatus = System.nanoTime();
    while (!probe.isDone()) {
      events.look(run, probe, metrics);
      if (System.nanoTime() >= nextStatus) {
        nextStatus = System.nanoTime() + settings.interval().toNanos();
        run.keepTaskManager();
        Snapshot snapshot = run.snapshot();
        showFailure(snapshot);
        view.status(status(snapshot, probe, metrics));
      }
      try {
        if (stopRequested.await(TICK_MS, TimeUnit.MILLISECONDS)) {
          view.note("stopping with a final checkpoint …");
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void showFailure(Snapshot snapshot) {
    if (snapshot.failureMs() > shownFailureMs) {
      shownFailureMs = snapshot.failureMs();
      if (snapshot.failure().contains("OffsetOutOfRangeException")) {
        throw new OperationException(
            ErrorCode.REFUSED,
            "retention has deleted records of the input topic before they were processed: "
                + snapshot.failure()
                + ". Going on would skip them. To accept the loss, use --new-state.");
      }
      if (snapshot.failure().contains(TransactionLostException.class.getSimpleName())) {
        throw new OperationException(
            ErrorCode.REFUSED,
            "the job has stopped because records would be lost: "
                + snapshot.failure()
                + ". Start the pipeline again: it then goes on from the newest checkpoint that is whole"
                + " and writes these records again, or says why it cannot.");
      }
      view.note("the job restarts from its last checkpoint after: " + snapshot.failure());
    }
    if (snapshot.phase() == Snapshot.Phase.FAILED) {
      throw new OperationException(ErrorCode.JOB_FAILED, "the job failed: " + snapshot.failure());
    }
  }

  private RunStatus stop(
      EmbeddedRun run, SafeStart safeStart, RunProbe probe, EmbeddedMetrics metrics) {
    Optional<String> savepoint = run.stop(STOP_BOUND);
    if (savepoint.isPresent()) {
      settle(safeStart);
    }
    RunStatus status = status(run.snapshot(), probe, metrics);
    RunStatus last =
        new RunStatus(
            "stopped",
            "",
            status.recordsPerSecond(),
            status.accepted(),
            status.quarantined(),
            status.quarantinedByRule(),
            status.lag(),
            status.checkpoint(),
            status.checkpointAgeMs());
    events.stopped(last, run, metrics);
    view.summary(
        last,
        savepoint.isPresent()
            ? "stopped with a final checkpoint; the next run goes on from it"
            : "stopped without a final checkpoint (Kafka or Flink did not answer in time); the next run goes on from checkpoint "
                + last.checkpoint()
                + ", nothing is lost");
    return last;
  }

  /** All is committed; only a start after the broker has forgotten that would be refused. */
  private void settle(SafeStart safeStart) {
    try {
      safeStart.settle();
    } catch (OperationException e) {
      view.note("the commits of the final checkpoint could not be confirmed: " + e.getMessage());
    }
  }

  private RunStatus status(Snapshot snapshot, RunProbe probe, EmbeddedMetrics metrics) {
    Map<String, Long> tally = metrics.tally();
    Map<String, Long> byRule = Judged.of(tally).byRule();
    long accepted = tally.getOrDefault("accepted", 0L);
    long quarantined = tally.getOrDefault("quarantined", 0L);
    String waitingFor = probe.waitingFor();
    RunStatus status =
        new RunStatus(
            waitingFor.isEmpty() ? snapshot.phase().name().toLowerCase(Locale.ROOT) : "waiting",
            waitingFor,
            rate(accepted + quarantined),
            accepted,
            quarantined,
            byRule,
            probe.lag(),
            snapshot.checkpoints().lastId(),
            snapshot.checkpoints().lastId() == 0
                ? -1
                : System.currentTimeMillis() - snapshot.checkpoints().lastMs());
    latest = status;
    return status;
  }

  /** After a restart the tally steps back to the last checkpoint; that is no negative rate. */
  private double rate(long judged) {
    long now = System.nanoTime();
    RunStatus before = latest;
    double seconds = (now - latestAtNanos) / 1e9;
    latestAtNanos = now;
    return before == null || seconds <= 0 ? 0 : Math.max(0, judged - before.judged()) / seconds;
  }
}
