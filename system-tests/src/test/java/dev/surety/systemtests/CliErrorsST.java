package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * What users get wrong, and what they are told: each case is one command with its golden file in
 * {@code src/test/resources/cli-errors}. {@code -Dsurety.golden.write=true} writes the files anew.
 */
class CliErrorsST {
  private static final Path GOLDEN =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "cli-errors");

  /** What the slowest may take: a Kafka that does not answer. */
  private static final Duration BOUND = Duration.ofSeconds(15);

  private static final Duration START_BOUND = Duration.ofMinutes(1);

  @TempDir private static Path brokerDir;
  private static SaslBroker broker;

  @TempDir private Path dir;
  private String name;

  @BeforeAll
  static void startKafka() throws Exception {
    broker = SaslBroker.start(brokerDir);
    PlainKafka kafka = new PlainKafka(broker.plaintext());
    kafka.createTopic("shop.orders", 2);
    kafka.createTopic("shop.returns", 2);
    kafka.createTopic("shop.returns.clean", 1);
  }

  @AfterAll
  static void stopKafka() throws Exception {
    broker.close();
  }

  @BeforeEach
  void layOutAPipelineThatRuns(TestInfo test) throws IOException {
    name = test.getTestMethod().orElseThrow().getName();
    topic("shop.orders");
    profile("kafka: {bootstrap.servers: \"" + broker.plaintext() + "\"}\n");
  }

  @Test
  void wrongTopic() throws Exception {
    topic("shop.ordres");
    assertAnswer(2, "run", "pipeline.yaml");
  }

  @Test
  void unreachableBroker() throws Exception {
    profile("kafka: {bootstrap.servers: \"127.0.0.1:" + unusedPort() + "\"}\n");
    assertAnswer(3, "run", "pipeline.yaml");
  }

  @Test
  void badCredentials() throws Exception {
    profile(
        """
        kafka:
          bootstrap.servers: "%s"
          security.protocol: SASL_PLAINTEXT
          sasl.mechanism: PLAIN
          sasl.jaas.config: '%s'
        """
            .formatted(broker.sasl(), SaslBroker.login("surety", "wrong")));
    assertAnswer(3, "run", "pipeline.yaml");
  }

  @Test
  void wrongSecurityProtocol() throws Exception {
    profile("kafka: {bootstrap.servers: \"" + broker.sasl() + "\"}\n");
    String answer = assertAnswer(3, "run", "pipeline.yaml");
    assertThat(answer).contains("security.protocol");
  }

  @Test
  void contractWithAnError() throws Exception {
    replace("orders.odcs.yaml", "logicalType: integer", "logicalType: intger");
    assertAnswer(1, "run", "pipeline.yaml");
  }

  @Test
  void contractWithAnErrorInAnExpression() throws Exception {
    replace("orders.odcs.yaml", "record.quantity > 0", "record.quantty > 0");
    String answer = assertAnswer(1, "run", "pipeline.yaml");
    assertThat(answer).contains("^");
  }

  @Test
  void pipelineFileWithATypo() throws Exception {
    replace("pipeline.yaml", "sinks:", "sink:");
    String answer = assertAnswer(1, "run", "pipeline.yaml");
    assertThat(answer).contains("did you mean");
  }

  @Test
  void noSuchPipelineFile() throws Exception {
    assertAnswer(1, "run", "pipelines/orders.yaml");
  }

  @Test
  void noProfileAndNoSandbox() throws Exception {
    Files.delete(dir.resolve("surety.yaml"));
    assertAnswer(2, "run", "pipeline.yaml");
  }

  @Test
  void noSuchProfile() throws Exception {
    assertAnswer(1, "run", "pipeline.yaml", "--profile", "production.yaml");
  }

  @Test
  void unsetVariableInTheProfile() throws Exception {
    profile("kafka: {bootstrap.servers: \"${SURETY_TEST_BOOTSTRAP}\"}\n");
    assertAnswer(1, "run", "pipeline.yaml");
  }

  @Test
  void brokerWithoutAPort() throws Exception {
    profile("kafka: {bootstrap.servers: localhost}\n");
    assertAnswer(3, "run", "pipeline.yaml");
  }

  @Test
  void refusedPropertyInTheProfile() throws Exception {
    profile(
        """
        kafka:
          bootstrap.servers: "%s"
          interceptor.classes: com.example.Spy
        """
            .formatted(broker.plaintext()));
    assertAnswer(1, "run", "pipeline.yaml");
  }

  @Test
  void secondRunOfAPipeline() throws Exception {
    replace("pipeline.yaml", "topic: shop.orders.clean", "topic: shop.orders.first");
    try (SuretyProcess first = start("run", "pipeline.yaml", "--interval", "100ms")) {
      PipelineStory.awaitStatus(first);
      assertAnswer(4, "run", "pipeline.yaml");
      first.interrupt();
      assertThat(first.awaitEnd(START_BOUND)).as(first.transcript()).isZero();
    }
  }

  @Test
  void topicMadeAgainSinceTheCheckpoint() throws Exception {
    PlainKafka kafka = new PlainKafka(broker.plaintext());
    kafka.createTopic("shop.again", 2);
    topic("shop.again");
    try (SuretyProcess before = start("run", "pipeline.yaml", "--until-caught-up")) {
      assertThat(before.awaitEnd(START_BOUND)).as(before.transcript()).isZero();
    }
    kafka.deleteTopic("shop.again");
    kafka.createTopic("shop.again", 2);
    assertAnswer(4, "run", "pipeline.yaml");
  }

  @Test
  void cleanTopicWithTooFewPartitions() throws Exception {
    topic("shop.returns");
    assertAnswer(4, "run", "pipeline.yaml");
  }

  @Test
  void metricsPortTaken() throws Exception {
    replace("pipeline.yaml", "topic: shop.orders.clean", "topic: shop.orders.second");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertAnswer(
          3, "run", "pipeline.yaml", "--metrics-port", Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void metricsPortThatIsNone() throws Exception {
    assertAnswer(2, "run", "pipeline.yaml", "--metrics-port", "65536");
  }

  @Test
  void unknownOption() throws Exception {
    assertAnswer(2, "run", "pipeline.yaml", "--until-cauht-up");
  }

  @Test
  void unknownCommand() throws Exception {
    assertAnswer(2, "contract", "lnit", "orders.odcs.yaml");
  }

  @Test
  void missingArgument() throws Exception {
    assertAnswer(2, "run");
  }

  @Test
  void badDuration() throws Exception {
    assertAnswer(2, "run", "pipeline.yaml", "--interval", "5");
  }

  @Test
  void noCommand() throws Exception {
    assertAnswer(2);
  }

  /** Runs a command and compares everything that it says with the golden file. */
  private String assertAnswer(int exitCode, String... args) throws Exception {
    try (SuretyProcess surety = start(args)) {
      int code = surety.awaitEnd(BOUND);
      String answer =
          "$ %s\n--- standard output\n%s--- standard error\n%s--- exit code\n%d\n"
              .formatted(
                  ("surety " + String.join(" ", args)).strip(),
                  lines(surety.out()),
                  lines(surety.err()),
                  code);
      String stable = withoutWhatVaries(answer);
      Path golden = GOLDEN.resolve(name + ".txt");
      if (Boolean.getBoolean("surety.golden.write")) {
        Files.createDirectories(GOLDEN);
        Files.writeString(golden, stable);
      }
      assertThat(golden).exists();
      assertThat(stable).isEqualTo(Files.readString(golden));
      assertThat(code).isEqualTo(exitCode);
      assertThat(stable).doesNotContain("Exception", "\tat ", "WARN", "ERROR");
      return stable;
    }
  }

  private SuretyProcess start(String... args) throws IOException {
    return SuretyProcess.start(dir.resolve("home"), dir, Map.of(), List.of(args));
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private String withoutWhatVaries(String answer) throws IOException {
    return answer
        .replace(dir.toRealPath().toString(), "<dir>")
        .replace(dir.toString(), "<dir>")
        .replaceAll("127\\.0\\.0\\.1:[0-9]+", "<broker>")
        .replaceAll("port(:?) [0-9]{4,5}\\b", "port$1 <port>")
        .replaceAll("--metrics-port [0-9]{4,5}\\b", "--metrics-port <port>")
        .replaceAll("was [\\w-]{22} and is [\\w-]{22}", "was <id> and is <id>")
        .replaceAll("\"time\":\"[^\"]*\"", "\"time\":\"<time>\"");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private void profile(String text) throws IOException {
    Files.writeString(dir.resolve("surety.yaml"), text);
  }

  private void replace(String file, String what, String by) throws IOException {
    String before = Files.readString(dir.resolve(file));
    assertThat(before).contains(what);
    Files.writeString(dir.resolve(file), before.replace(what, by));
  }

  /** A contract and a pipeline over a topic. */
  private void topic(String topic) throws IOException {
    Files.writeString(
        dir.resolve("orders.odcs.yaml"),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders
        version: "1.0.0"
        status: active
        schema:
          - name: order
            physicalName: %s
            logicalType: object
            properties:
              - {name: order_id, logicalType: string, required: true}
              - {name: quantity, logicalType: integer, required: true}
            quality:
              - id: something-is-ordered
                type: custom
                engine: cel
                implementation: "record.quantity > 0"
        """
            .formatted(topic));
    Files.writeString(
        dir.resolve("pipeline.yaml"),
        """
        pipeline: orders
        contracts: [orders.odcs.yaml]
        sources:
          orders: {topic: %s}
        sinks:
          clean: {input: orders, topic: %s.clean}
        runtime:
          checkpoints: {interval: 500ms}
        """
            .formatted(topic, topic));
  }

  @Test
  void everyGoldenFileHasItsCase() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .allSatisfy(
              file ->
                  assertThat(CliErrorsST.class.getDeclaredMethod(file).getName()).isEqualTo(file));
    }
  }
}
