package dev.surety.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A TaskManager of a Flink session cluster. The shell scripts of a Flink distribution compute the
 * sizes of all memory parts before they start one; here they are fixed.
 */
final class FlinkTaskManager implements JavaServer {
  private static final int SLOTS = 2;
  private static final int HEAP_MB = 384;
  private static final int FRAMEWORK_HEAP_MB = 128;
  private static final int FRAMEWORK_OFF_HEAP_MB = 128;
  private static final int TASK_OFF_HEAP_MB = 32;
  private static final int NETWORK_MB = 64;
  private static final int MANAGED_MB = 128;
  private static final int METASPACE_MB = 256;
  private static final int OVERHEAD_MB = 192;
  private static final int DIRECT_MB = FRAMEWORK_OFF_HEAP_MB + TASK_OFF_HEAP_MB + NETWORK_MB;

  private final int number;
  private final FlinkCluster cluster;
  private final ServerDir dir;
  private final ServerFiles files;

  FlinkTaskManager(int number, Layout layout, Path sandboxDir, ServerFiles files) {
    this.number = number;
    this.cluster = new FlinkCluster(layout, sandboxDir);
    this.dir = ServerDir.of(sandboxDir, Layout.taskManagerName(number));
    this.files = files;
  }

  @Override
  public String name() {
    return Layout.taskManagerName(number);
  }

  @Override
  public String address() {
    return cluster.restUrl() + "/taskmanagers/" + resourceId().orElse("");
  }

  /** A TaskManager listens only for the cluster itself, on ports that it chooses at every start. */
  @Override
  public List<Integer> ports() {
    return List.of();
  }

  @Override
  public List<String> prepare() throws IOException {
    // New at every start: the JobManager may list the last one for a while after its death.
    String resourceId = name() + "-" + UUID.randomUUID().toString().substring(0, 8);
    Files.createDirectories(dir.path());
    Files.writeString(resourceIdFile(), resourceId);
    Map<String, String> properties = cluster.properties(dir);
    properties.put("taskmanager.resource-id", resourceId);
    properties.put("taskmanager.host", Ports.LOOPBACK);
    properties.put("taskmanager.bind-host", Ports.LOOPBACK);
    properties.put("taskmanager.numberOfTaskSlots", Integer.toString(SLOTS));
    properties.put("taskmanager.cpu.cores", SLOTS + ".0");
    putMemory(properties);
    Path config = dir.writeYaml("conf/config.yaml", properties);
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx" + HEAP_MB + "m");
    arguments.add("-XX:+UseG1GC");
    arguments.add("-XX:MaxDirectMemorySize=" + DIRECT_MB + "m");
    arguments.add("-XX:MaxMetaspaceSize=" + METASPACE_MB + "m");
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add("-Dlog4j2.configurationFile=" + dir.writeLog4j());
    arguments.add("-Dlog.file=" + dir.log()); // where the REST API finds the log
    arguments.addAll(FlinkCluster.MODULE_OPTIONS);
    arguments.add("-cp");
    arguments.add(files.classPath("flink"));
    arguments.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    arguments.add("--configDir");
    arguments.add(config.resolveSibling("").toString());
    return arguments;
  }

  private static void putMemory(Map<String, String> properties) {
    String memory = "taskmanager.memory.";
    properties.put(memory + "framework.heap.size", FRAMEWORK_HEAP_MB + "m");
    properties.put(memory + "task.heap.size", (HEAP_MB - FRAMEWORK_HEAP_MB) + "m");
    properties.put(memory + "framework.off-heap.size", FRAMEWORK_OFF_HEAP_MB + "m");
    properties.put(memory + "task.off-heap.size", TASK_OFF_HEAP_MB + "m");
    properties.put(memory + "network.min", NETWORK_MB + "m");
    properties.put(memory + "network.max", NETWORK_MB + "m");
    properties.put(memory + "managed.size", MANAGED_MB + "m");
    properties.put(memory + "jvm-metaspace.size", METASPACE_MB + "m");
    properties.put(memory + "jvm-overhead.min", OVERHEAD_MB + "m");
    properties.put(memory + "jvm-overhead.max", OVERHEAD_MB + "m");
  }

  @Override
  public boolean answers() {
    Optional<String> resourceId = resourceId();
    Optional<JsonNode> answer = cluster.get("/taskmanagers");
    if (resourceId.isEmpty() || answer.isEmpty()) {
      return false;
    }
    for (JsonNode taskManager : answer.get().path("taskmanagers")) {
      if (taskManager.path("id").asText().equals(resourceId.get())) {
        return true;
      }
    }
    return false;
  }

  private Path resourceIdFile() {
    return dir.path().resolve("resource-id");
  }

  private Optional<String> resourceId() {
    try {
      return Optional.of(Files.readString(resourceIdFile()));
    } catch (IOException neverStarted) {
      return Optional.empty();
    }
  }
}
