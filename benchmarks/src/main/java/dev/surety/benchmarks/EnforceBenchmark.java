package dev.surety.benchmarks;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import dev.surety.benchmarks.JobPairs.Measured;
import dev.surety.benchmarks.JobPairs.Pair;
import dev.surety.job.EmbeddedRun;
import dev.surety.job.PipelineJob;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.resume.RunDirectory;
import dev.surety.job.resume.StartPoint;
import dev.surety.oracle.Ledger;
import dev.surety.oracle.RecordProducer;
import dev.surety.oracle.TransactionGenerator;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.Profile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What enforcement costs: the enforcing job against the pass-through job, which has the same
 * source, sink and guarantees and judges nothing. Or what monitoring costs: the enforcing job
 * against itself. Both read the same topic; they run turn about, each into topics of its own, in
 * one process that is warmed up first. Time counts from the first written record to the last,
 * without starting and stopping Flink.
 */
public final class EnforceBenchmark {
  private static final int PARTITIONS = 4;
  private static final double DEFECT_SHARE = 0.01;
  private static final int WARM_UPS = 2;
  private static final Duration RUN_BOUND = Duration.ofMinutes(10);
  private static final long SAMPLE_MS = 10;

  private final Pipeline template;
  private final String bootstrapServers;
  private final long records;
  private final Path directory;
  private final Consumer<String> progress;
  private int runs;

  /**
   * @param template a pipeline for the generator's transactions; its topics are replaced
   * @param directory for checkpoints; each run has a new one below it
   */
  public EnforceBenchmark(
      Pipeline template,
      String bootstrapServers,
      long records,
      Path directory,
      Consumer<String> progress) {
    this.template = requireNonNull(template, "template");
    this.bootstrapServers = requireNonNull(bootstrapServers, "bootstrapServers");
    this.records = records;
    this.directory = requireNonNull(directory, "directory");
    this.progress = requireNonNull(progress, "progress");
  }

  /** Enforcing against passing through: fills the input topic, warms up and measures. */
  public JobPairs run(int pairs) throws IOException, InterruptedException {
    return run(
        JobPairs.ENFORCE,
        pairs,
        () -> measure(PipelineJob.Mode.ENFORCE, Monitoring.NONE),
        () -> measure(PipelineJob.Mode.PASS_THROUGH, Monitoring.NONE));
  }

  /** Enforcing with the monitoring against enforcing without. */
  public JobPairs run(int pairs, Monitoring monitoring) throws IOException, InterruptedException {
    return run(
        JobPairs.MONITORING,
        pairs,
        () -> measure(PipelineJob.Mode.ENFORCE, monitoring),
        () -> measure(PipelineJob.Mode.ENFORCE, Monitoring.NONE));
  }

  private interface Run {
    Measured measure() throws IOException, InterruptedException;
  }

  private JobPairs run(JobPairs.Sides sides, int pairs, Run ours, Run peer)
      throws IOException, InterruptedException {
    fill();
    for (int i = 1; i <= WARM_UPS; i++) {
      progress.accept("warming up, pair " + i + " of " + WARM_UPS);
      pair(i, ours, peer);
    }
    List<Pair> measured = new ArrayList<>();
    for (int i = 1; i <= pairs; i++) {
      Pair pair = pair(i, ours, peer);
      measured.add(pair);
      progress.accept("pair %d of %d: %s".formatted(i, pairs, sides.describe(pair)));
    }
    return new JobPairs(sides, measured);
  }

  /** Who goes first changes from pair to pair. */
  private static Pair pair(int number, Run ours, Run peer)
      throws IOException, InterruptedException {
    if (number % 2 == 0) {
      Measured second = peer.measure();
      return new Pair(ours.measure(), second);
    }
    Measured first = ours.measure();
    return new Pair(first, peer.measure());
  }

  private void fill() {
    String topic = template.source().topic();
    progress.accept("producing " + records + " records");
    admin(
        admin ->
            admin
                .createTopics(
                    List.of(
                        new NewTopic(topic, PARTITIONS, (short) 1)
                            .configs(Map.of("retention.ms", "-1"))))
                .all()
                .get(30, TimeUnit.SECONDS));
    TransactionGenerator.Settings settings =
        TransactionGenerator.Settings.of(1, records).withDefectShare(DEFECT_SHARE);
    try (RecordProducer producer =
        new RecordProducer(
            Map.of("bootstrap.servers", bootstrapServers),
            topic,
            new Ledger(),
            RecordProducer.UNLIMITED)) {
      producer.sendAll(new TransactionGenerator(settings));
    }
  }

  private Measured measure(PipelineJob.Mode mode, Monitoring monitoring)
      throws IOException, InterruptedException {
    runs++;
    Pipeline pipeline = pipeline("bench-" + runs);
    Profile profile = Profile.plaintext("bench", bootstrapServers);
    Path state = Files.createDirectories(directory.resolve(pipeline.name()));
    try (RunDirectory run = RunDirectory.open(state, pipeline.name());
        KafkaCluster cluster = KafkaCluster.open(profile);
        EmbeddedMetrics metrics = EmbeddedMetrics.open()) {
      TopicCheck.Topics topics = TopicCheck.check(cluster, pipeline);
      long end =
          cluster.endOffsets(pipeline.source().topic(), topics.partitions()).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      try (EmbeddedRun job =
          EmbeddedRun.start(pipeline, profile, topics, run, StartPoint.anew(), metrics, mode)) {
        Measured measured;
        try (Monitoring.Session session =
            monitoring.begin(new Monitoring.Running(pipeline, topics, cluster, metrics, job))) {
          requireNonNull(session);
          measured = measure(metrics, end);
        }
        if (job.stop(Duration.ofMinutes(1)).isEmpty()) {
          throw new IllegalStateException("the job did not stop: " + job.snapshot().failure());
        }
        return measured;
      }
    } finally {
      admin(
          admin ->
              admin.deleteTopics(List.of(pipeline.sink().topic())).all().get(30, TimeUnit.SECONDS));
    }
  }

  private static Measured measure(EmbeddedMetrics metrics, long end) throws InterruptedException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long deadline = System.nanoTime() + RUN_BOUND.toNanos();
    long first = awaitWritten(metrics, 1, deadline);
    long startNanos = System.nanoTime();
    long startCpu = process.getProcessCpuTime();
    long last = awaitWritten(metrics, end, deadline);
    double nanos = System.nanoTime() - startNanos;
    double cpu = process.getProcessCpuTime() - startCpu;
    long counted = last - first;
    return new Measured(counted / (nanos / 1e9), cpu / 1e3 / counted);
  }

  private static long awaitWritten(EmbeddedMetrics metrics, long atLeast, long deadlineNanos)
      throws InterruptedException {
    while (System.nanoTime() < deadlineNanos) {
      long written = metrics.positions().values().stream().mapToLong(Long::longValue).sum();
      if (written >= atLeast) {
        return written;
      }
      Thread.sleep(SAMPLE_MS);
    }
    throw new IllegalStateException("the job did not write its records in " + RUN_BOUND);
  }

  private Pipeline pipeline(String name) {
    return new Pipeline(
        name,
        template.file(),
        template.source(),
        template.governing(),
        new Pipeline.Sink(template.sink().name(), name + ".clean"),
        template.runtime());
  }

  private interface AdminCall {
    void call(Admin admin) throws ExecutionException, TimeoutException, InterruptedException;
  }

  private void admin(AdminCall call) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(properties)) {
      call.call(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the benchmark's topics cannot be prepared", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
