package dev.surety.sandbox;

import static dev.surety.sandbox.TestSandbox.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.sandbox.SandboxException.Code;
import dev.surety.sandbox.TestSandbox.Lines;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One sandbox with every kind of server; its tests do not disturb each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FullSandboxIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final SandboxOptions options;
  private final Sandbox sandbox;

  FullSandboxIT(@TempDir Path dir) {
    options = options(dir).withRegistry(0).withFlink(2, 0);
    sandbox = Sandbox.up(options, new Lines());
  }

  @AfterAll
  void down() {
    sandbox.close();
  }

  @Test
  void everyServerIsUpAtItsAddress() {
    assertThat(sandbox.status())
        .extracting(ServerStatus::name)
        .containsExactly("kafka-1", "registry", "jobmanager", "taskmanager-1", "taskmanager-2");
    assertThat(sandbox.status())
        .allSatisfy(
            server -> {
              assertThat(server.state()).isEqualTo(ServerStatus.State.UP);
              assertThat(server.logFile()).isNotEmptyFile();
            });
  }

  @Test
  void everyServerListensOnTheLoopbackInterfaceOnly() throws Exception {
    for (ServerStatus server : sandbox.status()) {
      assertThat(ListeningSockets.of(server.pid()))
          .as(server.name())
          .isNotEmpty()
          .allSatisfy(address -> assertThat(address).startsWith("127.0.0.1:"));
    }
  }

  @Test
  void noServerHearsTheSignalsThatATerminalSendsToAllItsProcesses() throws Exception {
    for (ServerStatus server : sandbox.status()) {
      Path status = Path.of("/proc", Long.toString(server.pid()), "status");
      assumeThat(status).as("only Linux tells the ignored signals").exists();
      String mask =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .findFirst()
              .orElseThrow()
              .substring("SigIgn:".length())
              .strip();
      long hangUpAndInterrupt = 0b11;
      assertThat(Long.parseUnsignedLong(mask, 16) & hangUpAndInterrupt)
          .as(server.name())
          .isEqualTo(hangUpAndInterrupt);
    }
  }

  @Test
  void flinkShowsItsOwnLog() throws Exception {
    String rest = sandbox.flinkRestUrl().orElseThrow();

    String log = send(HttpRequest.newBuilder(URI.create(rest + "/jobmanager/log"))).body();

    assertThat(log).contains("StandaloneSessionClusterEntrypoint");
  }

  @Test
  void upAgainKeepsWhatIsRunning() {
    List<Long> pids = sandbox.status().stream().map(ServerStatus::pid).toList();
    Lines lines = new Lines();

    Sandbox same = Sandbox.up(options, lines);

    assertThat(same.status()).extracting(ServerStatus::pid).containsExactlyElementsOf(pids);
    assertThat(lines.lines())
        .hasSize(5)
        .contains("kafka-1: already up at " + sandbox.bootstrapServers());
  }

  @Test
  void upWithAnotherNumberOfBrokersIsRefused() {
    assertThatThrownBy(() -> Sandbox.up(options.withKafka(3, 0), Progress.SILENT))
        .isInstanceOfSatisfying(
            SandboxException.class, e -> assertThat(e.code()).isEqualTo(Code.DIFFERENT_SANDBOX))
        .hasMessageContaining("has 1 broker(s), not 3");
  }

  @Test
  void registryKeepsSchemasAsTheConfluentOneDoes() throws Exception {
    String url = sandbox.registryUrl().orElseThrow();
    String schema = "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[]}";
    String body = JSON.createObjectNode().put("schema", schema).toString();

    HttpResponse<String> registered =
        send(
            HttpRequest.newBuilder(URI.create(url + "/subjects/orders-value/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(registered.statusCode()).isEqualTo(200);
    int id = JSON.readTree(registered.body()).path("id").intValue();
    HttpResponse<String> fetched =
        send(HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id)));

    assertThat(JSON.readTree(JSON.readTree(fetched.body()).path("schema").textValue()))
        .isEqualTo(JSON.readTree(schema));
  }

  @Test
  void flinkOffersTheSlotsOfBothTaskManagersAndReplacesAKilledOne() throws Exception {
    String rest = sandbox.flinkRestUrl().orElseThrow();
    JsonNode overview =
        JSON.readTree(send(HttpRequest.newBuilder(URI.create(rest + "/overview"))).body());
    assertThat(overview.path("taskmanagers").intValue()).isEqualTo(2);
    assertThat(overview.path("slots-total").intValue()).isEqualTo(4);
    SandboxServer taskManager = sandbox.server("taskmanager-2");
    String before = taskManager.status().address();

    taskManager.kill();
    taskManager.start(new Lines());

    assertThat(taskManager.status().state()).isEqualTo(ServerStatus.State.UP);
    assertThat(taskManager.status().address()).isNotEqualTo(before);
  }

  @Test
  void aPausedServerDoesNotAnswerUntilItIsResumed() {
    SandboxServer registry = sandbox.server("registry");

    registry.pause();
    try {
      assertThat(registry.status().state()).isEqualTo(ServerStatus.State.NOT_ANSWERING);
    } finally {
      registry.resume();
    }

    await().atMost(TIMEOUT).until(() -> registry.status().state() == ServerStatus.State.UP);
  }

  @Test
  void anUnknownServerIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> sandbox.server("kafka-2"))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("no server kafka-2, but [kafka-1, registry, jobmanager");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
  }
}
