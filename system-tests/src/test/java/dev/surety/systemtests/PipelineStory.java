package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.oracle.Ledger;
import dev.surety.oracle.Reconciliation;
import dev.surety.oracle.RecordProducer;
import dev.surety.oracle.Topics;
import dev.surety.oracle.TransactionGenerator;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline over card transactions on a sandbox of its own: what the stories about faults have in
 * common.
 */
final class PipelineStory implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A broker that was killed forgets producers whose newest record is older than a day, and then
   * takes a batch twice that it had not acknowledged: see docs/decisions/0009. A hundred thousand
   * transactions last twelve hours.
   */
  private static final Duration BEGINS_AGO = Duration.ofHours(14);

  private static final Duration START_BOUND = Duration.ofMinutes(2);

  final Sandbox sandbox;
  final Ledger ledger = new Ledger();
  private final Path dir;
  private final AtomicReference<@Nullable RuntimeException> producing = new AtomicReference<>();
  private final Semaphore allowed = new Semaphore(0);
  private @Nullable Thread producer;

  private PipelineStory(Path dir, Sandbox sandbox) {
    this.dir = dir;
    this.sandbox = sandbox;
  }

  /** Starts Kafka and lays out the pipeline's files. */
  static PipelineStory begin(Path dir, int partitions) throws Exception {
    Sandbox sandbox =
        Sandbox.up(
            SandboxOptions.of(SuretyProcess.installation()).withDir(dir.resolve("sandbox")),
            Progress.SILENT);
    PipelineStory story = new PipelineStory(dir, sandbox);
    story.createTopic("payments.transactions", partitions);
    Files.createDirectories(dir.resolve("contracts"));
    Files.copy(
        SuretyProcess.checkout().resolve("examples/payments/contracts/transactions.odcs.yaml"),
        dir.resolve("contracts/transactions.odcs.yaml"));
    Files.writeString(
        dir.resolve("pipeline.yaml"),
        """
        pipeline: story
        contracts: [contracts/transactions.odcs.yaml]
        sources:
          transactions: {topic: payments.transactions}
        sinks:
          clean: {input: transactions, topic: payments.transactions.clean}
        runtime:
          parallelism: 2
          checkpoints: {interval: 500ms}
        """);
    Files.writeString(
        dir.resolve("surety.yaml"),
        "kafka: {bootstrap.servers: \"" + sandbox.bootstrapServers() + "\"}\n");
    return story;
  }

  void createTopic(String name, int partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", sandbox.bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      // The generator's event times lie in the past: with a time limit Kafka would delete them.
      NewTopic topic =
          new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }
  }

  /** Produces transactions beside the test, as many as {@link #allow}ed. */
  void produceInBackground(long seed, long records, double perSecond) {
    Thread thread =
        new Thread(
            () -> {
              try (RecordProducer sender =
                  new RecordProducer(
                      Map.of("bootstrap.servers", sandbox.bootstrapServers()),
                      "payments.transactions",
                      ledger,
                      perSecond)) {
                new TransactionGenerator(
                        TransactionGenerator.Settings.of(seed, records)
                            .withStart(Instant.now().minus(BEGINS_AGO)))
                    .forEachRemaining(
                        record -> {
                          allowed.acquireUninterruptibly();
                          sender.send(record);
                        });
                sender.flush();
              } catch (RuntimeException e) {
                producing.set(e); // whoever waits for its records fails with it
              }
            },
            "story-producer");
    thread.setDaemon(true);
    thread.start();
    producer = thread;
  }

  /** Lets so many more records be produced. */
  void allow(int records) {
    allowed.release(records);
  }

  boolean isProducing() {
    return producer != null && producer.isAlive();
  }

  /** Waits until everything is produced. */
  void awaitProduced(Duration bound) throws InterruptedException {
    if (producer != null) {
      producer.join(bound.toMillis());
    }
    assertThat(producing.get()).as("the producer's failure").isNull();
    assertThat(isProducing()).as("still producing").isFalse();
  }

  /** Starts the pipeline. */
  SuretyProcess run(String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("run", "pipeline.yaml", "--interval", "200ms"));
    args.addAll(List.of(more));
    return SuretyProcess.start(home(), dir, Map.of(), args);
  }

  /** Starts the pipeline with an option of its own for the JVM. */
  SuretyProcess runWithJvmOption(String option, String... more) throws IOException {
    List<String> args = new ArrayList<>(List.of("run", "pipeline.yaml", "--interval", "200ms"));
    args.addAll(List.of(more));
    Map<String, String> env = Map.of("JAVA_TOOL_OPTIONS", "-Duser.home=" + home() + " " + option);
    return SuretyProcess.start(home(), dir, env, args);
  }

  /** What a client of the story's Kafka needs. */
  Map<String, Object> client() {
    return Map.of("bootstrap.servers", sandbox.bootstrapServers());
  }

  /** The user's home directory of this story. */
  Path home() {
    return dir.resolve("home");
  }

  /** Waits until a run says how it is doing. */
  static void awaitStatus(SuretyProcess run) {
    await()
        .atMost(START_BOUND)
        .pollInterval(Duration.ofMillis(50))
        .failFast(() -> assertThat(run.isAlive()).as(run.transcript()).isTrue())
        .until(() -> !status(run).isEmpty());
  }

  /**
   * The same as {@link #awaitJudged}, of the records that this story produces: it fails at once
   * when they cannot be produced, and says how many were when they are not judged.
   */
  void awaitJudgedOfProduced(SuretyProcess run, long more) {
    await()
        .atMost(START_BOUND)
        .pollInterval(Duration.ofMillis(50))
        .failFast(
            () -> {
              assertThat(producing.get()).as("the producer's failure").isNull();
              assertThat(run.isAlive()).as(run.transcript()).isTrue();
            })
        .untilAsserted(
            () ->
                assertThat(judged(run))
                    .as(() -> ledger.size() + " records are produced\n" + lastLines(run))
                    .isGreaterThan(more));
  }

  /** Waits until a run has judged more than so many records since the pipeline's first start. */
  static void awaitJudged(SuretyProcess run, long more) {
    await()
        .atMost(START_BOUND)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the run has ended", () -> !run.isAlive())
        .untilAsserted(() -> assertThat(judged(run)).as(() -> lastLines(run)).isGreaterThan(more));
  }

  private static String lastLines(SuretyProcess run) {
    List<String> lines = run.transcript().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /**
   * Records judged since the pipeline's first start, as the newest line says; 0 before the first
   * line.
   */
  static long judged(SuretyProcess run) {
    List<JsonNode> lines = status(run);
    return lines.isEmpty()
        ? 0
        : lines.get(lines.size() - 1).get("accepted").asLong()
            + lines.get(lines.size() - 1).get("quarantined").asLong();
  }

  /** All status lines so far. */
  static List<JsonNode> status(SuretyProcess run) {
    return run.out().stream()
        .map(PipelineStory::json)
        .filter(line -> line.path("type").asText().equals("status"))
        .toList();
  }

  /** The last line that a run printed. */
  static JsonNode lastLine(SuretyProcess run) {
    return json(run.out().get(run.out().size() - 1));
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("not a JSON line: " + line, e);
    }
  }

  /** Has the oracle judge all three topics. */
  Reconciliation.Result reconcile() {
    return Reconciliation.read(
        Map.of("bootstrap.servers", sandbox.bootstrapServers()),
        new Topics(
            "payments.transactions",
            "payments.transactions.clean",
            "payments.transactions.quarantine"),
        ledger,
        Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
  }
}
