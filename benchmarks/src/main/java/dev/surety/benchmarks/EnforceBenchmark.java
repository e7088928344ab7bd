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

  /**
   * Of a job that is monitored now and then; what it writes before the first one is not counted.
   */
  private static final int WINDOWS = 6;

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
    fill();
    for (int i = 1; i <= WARM_UPS; i++) {
      progress.accept("warming up, pair " + i + " of " + WARM_UPS);
      jobs(i);
    }
    List<Pair> measured = new ArrayList<>();
    while (measured.size() < pairs) {
      measured.add(jobs(measured.size()));
      tell(JobPairs.ENFORCE, measured, pairs);
    }
    return new JobPairs(JobPairs.ENFORCE, measured);
  }

  /**
   * Enforcing with the monitoring against enforcing without. Two jobs of the same kind differ by
   * more than monitoring costs; so it is switched on and off within each job, and neighbouring
   * windows of one job are a pair.
   */
  public JobPairs run(int pairs, Monitoring monitoring) throws IOException, InterruptedException {
    fill();
    for (int i = 1; i <= WARM_UPS; i++) {
      progress.accept("warming up, job " + i + " of " + WARM_UPS);
      windows(i, monitoring);
    }
    List<Pair> measured = new ArrayList<>();
    for (int job = 0; measured.size() < pairs; job++) {
      for (Pair pair : windows(job, monitoring)) {
        measured.add(pair);
        tell(JobPairs.MONITORING, measured, pairs);
      }
    }
    return new JobPairs(JobPairs.MONITORING, measured);
  }

  private void tell(JobPairs.Sides sides, List<Pair> measured, int pairs) {
    int last = measured.size();
    progress.accept(
        "pair %d of %d: %s".formatted(last, pairs, sides.describe(measured.get(last - 1))));
  }

  /** Who goes first changes from pair to pair. */
  private Pair jobs(int number) throws IOException, InterruptedException {
    if (number % 2 == 0) {
      Measured second = job(PipelineJob.Mode.PASS_THROUGH);
      return new Pair(job(PipelineJob.Mode.ENFORCE), second);
    }
    Measured first = job(PipelineJob.Mode.ENFORCE);
    return new Pair(first, job(PipelineJob.Mode.PASS_THROUGH));
  }

  private Measured job(PipelineJob.Mode mode) throws IOException, InterruptedException {
    return run(mode, (running, end) -> new Window(running.metrics()).until(end));
  }

  /** One job, of which every second window is monitored; who goes first changes as in pairs. */
  private List<Pair> windows(int number, Monitoring monitoring)
      throws IOException, InterruptedException {
    return run(
        PipelineJob.Mode.ENFORCE,
        (running, end) -> {
          List<Pair> pairs = new ArrayList<>();
          try (Monitoring.Session session = monitoring.begin(running)) {
            Window window = new Window(running.metrics());
            window.until(end / (WINDOWS + 1));
            for (int i = 2; i <= WINDOWS + 1; i += 2) {
              boolean first = (number + i / 2) % 2 == 0;
              Measured one = window(window, session, first, end * i / (WINDOWS + 1));
              Measured other = window(window, session, !first, end * (i + 1) / (WINDOWS + 1));
              pairs.add(first ? new Pair(one, other) : new Pair(other, one));
            }
          }
          return pairs;
        });
  }

  private static Measured window(
      Window window, Monitoring.Session session, boolean monitored, long end)
      throws IOException, InterruptedException {
    if (!monitored) {
      return window.until(end);
    }
    session.resume();
    Measured measured = window.until(end);
    session.pause();
    return measured;
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

  private interface Work<T> {
    /** Measures a job that was just started and writes records until {@code end}. */
    T on(Monitoring.Running running, long end) throws IOException, InterruptedException;
  }

  private <T> T run(PipelineJob.Mode mode, Work<T> work) throws IOException, InterruptedException {
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
        T measured = work.on(new Monitoring.Running(pipeline, topics, cluster, metrics, job), end);
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

  /** What a job writes and what this process computes from one position of it to the next. */
  private static final class Window {
    private final OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final EmbeddedMetrics metrics;
    private final long deadlineNanos = System.nanoTime() + RUN_BOUND.toNanos();

    /** Begins with the first record that is written. */
    Window(EmbeddedMetrics metrics) throws InterruptedException {
      this.metrics = metrics;
      await(1);
    }

    /** From now on until so many records are written. */
    Measured until(long end) throws InterruptedException {
      long first = await(0);
      long startNanos = System.nanoTime();
      long startCpu = process.getProcessCpuTime();
      long last = await(end);
      double nanos = System.nanoTime() - startNanos;
      double cpu = process.getProcessCpuTime() - startCpu;
      long counted = last - first;
      return new Measured(counted / (nanos / 1e9), cpu / 1e3 / counted);
    }

    private long await(long atLeast) throws InterruptedException {
      while (System.nanoTime() < deadlineNanos) {
        long written = metrics.positions().values().stream().mapToLong(Long::longValue).sum();
        if (written >= atLeast) {
          return written;
        }
        Thread.sleep(SAMPLE_MS);
      }
      throw new IllegalStateException("the job did not write its records in " + RUN_BOUND);
    }
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
