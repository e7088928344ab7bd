package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a user has who runs one pipeline and monitors it, each part started by its
 * command: the sandbox with {@code surety watch}, a pipeline under load, Prometheus and
 * Alertmanager, and somebody who is notified.
 */
final class MonitoredStack implements AutoCloseable {
  static final String TOPIC = "payments.transactions";
  static final int PARTITIONS = 8;
  private static final double LOAD_PER_SECOND = 400;
  private static final Duration START_BOUND = Duration.ofMinutes(3);

  final AlertReceiver receiver;
  private final Path dir;
  private final Path home;
  private final Path stateDir;
  private final List<AutoCloseable> running = new ArrayList<>();
  private @Nullable SuretyProcess pipeline;
  private @Nullable Load load;
  private @Nullable Sandbox sandbox;
  private @Nullable PrometheusApi prometheus;
  private String alertmanager = "";

  /**
   * @param stateDir where the pipeline keeps its checkpoints
   */
  private MonitoredStack(Path dir, Path stateDir) throws IOException {
    this.dir = dir;
    this.home = Files.createDirectories(dir.resolve("home"));
    this.stateDir = stateDir;
    this.receiver = new AlertReceiver();
  }

  static MonitoredStack begin(Path dir, Path stateDir, String... sandboxOptions) throws Exception {
    MonitoredStack stack = new MonitoredStack(dir, stateDir);
    try {
      stack.start(sandboxOptions);
      return stack;
    } catch (Exception | AssertionError e) {
      stack.close();
      throw e;
    }
  }

  private void start(String... sandboxOptions) throws Exception {
    Path sandboxDir = dir.resolve("sandbox");
    List<String> up = new ArrayList<>(List.of("sandbox", "up", "--dir", sandboxDir.toString()));
    up.addAll(List.of(sandboxOptions));
    running.add(() -> command("sandbox", "down", "--delete", "--dir", sandboxDir.toString()));
    command(up.toArray(String[]::new));
    Sandbox servers = Sandbox.open(sandboxDir).orElseThrow();
    sandbox = servers;
    createTopic(servers);
    writePipeline(servers);
    startPipeline();
    load = Load.begin(servers.bootstrapServers(), TOPIC, PARTITIONS, LOAD_PER_SECOND, 7);
    running.add(load);
    Path config = dir.resolve("alertmanager.yml");
    Files.writeString(
        config,
        Files.readString(MonitoringFiles.ALERTMANAGER)
            .replaceAll("http://127\\.0\\.0\\.1:9/", receiver.url()));
    String monitoringDir = dir.resolve("monitoring").toString();
    running.add(() -> command("monitoring", "down", "--delete", "--dir", monitoringDir));
    List<String> printed =
        command("monitoring", "up", "--dir", monitoringDir, "--alertmanager-config", "" + config);
    prometheus = new PrometheusApi(MonitoringStory.address("prometheus", printed));
    alertmanager = MonitoringStory.address("alertmanager", printed);
    await()
        .atMost(START_BOUND)
        .untilAsserted(
            () -> {
              assertThat(targetsUp())
                  .as("scraped without being named")
                  .containsExactly("surety-pipeline", "surety-watch");
            });
  }

  private List<String> targetsUp() throws Exception {
    TreeSet<String> up = new TreeSet<>();
    for (JsonNode target : prometheus().targets()) {
      if (target.path("health").asText().equals("up")) {
        up.add(target.at("/labels/job").asText());
      }
    }
    return List.copyOf(up);
  }

  private static void createTopic(Sandbox servers) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", servers.bootstrapServers());
    int brokers = servers.bootstrapServers().split(",").length;
    try (Admin admin = Admin.create(properties)) {
      NewTopic topic =
          new NewTopic(TOPIC, PARTITIONS, (short) brokers).configs(Map.of("retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
    }
  }

  private void writePipeline(Sandbox servers) throws IOException {
    Files.createDirectories(dir.resolve("contracts"));
    Files.copy(
        SuretyProcess.checkout().resolve("examples/payments/contracts/transactions.odcs.yaml"),
        dir.resolve("contracts/transactions.odcs.yaml"));
    Files.writeString(
        dir.resolve("pipeline.yaml"),
        """
        pipeline: card-transactions
        contracts: [contracts/transactions.odcs.yaml]
        sources:
          transactions: {topic: %s}
        sinks:
          clean: {input: transactions, topic: %s.clean}
        runtime:
          parallelism: 2
          checkpoints: {interval: 5s}
        """
            .formatted(TOPIC, TOPIC));
    Files.writeString(
        dir.resolve("surety.yaml"),
        "kafka: {bootstrap.servers: \"" + servers.bootstrapServers() + "\"}\n");
  }

  /** Starts the pipeline; it goes on where it stopped. */
  void startPipeline() throws IOException {
    SuretyProcess started =
        SuretyProcess.start(
            home,
            dir,
            Map.of("SURETY_HEAP", "1g"),
            List.of("run", "pipeline.yaml", "--state-dir", stateDir.toString()));
    running.add(started);
    pipeline = started;
    PipelineStory.awaitStatus(started);
  }

  /** Starts one more {@code surety watch}. */
  void watch(List<String> options) throws IOException {
    List<String> args =
        new ArrayList<>(List.of("watch", "--port", "0", "--no-probe-topic", "--profile"));
    args.add(dir.resolve("surety.yaml").toString());
    args.addAll(options);
    running.add(SuretyProcess.start(home, dir, Map.of(), args));
  }

  /** Has a consumer group that has read one record of the input topic. */
  void commitOffset(String group) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", sandbox().bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      admin
          .alterConsumerGroupOffsets(
              group, Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(1)))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  SuretyProcess pipeline() {
    return assertPresent(pipeline);
  }

  Load load() {
    return assertPresent(load);
  }

  Sandbox sandbox() {
    return assertPresent(sandbox);
  }

  PrometheusApi prometheus() {
    return assertPresent(prometheus);
  }

  private static <T> T assertPresent(@Nullable T part) {
    assertThat(part).as("the stack is up").isNotNull();
    return java.util.Objects.requireNonNull(part);
  }

  /** Names of the alerts that fire now, silenced ones included. */
  List<String> firing() throws IOException, InterruptedException {
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode series : prometheus().query("ALERTS{alertstate=\"firing\"}")) {
      names.add(series.at("/metric/alertname").asText());
    }
    return List.copyOf(names);
  }

  /** Waits until nothing fires and Alertmanager has nothing left to tell. */
  void awaitQuiet(Duration bound) {
    await()
        .atMost(bound)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(firing()).isEmpty();
              assertThat(PrometheusApi.get(alertmanager + "/api/v2/alerts").body().strip())
                  .isEqualTo("[]");
            });
  }

  /** Everything that was told since a moment, each alert once. */
  List<String> toldSince(Instant moment) {
    return receiver.notices().stream()
        .filter(notice -> !notice.at().isBefore(moment) && notice.status().equals("firing"))
        .map(AlertReceiver.Notice::alert)
        .distinct()
        .sorted()
        .toList();
  }

  /** Runs a command to its end and returns what it printed. */
  List<String> command(String... args) throws Exception {
    try (SuretyProcess process = SuretyProcess.start(home, dir, Map.of(), List.of(args))) {
      int exitCode = process.awaitEnd(START_BOUND);
      assertThat(exitCode).as(process.transcript()).isZero();
      return List.copyOf(process.out());
    }
  }

  @Override
  public void close() throws Exception {
    Exception failure = null;
    for (int i = running.size() - 1; i >= 0; i--) {
      try {
        running.get(i).close();
      } catch (Exception e) {
        failure = e;
      }
    }
    receiver.close();
    if (failure != null) {
      throw failure;
    }
  }
}
