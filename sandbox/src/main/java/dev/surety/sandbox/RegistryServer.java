package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Apicurio Registry with its Confluent-compatible API; its storage is an H2 file. */
final class RegistryServer implements JavaServer {
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final int HTTP_OK = 200;

  private final Layout layout;
  private final ServerDir dir;
  private final ServerFiles files;

  RegistryServer(Layout layout, Path sandboxDir, ServerFiles files) {
    this.layout = layout;
    this.dir = ServerDir.of(sandboxDir, Layout.REGISTRY);
    this.files = files;
  }

  static String url(Layout layout) {
    return "http://%s:%d".formatted(Ports.LOOPBACK, layout.registryPort());
  }

  /** What clients of the Confluent Schema Registry take as its URL. */
  static String confluentUrl(Layout layout) {
    return url(layout) + "/apis/ccompat/v7";
  }

  @Override
  public String name() {
    return Layout.REGISTRY;
  }

  @Override
  public String address() {
    return confluentUrl(layout);
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.registryPort());
  }

  @Override
  public List<String> prepare() throws IOException {
    return List.of(
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dquarkus.http.host=" + Ports.LOOPBACK,
        "-Dquarkus.http.port=" + layout.registryPort(),
        "-Dapicurio.storage.kind=sql",
        "-Dapicurio.storage.sql.kind=h2",
        "-Dapicurio.datasource.url=jdbc:h2:file:" + dir.data().resolve("registry"),
        "-jar",
        files.registryJar().toString());
  }

  @Override
  public boolean answers() {
    try {
      return Http.get(address() + "/subjects", PROBE).statusCode() == HTTP_OK;
    } catch (IOException notYet) {
      return false;
    }
  }
}
