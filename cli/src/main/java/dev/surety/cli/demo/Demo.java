package dev.surety.cli.demo;

import static java.util.Objects.requireNonNull;

import dev.surety.cli.run.RunLoop;
import dev.surety.cli.run.RunView;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.job.PipelineJob;
import dev.surety.job.kafka.CaughtUp;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.oracle.Expectation;
import dev.surety.oracle.Ledger;
import dev.surety.oracle.OracleException;
import dev.surety.oracle.Reconciliation;
import dev.surety.oracle.RecordProducer;
import dev.surety.oracle.Topics;
import dev.surety.oracle.TransactionGenerator;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Produces transactions, runs the pipeline over them and has the oracle judge what came out. */
public final class Demo {
  private static final Duration JUDGE_BOUND = Duration.ofMinutes(10);
  private static final long CATCH_UP_BOUND_NANOS = Duration.ofMinutes(10).toNanos();

  private final Settings settings;
  private final RunView view;
  private final Ledger ledger = new Ledger();
  private final AtomicReference<@Nullable OracleException> producing = new AtomicReference<>();
  private volatile boolean stopProducing;
  private volatile boolean produced;

  /**
   * What to show.
   *
   * @param records how many records are produced
   * @param recordsPerSecond greatest rate at which they are produced
   * @param seed what they are made from
   * @param stateRoot where the pipeline keeps its checkpoints
   * @param metricsPort port on which Prometheus metrics are served; 0 for any
   * @param endpoints where the run tells of that port
   * @param versions for the metrics
   */
  public record Settings(
      Pipeline pipeline,
      String bootstrapServers,
      long records,
      double recordsPerSecond,
      long seed,
      Path stateRoot,
      Duration interval,
      int metricsPort,
      Path endpoints,
      Map<String, String> versions) {
    public Settings {
      requireNonNull(pipeline, "pipeline");
      requireNonNull(bootstrapServers, "bootstrapServers");
      requireNonNull(stateRoot, "stateRoot");
      requireNonNull(interval, "interval");
      requireNonNull(endpoints, "endpoints");
    }
  }

  public Demo(Settings settings, RunView view) {
    this.settings = requireNonNull(settings, "settings");
    this.view = requireNonNull(view, "view");
  }

  /**
   * No more records are produced; the pipeline finishes those that are there. May be called from
   * any thread.
   */
  public void requestStop() {
    stopProducing = true;
  }

  /** Runs until all records are through, and judges. */
  public Reconciliation.Result run() {
    Thread producer = new Thread(this::produce, "demo-producer");
    producer.setDaemon(true);
    producer.start();
    new RunLoop(
            new RunLoop.Settings(
                settings.pipeline(),
                Profile.plaintext("demo", settings.bootstrapServers()),
                settings.stateRoot(),
                RunLoop.Beginning.SAFE,
                Optional.empty(),
                PipelineJob.Mode.ENFORCE,
                settings.interval(),
                settings.metricsPort(),
                settings.endpoints(),
                settings.versions()),
            view)
        .run((cluster, topics, metrics) -> new AllThrough(cluster, topics.partitions(), metrics));
    OracleException failure = producing.get();
    if (failure != null) {
      throw failure;
    }
    view.note(
        "produced %d records, of which %d break the contract: %s"
            .formatted(ledger.size(), ledger.count(Expectation.QUARANTINED), ledger.defects()));
    view.note("reading all three topics back with a plain read-committed consumer …");
    Pipeline pipeline = settings.pipeline();
    return Reconciliation.read(
        Map.of("bootstrap.servers", settings.bootstrapServers()),
        new Topics(pipeline.source().topic(), pipeline.sink().topic(), pipeline.quarantineTopic()),
        ledger,
        JUDGE_BOUND);
  }

  private void produce() {
    try (RecordProducer producer =
        new RecordProducer(
            Map.of("bootstrap.servers", settings.bootstrapServers()),
            settings.pipeline().source().topic(),
            ledger,
            settings.recordsPerSecond())) {
      TransactionGenerator generator =
          new TransactionGenerator(
              TransactionGenerator.Settings.of(settings.seed(), settings.records()));
      while (generator.hasNext() && !stopProducing) {
        // The transactions are of last January; they arrive now, as late ones do.
        producer.send(generator.next().at(System.currentTimeMillis()));
      }
      producer.flush();
    } catch (OracleException e) {
      producing.set(e);
    } finally {
      produced = true;
    }
  }

  /** Everything that was produced is through; decided anew once producing has ended. */
  private final class AllThrough implements BooleanSupplier {
    private final KafkaCluster cluster;
    private final int partitions;
    private final EmbeddedMetrics metrics;
    private @Nullable CaughtUp caughtUp;
    private long deadlineNanos;

    AllThrough(KafkaCluster cluster, int partitions, EmbeddedMetrics metrics) {
      this.cluster = cluster;
      this.partitions = partitions;
      this.metrics = metrics;
    }

    @Override
    public boolean getAsBoolean() {
      if (!produced) {
        return false;
      }
      if (caughtUp == null) {
        deadlineNanos = System.nanoTime() + CATCH_UP_BOUND_NANOS;
        caughtUp =
            new CaughtUp(
                cluster,
                Profile.plaintext("demo", settings.bootstrapServers()),
                settings.pipeline().source().topic(),
                partitions,
                metrics::checkpointedPositions);
      }
      if (System.nanoTime() > deadlineNanos) {
        throw new OperationException(
            ErrorCode.JOB_FAILED, "the pipeline has not caught up in ten minutes");
      }
      return caughtUp.reached();
    }
  }
}
