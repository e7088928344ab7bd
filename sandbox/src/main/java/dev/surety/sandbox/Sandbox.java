package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Real servers as processes of this machine: Kafka, and when asked for a schema registry and a
 * Flink session cluster. They bind to the loopback interface only and outlive the process that
 * started them; a state file in the sandbox's directory lets any process find them again.
 *
 * <p>Safe for use by several threads and processes: starting and stopping take a lock.
 */
public final class Sandbox implements AutoCloseable {
  /** What becomes of the data when a sandbox is taken down. */
  public enum Data {
    /** Kept: the next start goes on with it. */
    KEEP,
    /** Deleted, with the logs and the addresses. */
    DELETE
  }

  static final String LOCK_FILE = "sandbox.lock";

  private final Path dir;
  private final StateFile stateFile;

  private Sandbox(Path dir) {
    this.dir = dir;
    this.stateFile = new StateFile(dir);
  }

  /**
   * Starts the servers that are asked for and returns when all of them answer. Servers that run
   * already stay as they are; those of this sandbox that have died are started again on the same
   * data and ports. If a server fails, or the thread is interrupted, those that were started with
   * it are stopped; if this process is killed meanwhile they stay, and {@link #open} finds them.
   *
   * @throws SandboxException when a server fails to start (the message has the reason from its
   *     log), a port is taken, or what is asked for does not fit what runs or the data that is kept
   */
  public static Sandbox up(SandboxOptions options, Progress progress) {
    Progress lines = Progress.oneAtATime(progress);
    Sandbox sandbox = new Sandbox(options.dir());
    try (ServerLock lock = ServerLock.acquire(options.dir(), LOCK_FILE, lines)) {
      requireNonNull(lock);
      sandbox.startAll(options, lines);
      return sandbox;
    }
  }

  /** The sandbox in a directory; empty when none was started there, or it was taken down. */
  public static Optional<Sandbox> open(Path dir) {
    Sandbox sandbox = new Sandbox(dir.toAbsolutePath().normalize());
    return sandbox
        .stateFile
        .read()
        .filter(state -> !state.processes().isEmpty())
        .map(state -> sandbox);
  }

  private void startAll(SandboxOptions options, Progress progress) {
    @Nullable State kept = stateFile.read().orElse(null);
    Predicate<String> alive = name -> kept != null && process(kept, name).isPresent();
    Set<String> recorded = kept == null ? Set.of() : kept.processes().keySet();
    Layout layout =
        Layout.plan(options, kept == null ? null : kept.layout(), recorded, alive, Ports::isFree);
    Set<String> running =
        layout.serverNames().stream().filter(alive).collect(Collectors.toUnmodifiableSet());
    List<Server> all = servers(layout, options.suretyHome());
    for (Server server : all) {
      if (running.contains(server.name())) {
        progress.say("%s: already up at %s".formatted(server.name(), server.address()));
      } else if (recorded.contains(server.name())) {
        progress.say(server.name() + ": has died, starting it again");
      }
    }
    State state =
        new State(
            options.suretyHome().toString(),
            layout,
            kept == null ? new TreeMap<>() : kept.processes());
    stateFile.write(state);
    new ServerStarter(dir, stateFile, progress)
        .start(all.stream().filter(server -> !running.contains(server.name())).toList());
    awaitBrokersKnowEachOther(layout, options.suretyHome());
  }

  /** A broker answers before the others have all heard of it. */
  private void awaitBrokersKnowEachOther(Layout layout, Path suretyHome) {
    Deadline deadline = Deadline.after(Duration.ofSeconds(60));
    ServerFiles files = new ServerFiles(suretyHome);
    for (int id : layout.brokerIds().toArray()) {
      KafkaBroker broker = new KafkaBroker(id, layout, dir, files);
      while (!broker.seesAllBrokers()) {
        if (deadline.passed()) {
          throw new SandboxException(
              SandboxException.Code.START_FAILED,
              "%s does not know all brokers after %d s"
                  .formatted(broker.name(), deadline.timeout().toSeconds()));
        }
        Deadline.pause();
      }
    }
  }

  /** Stops the servers and keeps their data. The same as {@code down(KEEP, SILENT)}. */
  @Override
  public void close() {
    down(Data.KEEP, Progress.SILENT);
  }

  /**
   * Stops the servers of this sandbox and no other process: each is asked to end, and killed when
   * it has not ended after some seconds.
   */
  public void down(Data data, Progress progress) {
    Progress lines = Progress.oneAtATime(progress);
    try (ServerLock lock = ServerLock.acquire(dir, LOCK_FILE, lines)) {
      requireNonNull(lock);
      Optional<State> state = stateFile.read();
      state.ifPresent(recorded -> new ServerStopper(dir, stateFile, lines).stop(recorded));
      if (data == Data.DELETE && state.isPresent()) {
        SandboxData.delete(dir);
        lines.say("deleted the data in " + dir);
      }
    }
  }

  /** Where data, logs and the state file are. */
  public Path dir() {
    return dir;
  }

  /** For Kafka's {@code bootstrap.servers}: all brokers. */
  public String bootstrapServers() {
    Layout layout = state().layout();
    return layout
        .brokerIds()
        .mapToObj(id -> Ports.LOOPBACK + ":" + layout.kafkaPort(id))
        .collect(Collectors.joining(","));
  }

  /** For {@code schema.registry.url}: the Confluent-compatible API; empty without a registry. */
  public Optional<String> registryUrl() {
    return Optional.of(state().layout()).filter(Layout::registry).map(RegistryServer::confluentUrl);
  }

  /** Flink's REST API; empty without a Flink cluster. */
  public Optional<String> flinkRestUrl() {
    return Optional.of(state().layout())
        .filter(Layout::flink)
        .map(layout -> new FlinkCluster(layout, dir).restUrl());
  }

  /** How every server is now; each is asked, which takes some seconds when one does not answer. */
  public List<ServerStatus> status() {
    return state().layout().serverNames().parallelStream().map(this::statusOf).toList();
  }

  /** A server by its name, as {@link #status()} gives it. */
  public SandboxServer server(String name) {
    server(state(), name);
    return new SandboxServer(this, name);
  }

  ServerStatus statusOf(String name) {
    State state = state();
    Server server = server(state, name);
    ProcessRecord process = state.processes().get(name);
    return new ServerStatus(
        name,
        process == null ? 0 : process.pid(),
        server.address(),
        ServerDir.of(dir, name).log(),
        liveness(state, server));
  }

  private ServerStatus.State liveness(State state, Server server) {
    if (process(state, server.name()).isEmpty()) {
      return ServerStatus.State.DEAD;
    }
    return server.answers() ? ServerStatus.State.UP : ServerStatus.State.NOT_ANSWERING;
  }

  Optional<ServerProcess> process(String name) {
    return process(state(), name);
  }

  void startAgain(String name, Progress progress) {
    Progress lines = Progress.oneAtATime(progress);
    try (ServerLock lock = ServerLock.acquire(dir, LOCK_FILE, lines)) {
      requireNonNull(lock);
      State state = state();
      if (process(state, name).isPresent()) {
        throw new SandboxException(SandboxException.Code.WRONG_STATE, name + " is running already");
      }
      new ServerStarter(dir, stateFile, lines).start(List.of(server(state, name)));
    }
  }

  private Optional<ServerProcess> process(State state, String name) {
    return Optional.ofNullable(state.processes().get(name))
        .flatMap(process -> ServerProcess.find(process, ServerDir.of(dir, name)));
  }

  private Server server(State state, String name) {
    return servers(state.layout(), Path.of(state.suretyHome())).stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    SandboxException.Code.WRONG_STATE,
                    "the sandbox in %s has no server %s, but %s"
                        .formatted(dir, name, state.layout().serverNames())));
  }

  private List<Server> servers(Layout layout, Path suretyHome) {
    ServerFiles files = new ServerFiles(suretyHome);
    List<Server> servers = new ArrayList<>();
    layout.brokerIds().forEach(id -> servers.add(new KafkaBroker(id, layout, dir, files)));
    if (layout.registry()) {
      servers.add(new RegistryServer(layout, dir, files));
    }
    if (layout.flink()) {
      servers.add(new FlinkJobManager(layout, dir, files));
      for (int number = 1; number <= layout.taskManagers(); number++) {
        servers.add(new FlinkTaskManager(number, layout, dir, files));
      }
    }
    return servers;
  }

  private State state() {
    return stateFile
        .read()
        .orElseThrow(
            () ->
                new SandboxException(
                    SandboxException.Code.WRONG_STATE, "there is no sandbox in " + dir));
  }
}
