package dev.surety.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the JobManager and the TaskManagers of the session cluster have in common. */
final class FlinkCluster {
  /** Where checkpoints and savepoints go unless a job says otherwise. */
  static final String STORAGE_DIR = "flink";

  /**
   * The part of {@code env.java.opts.all} in Flink's own default configuration that running needs.
   */
  static final List<String> MODULE_OPTIONS =
      List.of(
          "--add-exports=java.base/sun.net.util=ALL-UNNAMED",
          "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
          "--add-exports=java.security.jgss/sun.security.krb5=ALL-UNNAMED",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.net=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.nio=ALL-UNNAMED",
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=java.base/java.text=ALL-UNNAMED",
          "--add-opens=java.base/java.time=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED");

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Duration PROBE = Duration.ofSeconds(3);
  private static final int HTTP_OK = 200;

  private final Layout layout;
  private final Path sandboxDir;

  FlinkCluster(Layout layout, Path sandboxDir) {
    this.layout = layout;
    this.sandboxDir = sandboxDir;
  }

  String restUrl() {
    return "http://%s:%d".formatted(Ports.LOOPBACK, layout.flinkPort());
  }

  /** Every address is the loopback address: Flink's own default is to bind to all interfaces. */
  Map<String, String> properties(ServerDir dir) throws IOException {
    Path storage = Files.createDirectories(sandboxDir.resolve(STORAGE_DIR));
    Path temporary = dir.path().resolve("tmp");
    SandboxData.deleteTree(temporary); // a killed process leaves 20 MB of unpacked jars behind
    Files.createDirectories(temporary);
    Map<String, String> p = new LinkedHashMap<>();
    p.put("jobmanager.rpc.address", Ports.LOOPBACK);
    p.put("jobmanager.rpc.port", Integer.toString(layout.flinkRpcPort()));
    p.put("jobmanager.bind-host", Ports.LOOPBACK);
    p.put("rest.address", Ports.LOOPBACK);
    p.put("rest.bind-address", Ports.LOOPBACK);
    p.put("rest.port", Integer.toString(layout.flinkPort()));
    p.put("rest.bind-port", Integer.toString(layout.flinkPort()));
    p.put("blob.server.port", Integer.toString(layout.flinkBlobPort()));
    p.put("execution.checkpointing.dir", storage.resolve("checkpoints").toUri().toString());
    p.put(
        "execution.checkpointing.savepoint-dir", storage.resolve("savepoints").toUri().toString());
    p.put("io.tmp.dirs", temporary.toString());
    return p;
  }

  /** The JSON that a path of the REST API answers; empty when it does not. */
  Optional<JsonNode> get(String path) {
    try {
      HttpResponse<String> response = Http.get(restUrl() + path, PROBE);
      return response.statusCode() == HTTP_OK
          ? Optional.of(JSON.readTree(response.body()))
          : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    }
  }
}
