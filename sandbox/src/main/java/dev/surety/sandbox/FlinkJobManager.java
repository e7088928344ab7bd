package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The JobManager of a Flink session cluster. */
final class FlinkJobManager implements JavaServer {
  private final Layout layout;
  private final FlinkCluster cluster;
  private final ServerDir dir;
  private final ServerFiles files;

  FlinkJobManager(Layout layout, Path sandboxDir, ServerFiles files) {
    this.layout = layout;
    this.cluster = new FlinkCluster(layout, sandboxDir);
    this.dir = ServerDir.of(sandboxDir, Layout.JOB_MANAGER);
    this.files = files;
  }

  @Override
  public String name() {
    return Layout.JOB_MANAGER;
  }

  @Override
  public String address() {
    return cluster.restUrl();
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.flinkPort(), layout.flinkRpcPort(), layout.flinkBlobPort());
  }

  @Override
  public List<String> prepare() throws IOException {
    Map<String, String> properties = cluster.properties(dir);
    // Jobs are submitted through /jobs, as `flink run` does; uploading jars is not needed for that.
    properties.put("web.submit.enable", "false");
    Path config = dir.writeYaml("conf/config.yaml", properties);
    List<String> arguments = new ArrayList<>();
    arguments.add("-Xmx384m");
    arguments.add("-XX:+UseSerialGC");
    arguments.add("-XX:MaxMetaspaceSize=256m");
    arguments.add("-XX:+ExitOnOutOfMemoryError");
    arguments.add("-Dlog4j2.configurationFile=" + dir.writeLog4j());
    arguments.add("-Dlog.file=" + dir.log()); // where the REST API finds the log
    arguments.addAll(FlinkCluster.MODULE_OPTIONS);
    arguments.add("-cp");
    arguments.add(files.classPath("flink"));
    arguments.add("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    arguments.add("--configDir");
    arguments.add(config.resolveSibling("").toString());
    return arguments;
  }

  @Override
  public boolean answers() {
    return cluster.get("/overview").isPresent();
  }
}
