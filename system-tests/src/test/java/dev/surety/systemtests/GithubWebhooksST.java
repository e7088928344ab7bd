package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import dev.surety.systemtests.PayloadMutations.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real input: GitHub's published payloads, whole and broken in known places. */
class GithubWebhooksST {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> EVENTS = List.of("push", "issues", "pull_request", "release");
  private static final String INPUT = "github.webhooks";
  private static final String EVENT_HEADER = "X-GitHub-Event";
  private static final int PAYLOADS = 74;
  private static final int MUTATIONS = 200;
  private static final Duration RUN_BOUND = Duration.ofMinutes(3);

  @TempDir private Path dir;
  private Sandbox sandbox;
  private PlainKafka kafka;

  @BeforeEach
  void startKafkaAndLayOutTheExample() throws Exception {
    SharedData.folder("github-webhooks");
    sandbox =
        Sandbox.up(
            SandboxOptions.of(SuretyProcess.installation()).withDir(dir.resolve("sandbox")),
            Progress.SILENT);
    kafka = new PlainKafka(sandbox.bootstrapServers());
    kafka.createTopic(INPUT, 1);
    Path example = SuretyProcess.checkout().resolve("examples/github-webhooks");
    Files.createDirectories(dir.resolve("contracts"));
    for (String file : List.of("pipeline.yaml", "contracts/github-webhooks.odcs.yaml")) {
      Files.copy(example.resolve(file), dir.resolve(file));
    }
    Files.writeString(
        dir.resolve("surety.yaml"),
        "kafka: {bootstrap.servers: \"" + sandbox.bootstrapServers() + "\"}\n");
  }

  @AfterEach
  void stopKafka() {
    if (sandbox != null) {
      sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
    }
  }

  @Test
  void everyPublishedPayloadIsAcceptedUntouchedAndEveryMutationIsBlamedOnItsPlace()
      throws Exception {
    List<ProducerRecord<byte[], byte[]>> payloads = payloads();
    assertThat(payloads).hasSize(PAYLOADS);
    kafka.produce(payloads);
    JsonNode whole = runUntilCaughtUp();

    assertThat(kafka.readAll(INPUT + ".quarantine").stream().map(GithubWebhooksST::blame))
        .as("quarantined payloads")
        .isEmpty();
    assertUntouched(kafka.readAll(INPUT + ".clean"), payloads);
    assertThat(whole.get("accepted").asLong()).isEqualTo(PAYLOADS);
    assertThat(whole.get("quarantined").asLong()).isZero();

    long seed = Long.getLong("surety.seed", System.nanoTime());
    List<Mutation> mutations = PayloadMutations.mutations(SharedData.root(), seed, MUTATIONS);
    List<ProducerRecord<byte[], byte[]>> broken = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      broken.add(record("mutation-" + i, mutation.event(), mutation.payload()));
    }
    kafka.produce(broken);
    JsonNode after = runUntilCaughtUp();

    assertThat(kafka.readAll(INPUT + ".clean"))
        .as("seed %s: accepted mutations", seed)
        .hasSize(PAYLOADS);
    List<ConsumerRecord<byte[], byte[]>> quarantined = kafka.readAll(INPUT + ".quarantine");
    assertUntouched(quarantined, broken);
    List<String> wronglyBlamed = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      if (!blames(quarantined.get(i), mutations.get(i))) {
        wronglyBlamed.add(describe(mutations.get(i)) + " but " + blame(quarantined.get(i)));
      }
    }
    assertThat(wronglyBlamed).as("seed %s: mutations blamed on another place", seed).isEmpty();
    assertThat(after.get("accepted").asLong()).isEqualTo(PAYLOADS);
    assertThat(after.get("quarantined").asLong()).isEqualTo(MUTATIONS);
  }

  private static List<ProducerRecord<byte[], byte[]>> payloads() throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (String event : EVENTS) {
      Path folder = SharedData.folder("github-webhooks/examples/" + event);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.sorted().toList()) {
          records.add(record(event + "/" + file.getFileName(), event, Files.readAllBytes(file)));
        }
      }
    }
    return records;
  }

  private static ProducerRecord<byte[], byte[]> record(String key, String event, byte[] value) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(INPUT, key.getBytes(UTF_8), value);
    record.headers().add(EVENT_HEADER, event.getBytes(UTF_8));
    return record;
  }

  private JsonNode runUntilCaughtUp() throws Exception {
    try (SuretyProcess run =
        SuretyProcess.start(
            dir.resolve("home"),
            dir,
            Map.of(),
            List.of("run", "pipeline.yaml", "--until-caught-up"))) {
      assertThat(run.awaitEnd(RUN_BOUND)).as(run.transcript()).isZero();
      JsonNode summary = PipelineStory.lastLine(run);
      assertThat(summary.get("type").asText()).isEqualTo("summary");
      return summary;
    }
  }

  /** Key, value and the event's header are those of the produced records, in their order. */
  private static void assertUntouched(
      List<ConsumerRecord<byte[], byte[]>> read, List<ProducerRecord<byte[], byte[]>> produced) {
    assertThat(read).hasSameSizeAs(produced);
    for (int i = 0; i < produced.size(); i++) {
      ProducerRecord<byte[], byte[]> expected = produced.get(i);
      String key = new String(expected.key(), UTF_8);
      assertThat(new String(read.get(i).key(), UTF_8)).isEqualTo(key);
      assertThat(Arrays.equals(read.get(i).value(), expected.value())).as(key).isTrue();
      assertThat(read.get(i).headers().toArray()[0])
          .as(key)
          .isEqualTo(expected.headers().toArray()[0]);
    }
  }

  private static boolean blames(ConsumerRecord<byte[], byte[]> record, Mutation mutation) {
    List<JsonNode> violations = violations(record);
    return switch (mutation.kind()) {
      case PayloadMutations.UNKNOWN_EVENT ->
          violations.stream()
              .anyMatch(v -> code(v).equals("unknown_record_type") && path(v).isEmpty());
      case PayloadMutations.TRUNCATED ->
          violations.stream().anyMatch(v -> code(v).equals("malformed_json"));
      default -> violations.stream().anyMatch(v -> path(v).equals(mutation.path()));
    };
  }

  private static String code(JsonNode violation) {
    return violation.get("code").asText();
  }

  private static String path(JsonNode violation) {
    return violation.get("path").asText();
  }

  private static String describe(Mutation mutation) {
    return mutation.kind() + " of " + mutation.source() + " at '" + mutation.path() + "'";
  }

  private static String blame(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8) + " has " + violations(record);
  }

  private static List<JsonNode> violations(ConsumerRecord<byte[], byte[]> record) {
    Optional<Header> header = Optional.ofNullable(record.headers().lastHeader("surety.violations"));
    assertThat(header).isPresent();
    try {
      List<JsonNode> violations = new ArrayList<>();
      JSON.readTree(header.get().value()).forEach(violations::add);
      return violations;
    } catch (IOException e) {
      throw new AssertionError("no JSON in surety.violations of " + record, e);
    }
  }
}
