package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No log and no output shows what is in a record, or a password: not even when things go wrong. */
class LogCanaryST {
  private static final String CANARY = "CANARY";
  private static final Duration BOUND = Duration.ofMinutes(2);

  @TempDir private Path dir;
  private SaslBroker broker;
  private PlainKafka kafka;

  @BeforeEach
  void startKafka() throws Exception {
    broker = SaslBroker.start(dir.resolve("broker"));
    kafka = new PlainKafka(broker.plaintext());
    kafka.createTopic(OrdersPipeline.TOPIC, 1);
  }

  @AfterEach
  void stopKafka() throws Exception {
    broker.resume();
    broker.close();
  }

  @Test
  void aRunWithViolationsAFailureAndARestartShowsNoneOfThem() throws Exception {
    OrdersPipeline pipeline =
        OrdersPipeline.in(dir, profile(SaslBroker.login("canary", SaslBroker.CANARY_PASSWORD)));
    kafka.produce(OrdersPipeline.good(200));
    kafka.produce(canaries());
    List<String> shown = new ArrayList<>();
    try (SuretyProcess run = pipeline.run(Map.of())) {
      PipelineStory.awaitJudged(run, 499);
      kafka.produce(OrdersPipeline.good(20_000)); // some are on their way when the broker stops
      broker.pause();
      OrdersPipeline.awaitGivenUp(run);
      broker.resume();
      awaitEvent(run, "job.restart");
      run.interrupt();
      assertThat(run.awaitEnd(BOUND)).as(run.transcript()).isZero();
      assertThat(EcsLines.actions(run.err())).contains("violation.surge", "pipeline.stop");
      shown.addAll(run.out());
      shown.addAll(run.err());
    }

    assertThat(kafka.readAll(OrdersPipeline.TOPIC + ".quarantine"))
        .as("they were there to be shown")
        .hasSize(300)
        .extracting(ConsumerRecord::value)
        .allMatch(value -> new String(value, UTF_8).contains(CANARY));
    shown.addAll(logs(pipeline.home()));
    assertNoCanary(shown);
  }

  @Test
  void aRefusedLoginShowsNoPassword() throws Exception {
    OrdersPipeline pipeline =
        OrdersPipeline.in(dir, profile(SaslBroker.login("canary", "CANARYwrong")));
    try (SuretyProcess run = pipeline.run(Map.of())) {
      assertThat(run.awaitEnd(BOUND)).as(run.transcript()).isEqualTo(3);
      assertThat(EcsLines.events(run.err(), "run.refused"))
          .singleElement()
          .satisfies(
              refused ->
                  assertThat(refused.get("error.code").asText())
                      .isEqualTo("AUTHENTICATION_FAILED"));
      assertThat(run.err())
          .filteredOn(line -> line.contains("\"log.level\":\"ERROR\""))
          .filteredOn(line -> line.contains("\"log.logger\":\"dev.surety."))
          .as("told once")
          .hasSize(1);
      List<String> shown = new ArrayList<>(run.err());
      shown.addAll(run.out());
      shown.addAll(logs(pipeline.home()));
      assertNoCanary(shown);
    }
  }

  @Test
  void aProbeThatFailsShowsNoCredentialsOfItsUrl() throws Exception {
    for (String format : List.of("json", "text")) {
      Path home = dir.resolve("home-" + format);
      OrdersPipeline.in(dir, profile(SaslBroker.login("canary", "CANARYwrong")));
      try (SuretyProcess watch =
          SuretyProcess.start(
              home,
              dir,
              Map.of(),
              List.of(
                  "watch",
                  "--once",
                  "--no-probe-topic",
                  "--registry",
                  "http://CANARYuser:CANARYpassword@127.0.0.1:1/apis",
                  "--flink",
                  "http://CANARYuser:CANARYpassword@127.0.0.1:1",
                  "--log-format",
                  format))) {
        assertThat(watch.awaitEnd(BOUND)).as(watch.transcript()).isEqualTo(1);
        assertThat(String.join("\n", watch.err()))
            .contains("probe registry of http://127.0.0.1:1/apis fails");
        List<String> shown = new ArrayList<>(watch.err());
        shown.addAll(watch.out());
        shown.addAll(logs(home));
        assertNoCanary(shown);
      }
    }
  }

  /** In key, value and headers, breaking rules of classified and of other properties. */
  private static List<ProducerRecord<byte[], byte[]>> canaries() {
    List<ProducerRecord<byte[], byte[]>> records =
        new ArrayList<>(
            OrdersPipeline.orders(100, "CANARYcustomer", "CANARY, a note that is too long", 1, 9));
    for (int i = 0; i < 200; i++) {
      byte[] text = "{\"CANARY".getBytes(UTF_8); // not JSON
      records.add(new ProducerRecord<>(OrdersPipeline.TOPIC, text, text));
    }
    records.forEach(record -> record.headers().add("CANARY", "CANARYheader".getBytes(UTF_8)));
    return records;
  }

  private List<String> profile(String login) {
    return List.of(
        "bootstrap.servers: \"" + broker.sasl() + "\"",
        "security.protocol: SASL_PLAINTEXT",
        "sasl.mechanism: PLAIN",
        "sasl.jaas.config: '" + login + "'",
        "ssl.truststore.password: CANARYstore");
  }

  private static void awaitEvent(SuretyProcess run, String action) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(100))
        .failFast(() -> assertThat(run.isAlive()).as(run.transcript()).isTrue())
        .untilAsserted(
            () ->
                assertThat(EcsLines.events(run.err(), action))
                    .as("%s in%n%s", action, run.transcript())
                    .isNotEmpty());
  }

  /** Every line of every log below a home directory; there is at least one. */
  private static List<String> logs(Path home) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      files
          .filter(file -> file.getFileName().toString().contains(".log"))
          .forEach(file -> lines.addAll(read(file)));
    }
    assertThat(lines).isNotEmpty();
    return lines;
  }

  private static List<String> read(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertNoCanary(List<String> lines) {
    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(CANARY));
  }
}
