package dev.surety.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import dev.surety.sandbox.SandboxServer;
import dev.surety.watch.expose.MetricsServer;
import dev.surety.watch.rule.RuleReader;
import dev.surety.watch.rule.RuleSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches three brokers, a registry and Flink, of which some are then broken and repaired. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class WatchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TOPIC = "payments";
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Sandbox sandbox;
  private final Watch watch;
  private final MetricsServer server;

  WatchIT(@TempDir Path dir) throws Exception {
    SandboxOptions options = SandboxOptions.of(Path.of(System.getProperty("surety.home")));
    sandbox =
        Sandbox.up(
            options.withDir(dir).withKafka(3, 0).withRegistry(0).withFlink(1, 0), Progress.SILENT);
    prepareTopic();
    submitJob();
    watch = Watch.of(targets(dir), "1.2.3", rules(), dir.resolve("endpoints")).start();
    server = watch.serve(0);
  }

  private static RuleSet rules() throws Exception {
    return RuleReader.readDirectory(
        Path.of(System.getProperty("surety.checkout"), "deploy", "prometheus", "rules"));
  }

  private WatchTargets targets(Path dir) {
    return WatchTargets.kafka(bootstrap())
        .withServices(
            URI.create(sandbox.flinkRestUrl().orElseThrow()),
            URI.create(sandbox.registryUrl().orElseThrow()))
        .withMachines(List.of(), List.of(dir))
        .every(INTERVAL);
  }

  private Map<String, String> bootstrap() {
    return Map.of("bootstrap.servers", sandbox.bootstrapServers());
  }

  /** Three partitions on three brokers with ten records, of which a group has committed four. */
  private void prepareTopic() throws Exception {
    Map<String, Object> config = Map.copyOf(bootstrap());
    try (Admin admin = Admin.create(config);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      NewTopic topic = new NewTopic(TOPIC, 3, (short) 3);
      admin
          .createTopics(List.of(topic.configs(Map.of("retention.ms", "3600000"))))
          .all()
          .get(20, TimeUnit.SECONDS);
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>(TOPIC, 0, "key", "value")).get(20, TimeUnit.SECONDS);
      }
      admin
          .alterConsumerGroupOffsets(
              "billing", Map.of(new TopicPartition(TOPIC, 0), new OffsetAndMetadata(4)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /** Of Flink's own classes only, so that none has to be shipped. */
  private void submitJob() throws Exception {
    URI rest = URI.create(sandbox.flinkRestUrl().orElseThrow());
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "1s");
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createRemoteEnvironment(
            rest.getHost(), rest.getPort(), configuration);
    flink.setParallelism(1);
    flink
        .fromSequence(0, Long.MAX_VALUE)
        .name("numbers")
        .disableChaining()
        .sinkTo(new DiscardingSink<>())
        .name("nowhere");
    flink.executeAsync("count-up");
  }

  @BeforeEach
  void everythingIsWell() {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Map<String, Double> page = page();
              assertThat(watch.failures()).isEmpty();
              assertThat(keys(page, "surety_watch_incomplete{"))
                  .isNotEmpty()
                  .allSatisfy(key -> assertThat(page.get(key)).as(key).isZero());
              assertThat(page)
                  .containsEntry("surety_kafka_partitions_under_replicated", 0.0)
                  .containsEntry("surety_kafka_brokers", 3.0)
                  .containsKey("surety_kafka_produce_consume_seconds{broker=\"3\"}");
            });
  }

  @AfterAll
  void down() {
    server.close();
    watch.close();
    sandbox.close();
  }

  @Test
  void everyProbeSucceedsAndShowsWhatThereIs() throws Exception {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(page())
                    .containsKey(
                        "surety_flink_checkpoint_phase_seconds{flink_job=\"count-up\",phase=\"async\"}"));
    Map<String, Double> page = page();

    assertThat(keys(page, "surety_probe_success{"))
        .hasSize(3 + 2 * 3 + 2 + 2 + 1)
        .allSatisfy(key -> assertThat(page.get(key)).as(key).isEqualTo(1.0));
    assertThat(page)
        .containsEntry("surety_watch_info{version=\"1.2.3\"}", 1.0)
        .containsEntry(partition("end_offset", 0), 10.0)
        .containsEntry(partition("begin_offset", 0), 0.0)
        .containsEntry(partition("last_stable_offset", 0), 10.0)
        .containsEntry(partition("in_sync_replicas", 2), 3.0)
        .containsEntry("surety_kafka_topic_retention_seconds{topic=\"payments\"}", 3600.0)
        .containsEntry(
            "surety_kafka_group_lag_records{group=\"billing\",topic=\"payments\",partition=\"0\"}",
            6.0)
        .containsEntry("surety_kafka_group_members{group=\"billing\"}", 0.0)
        .containsEntry("surety_kafka_quorum_voters", 3.0)
        .containsEntry("surety_kafka_quorum_voters_caught_up", 3.0)
        .containsEntry("surety_kafka_probe_lost_total{broker=\"1\"}", 0.0)
        .containsEntry("surety_flink_job_state{flink_job=\"count-up\",state=\"RUNNING\"}", 1.0)
        .containsEntry("surety_flink_checkpoint_interval_seconds{flink_job=\"count-up\"}", 1.0)
        .containsEntry("surety_registry_subjects", 0.0);
    assertThat(page.get(partition("size_bytes", 0))).isPositive();
    assertThat(keys(page, "surety_kafka_partition_leader{topic=\"surety-watch-probe\"")).isEmpty();
    assertThat(keys(page, "surety_flink_jvm_info{node=\"taskmanager")).hasSize(1);
    assertThat(keys(page, "surety_flink_vertex_busy_ratio{flink_job=\"count-up\"")).hasSize(2);
  }

  @Test
  void showsAnOpenTransactionWithItsAgeAndWhatItHoldsBack() throws Exception {
    Map<String, Object> config = new TreeMap<>(bootstrap());
    config.put("transactional.id", "surety.pay.clean.-0-1");
    config.put("transaction.timeout.ms", 50_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(TOPIC, 1, "key", "value")).get(20, TimeUnit.SECONDS);

      awaitPage(
          page ->
              page.getOrDefault("surety_kafka_transactions_open", 0.0) == 1
                  && page.getOrDefault(partition("end_offset", 1), 0.0) == 1);
      Map<String, Double> page = page();
      assertThat(page)
          .containsEntry(partition("last_stable_offset", 1), 0.0)
          .containsEntry(
              "surety_kafka_transaction_timeout_seconds{prefix=\"surety.pay.clean\"}", 50.0)
          .containsKey("surety_kafka_transaction_oldest_age_seconds{prefix=\"surety.pay.clean\"}");
      producer.abortTransaction();
    }
    awaitPage(page -> page.getOrDefault("surety_kafka_transactions_open", -1.0) == 0);
  }

  @Test
  void aKilledBrokerIsSeenAndTheOthersGoOn() throws Exception {
    SandboxServer second = sandbox.server("kafka-2");
    String address = second.status().address();
    second.kill();
    try {
      awaitPage(
          page ->
              page.getOrDefault("surety_kafka_partitions_under_replicated", 0.0) >= 3
                  && page.getOrDefault("surety_kafka_brokers_fenced", 0.0) == 1
                  && page.getOrDefault(success("kafka_tcp", address), 1.0) == 0
                  && page.getOrDefault(success("kafka_produce_consume", address), 1.0) == 0
                  && page.getOrDefault(success("kafka_admin", sandbox.bootstrapServers()), 0.0)
                      == 1);
      Map<String, Double> page = page();
      assertThat(page)
          .doesNotContainKey("surety_kafka_produce_consume_seconds{broker=\"2\"}")
          .containsKey("surety_kafka_produce_consume_seconds{broker=\"1\"}")
          .containsKey("surety_kafka_produce_consume_seconds{broker=\"3\"}")
          .containsEntry("surety_kafka_partitions_offline", 0.0)
          .containsKey(
              "surety_probe_last_success_timestamp_seconds{probe=\"kafka_tcp\",target=\""
                  + address
                  + "\"}");
    } finally {
      second.start(Progress.SILENT);
    }
    everythingIsWell();
  }

  @Test
  void aPausedBrokerDoesNotHoldUpARound() throws Exception {
    SandboxServer third = sandbox.server("kafka-3");
    String address = third.status().address();
    third.pause();
    try {
      awaitPage(
          page ->
              page.getOrDefault(success("kafka_produce_consume", address), 1.0) == 0
                  && page.containsKey("surety_kafka_produce_consume_seconds{broker=\"1\"}"));
      double rounds = page().getOrDefault("surety_watch_rounds_total", 0.0);
      awaitPage(page -> page.getOrDefault("surety_watch_rounds_total", 0.0) >= rounds + 2);
      assertThat(page().get("surety_watch_round_duration_seconds"))
          .isLessThan((double) INTERVAL.toSeconds());
    } finally {
      third.resume();
    }
    everythingIsWell();
  }

  @Test
  void servesThePagePlainAndCompressedAndSaysThatItIsHealthy() throws Exception {
    HttpResponse<byte[]> zipped =
        http.send(
            request("/metrics").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());

    assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped.body()))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).contains("surety_watch_info");
    }
    assertThat(get("/-/healthy").statusCode()).isEqualTo(200);
    assertThat(get("/metrics/other").statusCode()).isEqualTo(404);
  }

  @Test
  void promtoolFindsNothingWrongWithThePage(@TempDir Path dir) throws Exception {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    assumeThat(there || "true".equals(System.getenv("CI")))
        .as("promtool is on the path (Debian's package prometheus)")
        .isTrue();
    Path page = Files.write(dir.resolve("page"), get("/metrics").body().getBytes(UTF_8));

    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(page.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(promtool.getInputStream().readAllBytes(), UTF_8)).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }

  private void awaitPage(Predicate<Map<String, Double>> condition) {
    await().atMost(PATIENCE).until(this::page, condition);
  }

  private static String partition(String what, int partition) {
    return "surety_kafka_partition_%s{topic=\"%s\",partition=\"%d\"}"
        .formatted(what, TOPIC, partition);
  }

  private static String success(String probe, String target) {
    return "surety_probe_success{probe=\"" + probe + "\",target=\"" + target + "\"}";
  }

  private static List<String> keys(Map<String, Double> page, String prefix) {
    return page.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  /** The page as a map of series to values. */
  private Map<String, Double> page() throws IOException, InterruptedException {
    Map<String, Double> values = new TreeMap<>();
    for (String line : get("/metrics").body().split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith("#") && space > 0) {
        String value = line.substring(space + 1).replace("+Inf", "Infinity");
        values.put(line.substring(0, space), Double.parseDouble(value));
      }
    }
    return values;
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .timeout(Duration.ofSeconds(20));
  }
}
