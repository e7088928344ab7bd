package dev.surety.sandbox;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** A Kafka broker that is also a controller (KRaft combined mode). */
final class KafkaBroker implements JavaServer {
  private static final int PROBE_MS = 3_000;
  private static final Duration FORMAT_TIMEOUT = Duration.ofSeconds(30);

  private final int id;
  private final Layout layout;
  private final ServerDir dir;
  private final ServerFiles files;

  KafkaBroker(int id, Layout layout, Path sandboxDir, ServerFiles files) {
    this.id = id;
    this.layout = layout;
    this.dir = ServerDir.of(sandboxDir, Layout.brokerName(id));
    this.files = files;
  }

  @Override
  public String name() {
    return Layout.brokerName(id);
  }

  @Override
  public String address() {
    return Ports.LOOPBACK + ":" + layout.kafkaPort(id);
  }

  @Override
  public List<Integer> ports() {
    return List.of(layout.kafkaPort(id), layout.controllerPort(id));
  }

  @Override
  public List<String> prepare() throws IOException {
    Path config = dir.writeProperties("server.properties", properties());
    Path log4j = dir.writeLog4j();
    String classPath = files.classPath("kafka");
    format(config, log4j, classPath);
    return List.of(
        // One broker must keep up with a benchmark; three share the machine with each other.
        layout.brokers() == 1 ? "-Xmx1g" : "-Xmx384m",
        "-Xms256m",
        "-XX:+UseG1GC",
        "-XX:MaxGCPauseMillis=20",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.awt.headless=true",
        "-Dlog4j2.configurationFile=" + log4j,
        "-cp",
        classPath,
        "kafka.Kafka",
        config.toString());
  }

  /** Gives the data directory its identity, once: a formatted directory is left as it is. */
  private void format(Path config, Path log4j, String classPath) throws IOException {
    if (Files.exists(dir.data().resolve("meta.properties"))) {
      return;
    }
    ProcessRun.java(
        "kafka-storage format of " + name(),
        FORMAT_TIMEOUT,
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=" + log4j,
            "-cp",
            classPath,
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            layout.clusterId(),
            "--config",
            config.toString()));
  }

  private Map<String, String> properties() {
    int brokers = layout.brokers();
    String replicas = Integer.toString(brokers);
    String minIsr = brokers == 1 ? "1" : "2";
    Map<String, String> p = new LinkedHashMap<>();
    p.put("process.roles", "broker,controller");
    p.put("node.id", Integer.toString(id));
    p.put("controller.quorum.voters", voters());
    p.put(
        "listeners",
        "PLAINTEXT://%s,CONTROLLER://%s:%d"
            .formatted(address(), Ports.LOOPBACK, layout.controllerPort(id)));
    p.put("advertised.listeners", "PLAINTEXT://" + address());
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("log.dirs", dir.data().toString());
    p.put("auto.create.topics.enable", "false");
    p.put("default.replication.factor", replicas);
    p.put("min.insync.replicas", minIsr);
    p.put("offsets.topic.replication.factor", replicas);
    p.put("transaction.state.log.replication.factor", replicas);
    p.put("transaction.state.log.min.isr", minIsr);
    p.put("share.coordinator.state.topic.replication.factor", replicas);
    p.put("share.coordinator.state.topic.min.isr", minIsr);
    // The default of 50 each is for large clusters; here it only lengthens every start.
    p.put("offsets.topic.num.partitions", "6");
    p.put("transaction.state.log.num.partitions", "6");
    p.put("share.coordinator.state.topic.num.partitions", "6");
    p.put("group.initial.rebalance.delay.ms", "0");
    if (brokers == 1) {
      // A broker that was killed cannot register again until its last session has expired. There is
      // nobody to take over from a single one, so that it need not wait for the usual 9 s.
      p.put("broker.heartbeat.interval.ms", "500");
      p.put("broker.session.timeout.ms", "4000");
    }
    // Retention goes by the records' own timestamps: replayed old records would vanish.
    p.put("log.retention.ms", "-1");
    return p;
  }

  private String voters() {
    return layout
        .brokerIds()
        .mapToObj(node -> "%d@%s:%d".formatted(node, Ports.LOOPBACK, layout.controllerPort(node)))
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean answers() {
    return nodes().contains(id);
  }

  /** Whether this broker knows every broker of the sandbox as alive. */
  boolean seesAllBrokers() {
    return nodes().size() == layout.brokers();
  }

  /** The brokers that this one knows as alive; empty when it does not answer. */
  private List<Integer> nodes() {
    if (Ports.isFree(layout.kafkaPort(id))) {
      return List.of(); // spares the client's warnings about refused connections
    }
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PROBE_MS,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_MS);
    Admin admin = Admin.create(config);
    try {
      return admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_MS))
          .nodes()
          .get(PROBE_MS, MILLISECONDS)
          .stream()
          .map(node -> node.id())
          .toList();
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } finally {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
