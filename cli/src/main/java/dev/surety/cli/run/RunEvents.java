package dev.surety.cli.run;

import static dev.surety.logging.EventField.CHECKPOINT_BYTES;
import static dev.surety.logging.EventField.CHECKPOINT_ID;
import static dev.surety.logging.EventField.ERROR_CODE;
import static dev.surety.logging.EventField.ERROR_MESSAGE;
import static dev.surety.logging.EventField.EVENT_START;
import static dev.surety.logging.EventField.LAG_RECORDS;
import static dev.surety.logging.EventField.PARALLELISM;
import static dev.surety.logging.EventField.PARTITIONS;
import static dev.surety.logging.EventField.QUARANTINE_BASELINE_RATIO;
import static dev.surety.logging.EventField.QUARANTINE_RATIO;
import static dev.surety.logging.EventField.RECORDS_BYTES;
import static dev.surety.logging.EventField.RECORDS_JUDGED;
import static dev.surety.logging.EventField.RECORDS_QUARANTINED;
import static dev.surety.logging.EventField.RESTARTS;
import static dev.surety.logging.EventField.SERVER_ADDRESS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.surety.contract.Contract;
import dev.surety.job.EmbeddedRun;
import dev.surety.job.OperationException;
import dev.surety.job.RunHistory;
import dev.surety.job.RunHistory.Checkpoint;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.resume.ResumePoint;
import dev.surety.logging.EventAction;
import dev.surety.logging.EventField;
import dev.surety.logging.EventLog;
import dev.surety.logging.EventLog.Event;
import dev.surety.pipeline.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log what happens to a run, in events that have a name. Called by the thread of the run.
 */
final class RunEvents {
  private static final long LOOK_NANOS = MILLISECONDS.toNanos(500);

  /** A failure so soon after an outage comes of it. */
  private static final Duration OUTAGE_EXPLAINS = Duration.ofMinutes(1);

  private final Pipeline pipeline;
  private final String servers;
  private final RunView view;
  private final EventLog log;
  private final SurgeDetector surges = new SurgeDetector();

  private @Nullable Instant startedAt;
  private @Nullable Instant surgeStart;
  private @Nullable Instant kafkaAwaySince;
  private @Nullable Instant kafkaBackAt;
  private @Nullable Instant downSince;
  private String checkpointFailure = "";
  private String downReason = "";
  private String kafkaReason = "";
  private long nextLookNanos = System.nanoTime();
  private long toldFailureMs;
  private long toldCheckpoint;
  private long completedCheckpoint;
  private Judged atCheckpoint = Judged.NONE;
  private long bytesAtCheckpoint;

  RunEvents(RunLoop.Settings settings, RunView view) {
    this.pipeline = settings.pipeline();
    this.servers = settings.profile().bootstrapServers();
    this.view = view;
    Contract contract = pipeline.governing().contract();
    this.log =
        EventLog.of(
            Map.of(
                EventField.PIPELINE, pipeline.name(),
                EventField.TOPIC, pipeline.source().topic(),
                EventField.CONTRACT_ID, contract.id(),
                EventField.CONTRACT_VERSION, contract.version()));
  }

  /** The contract has been read. */
  void loaded() {
    Contract contract = pipeline.governing().contract();
    log.event(EventAction.CONTRACT_LOADED)
        .say("contract " + contract.id() + " " + contract.version() + " is loaded");
  }

  /** The job has been submitted. */
  void started(Topics topics, EmbeddedRun run) {
    startedAt = Instant.now();
    Event event =
        log.event(EventAction.PIPELINE_START)
            .with(SERVER_ADDRESS, servers)
            .with(PARTITIONS, topics.partitions())
            .with(PARALLELISM, EmbeddedRun.parallelism(pipeline, topics));
    String from = "without a checkpoint";
    if (run.resumedFrom().isPresent()) {
      ResumePoint point = run.resumedFrom().get();
      toldCheckpoint = point.checkpointId();
      completedCheckpoint = point.checkpointId();
      event.with(CHECKPOINT_ID, point.checkpointId());
      from = "from checkpoint " + point.checkpointId();
    }
    event.say("pipeline " + pipeline.name() + " starts " + from);
  }

  /** Looks at the run, now and then; call it often. */
  void look(EmbeddedRun run, RunProbe probe, EmbeddedMetrics metrics) {
    if (System.nanoTime() < nextLookNanos) {
      return;
    }
    nextLookNanos = System.nanoTime() + LOOK_NANOS;
    RunHistory history = run.history();
    Judged total = Judged.of(metrics.tally());
    tellKafka(probe.waitingFor());
    tellCheckpoints(history, total, metrics);
    tellFailures(history, metrics);
    tellSurges(total);
  }

  private void tellKafka(String waitingFor) {
    Instant away = kafkaAwaySince;
    if (!waitingFor.isEmpty() && away == null) {
      kafkaAwaySince = Instant.now();
      kafkaReason = waitingFor;
      log.event(EventAction.KAFKA_DISCONNECT)
          .with(SERVER_ADDRESS, servers)
          .with(ERROR_MESSAGE, waitingFor)
          .say("Kafka does not answer: " + waitingFor);
    } else if (waitingFor.isEmpty() && away != null) {
      kafkaAwaySince = null;
      Instant now = Instant.now();
      kafkaBackAt = now;
      log.event(EventAction.KAFKA_RECONNECT)
          .with(SERVER_ADDRESS, servers)
          .with(ERROR_MESSAGE, kafkaReason)
          .between(away, now)
          .say("Kafka answers again after " + shown(Duration.between(away, now)));
    }
  }

  private void tellCheckpoints(RunHistory history, Judged total, EmbeddedMetrics metrics) {
    for (Checkpoint checkpoint : history.checkpoints()) {
      if (checkpoint.id() <= toldCheckpoint) {
        continue;
      }
      toldCheckpoint = checkpoint.id();
      if (checkpoint.completed()) {
        checkpointFailure = "";
        completedCheckpoint = checkpoint.id();
        tellCompleted(checkpoint, total, metrics.judgedBytes());
      } else if (!checkpoint.failure().equals(checkpointFailure)) {
        checkpointFailure = checkpoint.failure();
        log.event(EventAction.CHECKPOINT_FAILED)
            .with(CHECKPOINT_ID, checkpoint.id())
            .with(ERROR_MESSAGE, checkpoint.failure())
            .between(checkpoint.start(), checkpoint.end())
            .say("checkpoint " + checkpoint.id() + " failed: " + checkpoint.failure());
      }
    }
  }

  /** What was judged since is counted when the checkpoint is seen, a moment after its end. */
  private void tellCompleted(Checkpoint checkpoint, Judged total, long bytes) {
    Judged since = total.minus(atCheckpoint);
    atCheckpoint = total;
    long moreBytes = bytes < bytesAtCheckpoint ? bytes : bytes - bytesAtCheckpoint;
    bytesAtCheckpoint = bytes;
    log.event(EventAction.CHECKPOINT_COMPLETED)
        .with(CHECKPOINT_ID, checkpoint.id())
        .with(CHECKPOINT_BYTES, checkpoint.sizeBytes())
        .with(RECORDS_JUDGED, since.records())
        .with(RECORDS_QUARANTINED, since.quarantined())
        .with(RECORDS_BYTES, moreBytes)
        .between(checkpoint.start(), checkpoint.end())
        .say(
            "checkpoint %d completed in %s, %d records judged since the last"
                .formatted(
                    checkpoint.id(),
                    shown(Duration.between(checkpoint.start(), checkpoint.end())),
                    since.records()));
  }

  private void tellFailures(RunHistory history, EmbeddedMetrics metrics) {
    if (history.failureMs() > toldFailureMs) {
      toldFailureMs = history.failureMs();
      Instant at = Instant.ofEpochMilli(history.failureMs());
      downSince = downSince == null ? at : downSince;
      String reason = history.failure() + kafkaOutageBefore(at);
      downReason = downReason.isEmpty() ? reason : downReason;
      log.event(EventAction.JOB_FAILED)
          .with(CHECKPOINT_ID, completedCheckpoint)
          .with(EVENT_START, at)
          .with(ERROR_MESSAGE, reason)
          .say("the job failed and restarts: " + reason);
    }
    Instant down = downSince;
    if (down != null && history.runningSinceMs() > toldFailureMs) {
      downSince = null;
      String reason = downReason;
      downReason = "";
      Instant up = Instant.ofEpochMilli(history.runningSinceMs());
      log.event(EventAction.JOB_RESTART)
          .with(CHECKPOINT_ID, completedCheckpoint)
          .with(RESTARTS, metrics.restarts())
          .with(ERROR_MESSAGE, reason)
          .between(down, up)
          .say(
              "the job runs again from checkpoint %d after %s"
                  .formatted(completedCheckpoint, shown(Duration.between(down, up))));
    }
  }

  /** What Flink reports is often only what followed, such as a TaskManager that ended. */
  private String kafkaOutageBefore(Instant failure) {
    Instant back = kafkaBackAt;
    boolean recent = back != null && back.isAfter(failure.minus(OUTAGE_EXPLAINS));
    return kafkaAwaySince != null || recent
        ? "; before that, Kafka did not answer: " + kafkaReason
        : "";
  }

  private void tellSurges(Judged total) {
    surges.look(System.nanoTime(), total).ifPresent(this::tell);
  }

  private void tell(SurgeDetector.Change change) {
    Judged judged = change.judged();
    Event event =
        log.event(change.began() ? EventAction.VIOLATION_SURGE : EventAction.VIOLATION_SURGE_END)
            .with(RECORDS_JUDGED, judged.records())
            .with(RECORDS_QUARANTINED, judged.quarantined())
            .with(QUARANTINE_RATIO, judged.ratio())
            .rules(judged.byRule());
    change.baseline().ifPresent(usual -> event.with(QUARANTINE_BASELINE_RATIO, usual));
    Instant began = surgeStart;
    String sentence;
    if (change.began()) {
      surgeStart = Instant.now();
      sentence = "a surge of violations: %s of %s records are quarantined";
    } else {
      if (began != null) {
        event.between(began, Instant.now());
      }
      sentence = "the surge of violations is over: %s of %s records were quarantined";
    }
    String text = sentence.formatted(judged.quarantined(), judged.records());
    event.say(text);
    view.note(text);
  }

  /** The run has stopped as it was asked to. */
  void stopped(RunStatus last, EmbeddedRun run, EmbeddedMetrics metrics) {
    tellCheckpoints(run.history(), Judged.of(metrics.tally()), metrics);
    Event event =
        log.event(EventAction.PIPELINE_STOP)
            .with(CHECKPOINT_ID, last.checkpoint())
            .with(RECORDS_JUDGED, last.judged())
            .with(RECORDS_QUARANTINED, last.quarantined())
            .with(RESTARTS, metrics.restarts());
    if (last.lag() >= 0) {
      event.with(LAG_RECORDS, last.lag());
    }
    since(event).say("pipeline " + pipeline.name() + " has stopped");
  }

  /** The run has ended with a failure, or did not begin. */
  void ended(RuntimeException failure) {
    Event event =
        startedAt == null
            ? log.event(EventAction.RUN_REFUSED)
            : since(log.event(EventAction.PIPELINE_FAILED));
    if (failure instanceof OperationException operation) {
      event.with(ERROR_CODE, operation.code().name());
    }
    event
        .with(ERROR_MESSAGE, String.valueOf(failure.getMessage()))
        .say(
            "pipeline %s %s: %s"
                .formatted(
                    pipeline.name(),
                    startedAt == null ? "is not started" : "has failed",
                    failure.getMessage()));
  }

  private Event since(Event event) {
    Instant start = startedAt;
    return start == null ? event : event.between(start, Instant.now());
  }

  private static String shown(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
