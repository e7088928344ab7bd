package dev.surety.cli.run;

import dev.surety.cli.run.RunProbe.PartitionLag;
import dev.surety.contract.document.ContractDocument;
import dev.surety.job.EmbeddedRun;
import dev.surety.job.EmbeddedRun.Checkpoints;
import dev.surety.job.EmbeddedRun.Snapshot;
import dev.surety.job.OperationException;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.metrics.PipelineMetric;
import dev.surety.job.metrics.Sample;
import dev.surety.pipeline.Pipeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the metrics page says of a run beside what the job counts itself. Asked by the page's
 * threads.
 */
final class RunSamples implements Supplier<List<Sample>> {
  private final Pipeline pipeline;
  private final Topics topics;
  private final EmbeddedMetrics metrics;
  private final Map<String, String> versions;
  private final Optional<Duration> promised;
  private volatile @Nullable EmbeddedRun run;
  private volatile @Nullable RunProbe probe;

  /**
   * @param versions {@code surety}, {@code flink} and {@code kafka}
   */
  RunSamples(
      Pipeline pipeline, Topics topics, EmbeddedMetrics metrics, Map<String, String> versions) {
    this.pipeline = pipeline;
    this.topics = topics;
    this.metrics = metrics;
    this.versions = Map.copyOf(versions);
    this.promised = promisedLatency(pipeline);
  }

  /** Of several record types on the topic, the shortest counts. */
  private static Optional<Duration> promisedLatency(Pipeline pipeline) {
    Pipeline.GoverningContract governing = pipeline.governing();
    ContractDocument document =
        ContractDocument.read(governing.file(), governing.text()).document();
    return document == null
        ? Optional.empty()
        : governing.contract().objectsOn(pipeline.source().topic()).stream()
            .flatMap(object -> document.latency(object.name()).stream())
            .min(Duration::compareTo);
  }

  /** From now on the page tells of these. */
  void attach(EmbeddedRun newRun, RunProbe newProbe) {
    run = newRun;
    probe = newProbe;
  }

  @Override
  public List<Sample> get() {
    List<Sample> samples = new ArrayList<>();
    samples.add(info());
    samples.add(
        Sample.of(PipelineMetric.PIPELINE_PARALLELISM, EmbeddedRun.parallelism(pipeline, topics)));
    samples.add(
        Sample.of(
            PipelineMetric.CHECKPOINT_INTERVAL_SECONDS,
            pipeline.runtime().checkpointInterval().toMillis() / 1e3));
    samples.add(
        Sample.of(
            PipelineMetric.CHECKPOINT_TIMEOUT_SECONDS, EmbeddedRun.CHECKPOINT_TIMEOUT.toSeconds()));
    samples.add(
        Sample.of(
            PipelineMetric.TRANSACTION_TIMEOUT_SECONDS, topics.transactionTimeout().toSeconds()));
    samples.add(Sample.of(PipelineMetric.PIPELINE_RESTARTS, metrics.restarts()));
    promised.ifPresent(
        latency ->
            samples.add(
                Sample.of(
                    PipelineMetric.SLA_LATENCY_SECONDS,
                    latency.toMillis() / 1e3,
                    pipeline.source().topic())));
    addRun(samples);
    RunProbe asked = probe;
    if (asked != null) {
      asked.lags().forEach(lag -> add(lag, samples));
    }
    return samples;
  }

  private Sample info() {
    return Sample.of(
        PipelineMetric.PIPELINE_INFO,
        1,
        pipeline.source().topic(),
        pipeline.sink().topic(),
        pipeline.governing().contract().id(),
        pipeline.governing().contract().version(),
        versions.getOrDefault("surety", ""),
        versions.getOrDefault("flink", ""),
        versions.getOrDefault("kafka", ""),
        System.getProperty("java.version"),
        System.getProperty("java.vendor"));
  }

  private void addRun(List<Sample> samples) {
    EmbeddedRun asked = run;
    Snapshot snapshot = null;
    try {
      snapshot = asked == null ? null : asked.snapshot();
    } catch (OperationException stopping) {
      // Flink answers no more: the run is about to end, and is not up.
    }
    boolean up = snapshot != null && snapshot.phase() == Snapshot.Phase.RUNNING;
    samples.add(Sample.of(PipelineMetric.PIPELINE_UP, up ? 1 : 0));
    if (snapshot != null) {
      add(snapshot.checkpoints(), samples);
    }
  }

  private static void add(Checkpoints checkpoints, List<Sample> samples) {
    samples.add(Sample.of(PipelineMetric.CHECKPOINTS_COMPLETED, checkpoints.completed()));
    samples.add(Sample.of(PipelineMetric.CHECKPOINTS_FAILED, checkpoints.failed()));
    double inProgress =
        checkpoints.inProgressSinceMs() == 0
            ? 0
            : (System.currentTimeMillis() - checkpoints.inProgressSinceMs()) / 1e3;
    samples.add(
        Sample.of(PipelineMetric.CHECKPOINT_IN_PROGRESS_AGE_SECONDS, Math.max(0, inProgress)));
    if (checkpoints.lastId() > 0) {
      samples.add(
          Sample.of(
              PipelineMetric.CHECKPOINT_LAST_COMPLETED_TIMESTAMP_SECONDS,
              checkpoints.lastMs() / 1e3));
      samples.add(
          Sample.of(
              PipelineMetric.CHECKPOINT_LAST_DURATION_SECONDS, checkpoints.lastDurationMs() / 1e3));
      samples.add(
          Sample.of(PipelineMetric.CHECKPOINT_LAST_SIZE_BYTES, checkpoints.lastSizeBytes()));
    }
  }

  private void add(PartitionLag lag, List<Sample> samples) {
    String topic = pipeline.source().topic();
    String partition = Integer.toString(lag.partition());
    samples.add(Sample.of(PipelineMetric.INPUT_END_OFFSET, lag.end(), topic, partition));
    samples.add(Sample.of(PipelineMetric.INPUT_BEGIN_OFFSET, lag.begin(), topic, partition));
    addLag(lag.end() - lag.current(), lag.currentSeconds(), topic, partition, "current", samples);
    addLag(
        lag.end() - lag.committed(),
        lag.committedSeconds(),
        topic,
        partition,
        "committed",
        samples);
  }

  private static void addLag(
      long records,
      double seconds,
      String topic,
      String partition,
      String position,
      List<Sample> samples) {
    samples.add(
        Sample.of(PipelineMetric.LAG_RECORDS, Math.max(0, records), topic, partition, position));
    if (!Double.isNaN(seconds)) {
      samples.add(Sample.of(PipelineMetric.LAG_SECONDS, seconds, topic, partition, position));
    }
  }
}
