package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What a sandbox is to consist of. Start from {@link #of} and change what should differ.
 *
 * @param dir where data, logs and the state file are kept
 * @param suretyHome the installed image; the server files are in its {@code servers} directory
 * @param brokers Kafka brokers, each also a controller: 1 or 3
 * @param kafkaPort port of the first broker, the others take the next ones; 0 for any free port
 * @param registry whether a schema registry is started
 * @param registryPort port of the registry; 0 for any free port
 * @param flink whether a Flink session cluster is started
 * @param taskManagers Flink TaskManagers, each with two slots
 * @param flinkPort port of Flink's REST API; 0 for any free port
 */
public record SandboxOptions(
    Path dir,
    Path suretyHome,
    int brokers,
    int kafkaPort,
    boolean registry,
    int registryPort,
    boolean flink,
    int taskManagers,
    int flinkPort) {

  private static final int HIGHEST_PORT = 65_535;

  public SandboxOptions {
    dir = requireNonNull(dir, "dir").toAbsolutePath().normalize();
    suretyHome = requireNonNull(suretyHome, "suretyHome").toAbsolutePath().normalize();
    if (brokers != 1 && brokers != 3) {
      throw new IllegalArgumentException("brokers must be 1 or 3, not " + brokers);
    }
    if (taskManagers < 1 || taskManagers > 16) {
      throw new IllegalArgumentException("taskManagers must be 1 to 16, not " + taskManagers);
    }
    checkPort("kafkaPort", kafkaPort);
    checkPort("registryPort", registryPort);
    checkPort("flinkPort", flinkPort);
  }

  private static void checkPort(String name, int port) {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(name + " must be 0 to " + HIGHEST_PORT + ", not " + port);
    }
  }

  /** One broker and nothing else, on free ports, in {@link #defaultDir()}. */
  public static SandboxOptions of(Path suretyHome) {
    return new SandboxOptions(defaultDir(), suretyHome, 1, 0, false, 0, false, 1, 0);
  }

  /** {@code ~/.surety/sandbox}. */
  public static Path defaultDir() {
    return Path.of(System.getProperty("user.home"), ".surety", "sandbox");
  }

  /** The same in another directory. */
  public SandboxOptions withDir(Path newDir) {
    return new SandboxOptions(
        newDir,
        suretyHome,
        brokers,
        kafkaPort,
        registry,
        registryPort,
        flink,
        taskManagers,
        flinkPort);
  }

  /** The same with this many brokers (1 or 3), the first on this port (0 for any free one). */
  public SandboxOptions withKafka(int newBrokers, int newPort) {
    return new SandboxOptions(
        dir,
        suretyHome,
        newBrokers,
        newPort,
        registry,
        registryPort,
        flink,
        taskManagers,
        flinkPort);
  }

  /** The same with a registry on this port (0 for any free one). */
  public SandboxOptions withRegistry(int newPort) {
    return new SandboxOptions(
        dir, suretyHome, brokers, kafkaPort, true, newPort, flink, taskManagers, flinkPort);
  }

  /** The same with a Flink session cluster, its REST API on this port (0 for any free one). */
  public SandboxOptions withFlink(int newTaskManagers, int newPort) {
    return new SandboxOptions(
        dir,
        suretyHome,
        brokers,
        kafkaPort,
        registry,
        registryPort,
        true,
        newTaskManagers,
        newPort);
  }
}
