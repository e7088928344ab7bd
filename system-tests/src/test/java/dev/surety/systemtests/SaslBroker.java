package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A Kafka broker of this machine that is also reached with user and password. */
final class SaslBroker implements AutoCloseable {
  private static final Duration BOUND = Duration.ofMinutes(1);

  /** The password of the user {@code canary}, which no log may show. */
  static final String CANARY_PASSWORD = "CANARYpassword7";

  private static final String PLAIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";

  private final Process process;
  private final int plaintextPort;
  private final int saslPort;

  private SaslBroker(Process process, int plaintextPort, int saslPort) {
    this.process = process;
    this.plaintextPort = plaintextPort;
    this.saslPort = saslPort;
  }

  /** Starts a broker with its files in a directory, and waits until it answers. */
  static SaslBroker start(Path dir) throws Exception {
    int[] ports = freePorts(3);
    Path config = dir.resolve("server.properties");
    Files.createDirectories(dir);
    Files.write(config, properties(dir, ports[0], ports[1], ports[2]));
    run(
        dir,
        "kafka.tools.StorageTool",
        "format",
        "--cluster-id",
        Uuid.randomUuid().toString(),
        "--config",
        config.toString());
    Process process = java(dir, "kafka.Kafka", config.toString());
    SaslBroker broker = new SaslBroker(process, ports[0], ports[1]);
    try {
      await()
          .atMost(BOUND)
          .failFast(
              "the broker has ended: " + dir.resolve("kafka.Kafka.log"), () -> !process.isAlive())
          .until(broker::answers);
      return broker;
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Address of the listener without authentication. */
  String plaintext() {
    return "127.0.0.1:" + plaintextPort;
  }

  /** Address of the listener that asks for user and password. */
  String sasl() {
    return "127.0.0.1:" + saslPort;
  }

  /**
   * A client's setting for a user and a password; the only ones that are let in are surety's and
   * canary's.
   */
  static String login(String user, String password) {
    return PLAIN + "username=\"" + user + "\" password=\"" + password + "\";";
  }

  private static List<String> properties(
      Path dir, int plaintextPort, int saslPort, int controllerPort) {
    return List.of(
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
        "listeners=PLAINTEXT://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
            .formatted(plaintextPort, saslPort, controllerPort),
        "advertised.listeners=PLAINTEXT://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d"
            .formatted(plaintextPort, saslPort),
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name=PLAINTEXT",
        "controller.listener.names=CONTROLLER",
        "sasl.enabled.mechanisms=PLAIN",
        "listener.name.sasl_plaintext.plain.sasl.jaas.config="
            + PLAIN
            + "user_surety=\"right\" user_canary=\""
            + CANARY_PASSWORD
            + "\";",
        "log.dirs=" + dir.resolve("data"),
        "auto.create.topics.enable=false",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=3",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "transaction.state.log.num.partitions=3",
        "group.initial.rebalance.delay.ms=0",
        "log.retention.ms=-1");
  }

  private static void run(Path dir, String... mainAndArguments) throws Exception {
    Process process = java(dir, mainAndArguments);
    boolean ended = process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    if (!ended || process.exitValue() != 0) {
      Path log = dir.resolve(mainAndArguments[0] + ".log");
      throw new IllegalStateException(mainAndArguments[0] + " failed: " + Files.readString(log));
    }
  }

  private static Process java(Path dir, String... mainAndArguments) throws IOException {
    Path kafka = SuretyProcess.installation().resolve("servers/kafka");
    String classPath =
        Arrays.stream(Files.readString(kafka.resolve("classpath"), UTF_8).strip().split(":"))
            .map(jar -> kafka.resolve(jar).toString())
            .collect(Collectors.joining(":"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
    command.addAll(List.of(mainAndArguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dir.resolve(mainAndArguments[0] + ".log").toFile())
        .start();
  }

  private boolean answers() throws InterruptedException {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", sasl());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put("sasl.jaas.config", login("surety", "right"));
    client.put("default.api.timeout.ms", 3_000);
    client.put("request.timeout.ms", 3_000);
    try (Admin admin = Admin.create(client)) {
      return admin.describeCluster().nodes().get().size() == 1;
    } catch (ExecutionException notYet) {
      return false;
    }
  }

  /** Ports that are free now, all different. */
  private static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    try {
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        sockets[i] = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ports[i] = sockets[i].getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : sockets) {
        if (socket != null) {
          socket.close();
        }
      }
    }
  }

  /** Stops it where it is: it takes connections and does not answer. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  /** Lets it go on. */
  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
  }
}
