package dev.surety.cli.run;

import static java.util.Objects.requireNonNull;

import dev.surety.job.OperationException;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.LagClock;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka once a second, beside the run, how far it is behind and whether it is done. Runs in
 * threads of its own: a broker that does not answer must not stop the live lines; what it waits for
 * is then what they say.
 */
final class RunProbe implements AutoCloseable {
  private static final long UNKNOWN = -1;
  private static final int THREADS = 2;

  private final Pipeline pipeline;
  private final int partitions;
  private final KafkaCluster cluster;
  private final EmbeddedMetrics metrics;
  private final BooleanSupplier done;
  private final ScheduledExecutorService executor;

  private final Map<Integer, LagClock> clocks = new HashMap<>();
  private volatile List<PartitionLag> lags = List.of();
  private volatile long lag = UNKNOWN;
  private volatile String unreachable = "";
  private volatile String unanswered = "";
  private volatile boolean isDone;
  private volatile @Nullable RuntimeException defect;

  /**
   * @param done whether the run shall end; may ask Kafka and may throw an {@link
   *     OperationException}, then it is asked again
   */
  RunProbe(
      Pipeline pipeline,
      int partitions,
      KafkaCluster cluster,
      EmbeddedMetrics metrics,
      BooleanSupplier done) {
    this.pipeline = requireNonNull(pipeline, "pipeline");
    this.partitions = partitions;
    this.cluster = requireNonNull(cluster, "cluster");
    this.metrics = requireNonNull(metrics, "metrics");
    this.done = requireNonNull(done, "done");
    this.executor =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "surety-run-probe");
              thread.setDaemon(true);
              return thread;
            });
  }

  void start() {
    executor.scheduleWithFixedDelay(this::connect, 1, 1, TimeUnit.SECONDS);
    executor.scheduleWithFixedDelay(this::measure, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Where a partition ends and where the pipeline is in it.
   *
   * @param current offset behind the last record handed to the producer
   * @param committed offset behind the last record in a completed checkpoint
   * @param currentSeconds how long ago the end was at {@code current}; NaN when that cannot be told
   * @param committedSeconds the same for {@code committed}
   */
  record PartitionLag(
      int partition,
      long begin,
      long end,
      long current,
      long committed,
      double currentSeconds,
      double committedSeconds) {
    long records() {
      return Math.max(0, end - current);
    }
  }

  /** Every partition as it was when Kafka last answered. */
  List<PartitionLag> lags() {
    return lags;
  }

  /** Records that are not yet written; -1 when unknown. */
  long lag() {
    return lag;
  }

  /** What the run waits for; empty when Kafka answers. */
  String waitingFor() {
    String reason = unreachable;
    return reason.isEmpty() ? unanswered : reason;
  }

  /**
   * Whether the run shall end.
   *
   * @throws IllegalStateException after a failure of the probe itself, which then knows no more
   */
  boolean isDone() {
    RuntimeException found = defect;
    if (found != null) {
      throw new IllegalStateException("the run's probe failed: " + found, found);
    }
    return isDone;
  }

  /** Apart from {@link #measure}: a call that a broker's end has caught waits for its timeout. */
  private void connect() {
    guarded(() -> unreachable = cluster.connectFailure().orElse(""));
  }

  private void measure() {
    guarded(
        () -> {
          if (unreachable.isEmpty()) {
            unanswered = ask();
          }
        });
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      defect = e;
    }
  }

  /** Measures; tells what Kafka did not answer, empty when it answered all. */
  private String ask() {
    try {
      lag = measureLag();
      isDone = done.getAsBoolean();
      return "";
    } catch (OperationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private long measureLag() {
    String topic = pipeline.source().topic();
    Map<Integer, Long> end = cluster.endOffsets(topic, partitions);
    Map<Integer, Long> begin = cluster.beginningOffsets(topic, partitions);
    Map<Integer, Long> written = metrics.positions();
    Map<Integer, Long> checkpointed = metrics.checkpointedPositions();
    double now = System.nanoTime() / 1e9;
    List<PartitionLag> measured = new ArrayList<>();
    for (Map.Entry<Integer, Long> partition : end.entrySet()) {
      int number = partition.getKey();
      LagClock clock = clocks.computeIfAbsent(number, absent -> new LagClock());
      clock.end(partition.getValue(), now);
      long first = begin.getOrDefault(number, 0L);
      long committed = Math.max(first, checkpointed.getOrDefault(number, 0L));
      long current = Math.max(committed, written.getOrDefault(number, 0L));
      measured.add(
          new PartitionLag(
              number,
              first,
              partition.getValue(),
              current,
              committed,
              clock.lagSeconds(current, now),
              clock.lagSeconds(committed, now)));
    }
    lags = measured;
    return measured.stream().mapToLong(PartitionLag::records).sum();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
