package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real OpenSearch of one node, from the archive that Maven unpacks for the integration tests.
 *
 * <p>It runs without its native library. Then it can neither lock its memory nor filter its system
 * calls, which a node on a loopback address for a minute does not need, and it cannot tell whether
 * it is root, which it refuses to be: so it runs the same for every user.
 */
final class OpenSearch implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START_BOUND = Duration.ofMinutes(3);
  private static final Duration CALL_BOUND = Duration.ofSeconds(60);
  private static final Path UNPACKED =
      Path.of(System.getProperty("basedir", "."), "target", "opensearch").toAbsolutePath();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI url;
  private final Path log;

  private OpenSearch(Process process, URI url, Path log) {
    this.process = process;
    this.url = url;
    this.log = log;
  }

  /** Begins to start a node with its files in a directory. */
  static OpenSearch start(Path dir) throws IOException {
    Path home = home();
    Path config = Files.createDirectories(dir.resolve("config"));
    Path temporary = Files.createDirectories(dir.resolve("tmp"));
    Files.copy(home.resolve("config/log4j2.properties"), config.resolve("log4j2.properties"));
    int port = freePort();
    Files.writeString(
        config.resolve("opensearch.yml"),
        """
        discovery.type: single-node
        network.host: 127.0.0.1
        http.port: %d
        transport.port: 0
        path.data: %s
        path.logs: %s
        cluster.routing.allocation.disk.threshold_enabled: false
        """
            .formatted(port, dir.resolve("data"), dir.resolve("logs")));
    Path log = dir.resolve("opensearch.log");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-Djava.security.manager=allow",
                "-Djna.nosys=true",
                "-Djna.nounpack=true",
                "-Djna.boot.library.path=" + dir.resolve("none"),
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + config,
                "-Dopensearch.distribution.type=zip",
                "-cp",
                home.resolve("lib") + "/*",
                "org.opensearch.bootstrap.OpenSearch")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new OpenSearch(process, URI.create("http://127.0.0.1:" + port), log);
  }

  private static Path home() throws IOException {
    try (Stream<Path> found = Files.list(UNPACKED)) {
      List<Path> homes = found.filter(path -> Files.exists(path.resolve("lib"))).toList();
      assertThat(homes).as("'mvnw verify' unpacks OpenSearch into %s", UNPACKED).hasSize(1);
      return homes.get(0);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** Waits until it answers. */
  void awaitStarted() {
    await()
        .atMost(START_BOUND)
        .failFast(() -> assertThat(process.isAlive()).as(Files.readString(log)).isTrue())
        .until(this::answers);
  }

  private boolean answers() throws InterruptedException {
    try {
      return send("GET", "/_cluster/health", "", "application/json").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Stores a document under a path, such as an index template. */
  JsonNode put(String path, String body) throws IOException, InterruptedException {
    return answered(send("PUT", path, body, "application/json"));
  }

  /** Stores lines with the bulk API, and makes them visible. */
  JsonNode bulk(String index, List<String> lines) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    lines.forEach(line -> body.append("{\"index\":{}}\n").append(line).append('\n'));
    JsonNode answer =
        answered(
            send(
                "POST",
                "/" + index + "/_bulk?refresh=true",
                body.toString(),
                "application/x-ndjson"));
    assertThat(answer.get("errors").asBoolean()).as("%.2000s", answer).isFalse();
    return answer;
  }

  /** Answers a search over indexes. */
  JsonNode search(String indexes, String body) throws IOException, InterruptedException {
    return answered(send("POST", "/" + indexes + "/_search", body, "application/json"));
  }

  private static JsonNode answered(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> send(String method, String path, String body, String type)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(CALL_BOUND)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body, UTF_8))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
