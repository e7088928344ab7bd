package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dquarkus.http.host=" + Ports.LOOPBACK,
            "-Dquarkus.http.port=" + layout.registryPort(),
            "-Dapicurio.storage.kind=sql",
            "-Dapicurio.storage.sql.kind=h2",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + dir.data().resolve("registry")));
    arguments.addAll(logOptions());
    arguments.add("-jar");
    arguments.add(files.registryJar().toString());
    return arguments;
  }

  /** Quarkus 3.15 has JSON lines but not the Elastic Common Schema; its keys can be renamed. */
  private static List<String> logOptions() {
    String json = "-Dquarkus.log.console.json";
    List<String> options = new ArrayList<>();
    options.add(json + "=true");
    options.add(
        json
            + ".key-overrides=timestamp=@timestamp,level=log.level,logger-name=log.logger,"
            + "thread-name=process.thread.name,process-id=process.pid,stack-trace=error.stack_trace");
    options.add(json + ".exception-output-type=formatted");
    options.add(
        json + ".excluded-keys=sequence,ndc,mdc,hostName,processName,threadId,loggerClassName");
    Map.of(
            "ecs.version", "8.11.0",
            "service.name", "${surety.service}",
            "service.version", "${surety.version}",
            "surety.run.id", "${surety.run.id}",
            "trace.id", "${surety.trace.id}")
        .forEach(
            (field, value) ->
                options.add(json + ".additional-field.\"" + field + "\".value=" + value));
    return options;
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
