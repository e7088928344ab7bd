package dev.surety.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.job.EmbeddedRun.Snapshot.Phase;
import dev.surety.job.TestRecords.Shape;
import dev.surety.job.metrics.PrometheusPage;
import dev.surety.job.metrics.PrometheusText;
import dev.surety.pipeline.Pipeline;
import dev.surety.quarantine.format.QuarantineFormat;
import dev.surety.validation.Violation;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRunIT {
  private static final int PARTITIONS = 3;
  private static final Duration OFTEN = Duration.ofMillis(200);

  /** So seldom that only the final checkpoint of a test commits anything. */
  private static final Duration SELDOM = Duration.ofMinutes(10);

  private static final int ADDED_HEADERS =
      new QuarantineFormat("p", "c", "1")
          .headers("t", 0, 0, Instant.EPOCH, List.of(new Violation("r", "", "c", "m")))
          .size();

  @TempDir private static Path sandboxDir;
  private static TestKafka kafka;

  @TempDir private Path state;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(sandboxDir);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void everyRecordEndsWhereItBelongsAsItWasAndOnceThroughAStopAndAStart() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("shop", "orders", OFTEN);
    kafka.createTopic("orders", PARTITIONS, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced =
        new ArrayList<>(TestRecords.records("orders", PARTITIONS, 0, 90));
    kafka.produce(produced);

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      assertThat(run.embedded().resumedFrom()).isEmpty();
      run.awaitCaughtUp();
      assertTally(run, produced.size());
      run.stopWithAFinalCheckpoint();
      assertThat(run.embedded().snapshot().phase()).isEqualTo(Phase.STOPPED);
    }
    assertDelivered("orders", produced);

    List<ProducerRecord<byte[], byte[]>> more = TestRecords.records("orders", PARTITIONS, 90, 135);
    produced.addAll(more);
    kafka.produce(more);
    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      assertThat(run.embedded().resumedFrom()).isPresent();
      run.awaitCaughtUp();
      assertTally(run, produced.size());
      run.stopWithAFinalCheckpoint();
    }
    assertDelivered("orders", produced);
  }

  @Test
  void recordsAreSeenOnlyWhenTheirCheckpointIsComplete() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("seldom", "unseen", SELDOM);
    kafka.createTopic("unseen", PARTITIONS, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced =
        TestRecords.records("unseen", PARTITIONS, 0, 18);
    kafka.produce(produced);

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitWritten(produced.size());
      await()
          .atMost(TestRun.PATIENCE)
          .until(() -> !kafka.read("unseen.clean", "read_uncommitted").isEmpty());
      assertThat(kafka.readCommitted("unseen.clean")).isEmpty();
      assertThat(kafka.readCommitted("unseen.quarantine")).isEmpty();

      run.stopWithAFinalCheckpoint();
    }
    assertDelivered("unseen", produced);
  }

  @Test
  void aRunThatDiedGoesOnFromItsLastCheckpointWithoutRepeatingARecord() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("dies", "died", OFTEN);
    kafka.createTopic("died", PARTITIONS, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced =
        new ArrayList<>(TestRecords.records("died", PARTITIONS, 0, 45));
    kafka.produce(produced);
    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      // Written behind the last checkpoint or not: closing without a stop leaves it open.
      List<ProducerRecord<byte[], byte[]>> more = TestRecords.records("died", PARTITIONS, 45, 90);
      produced.addAll(more);
      kafka.produce(more);
      run.awaitWritten(produced.size());
    }

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      assertThat(run.embedded().resumedFrom()).isPresent();
      run.awaitCaughtUp();
      assertTally(run, produced.size());
      run.stopWithAFinalCheckpoint();
    }
    assertDelivered("died", produced);
  }

  @Test
  void aRunGoesOnWhenFlinkHasEndedItsOnlyTaskManager() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("bereft", "bereft", OFTEN);
    kafka.createTopic("bereft", PARTITIONS, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced =
        new ArrayList<>(TestRecords.records("bereft", PARTITIONS, 0, 45));
    kafka.produce(produced);
    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      run.embedded().keepTaskManager();
      MiniCluster cluster = run.embedded().cluster();
      cluster.terminateTaskManager(0).get(30, TimeUnit.SECONDS);
      await()
          .atMost(TestRun.PATIENCE)
          .until(() -> cluster.requestClusterOverview().get().getNumTaskManagersConnected() == 0);
      List<ProducerRecord<byte[], byte[]>> more = TestRecords.records("bereft", PARTITIONS, 45, 90);
      produced.addAll(more);
      kafka.produce(more);

      run.embedded().keepTaskManager();

      run.awaitCaughtUp();
      assertTally(run, produced.size());
      run.stopWithAFinalCheckpoint();
    }
    assertDelivered("bereft", produced);
  }

  @Test
  void aRecordWithoutAKeyCannotGoToACompactedTopic() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("compacting", "facts", OFTEN);
    kafka.createTopic("facts", 1, Map.of());
    kafka.createTopic("facts.clean", 1, Map.of("cleanup.policy", "compact"));
    List<ProducerRecord<byte[], byte[]>> produced = TestRecords.records("facts", 1, 0, 9);
    kafka.produce(produced);

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      run.stopWithAFinalCheckpoint();
    }

    assertThat(kafka.readCommitted("facts.clean")).allMatch(record -> record.key() != null);
    List<ConsumerRecord<byte[], byte[]>> keyless =
        kafka.readCommitted("facts.quarantine").stream().filter(r -> r.key() == null).toList();
    assertThat(keyless).hasSize(1);
    assertThat(codes(keyless.get(0))).containsExactly("keyless_on_compacted_topic");
    assertThat(TestRecords.text(keyless.get(0), ADDED_HEADERS))
        .isEqualTo(TestRecords.text(produced.get(Shape.KEYLESS.ordinal())));
  }

  @Test
  void failsLoudlyWhenRetentionTookRecordsThatItHasNotRead() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("late", "expiring", OFTEN);
    kafka.createTopic("expiring", 1, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced = TestRecords.records("expiring", 1, 0, 18);
    kafka.produce(produced);
    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      run.stopWithAFinalCheckpoint();
    }
    kafka.produce(TestRecords.records("expiring", 1, 18, 36));
    kafka.deleteRecordsBefore(new TopicPartition("expiring", 0), 27);

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      await()
          .atMost(TestRun.PATIENCE)
          .until(() -> run.embedded().snapshot().failure().contains("OffsetOutOfRangeException"));
      assertThat(run.metrics().positions()).isEmpty();
    }
    assertDelivered("expiring", produced);
  }

  @Test
  void listensOnTheLoopbackInterfaceOnlyAndServesMetricsThere() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("listening", "heard", OFTEN);
    kafka.createTopic("heard", PARTITIONS, Map.of());
    List<ProducerRecord<byte[], byte[]>> produced = TestRecords.records("heard", PARTITIONS, 0, 18);
    kafka.produce(produced);

    try (TestRun run = new TestRun(kafka, pipeline, state);
        PrometheusPage page = PrometheusPage.serve(run.metrics(), "listening", 0, List::of)) {
      run.awaitCaughtUp();

      Set<String> addresses = ListeningSockets.ofThisProcess();
      assertThat(addresses).contains("127.0.0.1:" + page.port());
      assertThat(addresses).allMatch(address -> address.startsWith("127.0.0.1:"));
      assertPage(PrometheusText.parse(get(page.port())), produced.size());
    }
  }

  private static void assertPage(Map<String, Double> samples, int records) {
    assertThat(total(samples, "surety_records_total{")).isEqualTo(records);
    long bad =
        samples.entrySet().stream()
            .filter(sample -> sample.getKey().startsWith("surety_violations_total{"))
            .mapToLong(sample -> sample.getValue().longValue())
            .sum();
    assertThat(bad).isEqualTo((long) records * 4 / Shape.values().length);
    assertThat(total(samples, "surety_record_value_bytes_total{")).isPositive();
    assertThat(total(samples, "surety_input_position{")).isEqualTo(records);
    assertThat(total(samples, "surety_input_records_total{")).isEqualTo(records);
    assertThat(total(samples, "surety_commits_failed_total{")).isZero();
    assertThat(total(samples, "surety_hot_key_share_ratio{")).isPositive().isLessThanOrEqualTo(1);
    assertThat(total(samples, "surety_enforce_duration_seconds_count{")).isPositive();
    assertThat(total(samples, "surety_jvm_heap_used_bytes{")).isPositive();
    assertThat(total(samples, "surety_input_committed_position{")).isEqualTo(records);
    assertThat(samples.keySet())
        .anyMatch(name -> name.startsWith("flink_jobmanager_job_"))
        .allMatch(name -> name.startsWith("surety_") || name.startsWith("flink_"))
        .allMatch(name -> name.contains("pipeline=\"listening\""));
  }

  private static double total(Map<String, Double> samples, String prefix) {
    return samples.entrySet().stream()
        .filter(sample -> sample.getKey().startsWith(prefix))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static String get(int port) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8))
        .body();
  }

  private static void assertTally(TestRun run, int records) {
    Map<String, Long> tally = run.metrics().tally();
    long ofEachShape = records / Shape.values().length;
    assertThat(tally)
        .containsEntry("accepted", 5 * ofEachShape)
        .containsEntry("quarantined", 4 * ofEachShape);
  }

  /** What was produced is there once, unchanged and in order in its partition. */
  private static void assertDelivered(String topic, List<ProducerRecord<byte[], byte[]>> produced)
      throws Exception {
    List<ConsumerRecord<byte[], byte[]>> clean = kafka.readCommitted(topic + ".clean");
    List<ConsumerRecord<byte[], byte[]>> bad = kafka.readCommitted(topic + ".quarantine");
    for (int partition = 0; partition < PARTITIONS; partition++) {
      List<String> cleanExpected = new ArrayList<>();
      List<String> badExpected = new ArrayList<>();
      List<String> badPlaces = new ArrayList<>();
      int offset = 0;
      for (ProducerRecord<byte[], byte[]> record : produced) {
        if (record.partition() == partition) {
          Shape shape = Shape.of(offset);
          (shape.isClean() ? cleanExpected : badExpected).add(TestRecords.text(record));
          if (!shape.isClean()) {
            badPlaces.add("%s-%d@%d %s".formatted(topic, partition, offset, shape.codes()));
          }
          offset++;
        }
      }
      int number = partition;
      assertThat(clean.stream().filter(r -> r.partition() == number))
          .extracting(record -> TestRecords.text(record, 0))
          .as("%s.clean-%d", topic, partition)
          .isEqualTo(cleanExpected);
      List<ConsumerRecord<byte[], byte[]>> here =
          bad.stream().filter(r -> r.partition() == number).toList();
      assertThat(here)
          .extracting(record -> TestRecords.text(record, ADDED_HEADERS))
          .as("%s.quarantine-%d", topic, partition)
          .isEqualTo(badExpected);
      List<String> places = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : here) {
        places.add(header(record, QuarantineFormat.SOURCE) + " " + codes(record));
      }
      assertThat(places).isEqualTo(badPlaces);
      assertThat(here)
          .allSatisfy(
              record -> {
                assertThat(header(record, QuarantineFormat.CONTRACT)).isEqualTo("shop-orders");
                assertThat(header(record, QuarantineFormat.CONTRACT_VERSION)).isEqualTo("2.1.0");
                assertThat(header(record, QuarantineFormat.CONNECT_TOPIC)).isEqualTo(topic);
                assertThat(header(record, QuarantineFormat.VIOLATION_COUNT)).isEqualTo("1");
              });
    }
  }

  private static List<String> codes(ConsumerRecord<byte[], byte[]> record) throws Exception {
    List<String> codes = new ArrayList<>();
    for (JsonNode violation :
        new ObjectMapper().readTree(header(record, QuarantineFormat.VIOLATIONS))) {
      codes.add(violation.get("code").asText());
    }
    return codes;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    assertThat(header).as(name).isNotNull();
    return new String(header.value(), UTF_8);
  }
}
