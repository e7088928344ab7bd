package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Programs of this machine run as servers, the way a {@link Sandbox} runs its own: each detached,
 * with a directory for its data and log, found again by any process through a state file, and
 * stopped only if it is the very process that was started.
 *
 * <p>Safe for use by several threads and processes: starting and stopping take a lock.
 */
public final class ExternalServers {
  private static final String LOCK_FILE = "servers.lock";
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final Path dir;
  private final ExternalStateFile stateFile;

  private ExternalServers(Path dir) {
    this.dir = dir;
    this.stateFile = new ExternalStateFile(dir);
  }

  /** The servers of a directory, whether any was started there or not. */
  public static ExternalServers in(Path dir) {
    return new ExternalServers(dir.toAbsolutePath().normalize());
  }

  /**
   * Starts the servers and returns when all are ready. One that runs already has its configuration
   * written anew and is told to read it. If one fails to start, those started with it are stopped.
   *
   * @throws SandboxException when a server fails to start (the message has the reason from its
   *     log), or its port is taken
   */
  public void up(List<ExternalServer> servers, Progress progress) {
    Progress lines = Progress.oneAtATime(progress);
    try (ServerLock lock = ServerLock.acquire(dir, LOCK_FILE, lines)) {
      requireNonNull(lock);
      Map<String, Integer> ports = ports(servers);
      List<RunnableServer> toStart = new ArrayList<>();
      for (ExternalServer server : servers) {
        RunnableServer runnable = new RunnableServer(server, ports);
        Optional<ServerProcess> living = process(server.name());
        if (living.isEmpty()) {
          toStart.add(runnable);
          stateFile.planned(server.name(), runnable.port(), server.readyPath());
        } else {
          reload(runnable, living.get());
          lines.say("%s: already up at %s".formatted(server.name(), runnable.address()));
        }
      }
      new ServerStarter(dir, stateFile, lines).start(toStart);
    }
  }

  private void reload(RunnableServer server, ServerProcess process) {
    try {
      server.command(ServerDir.of(dir, server.name()));
      process.reload();
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES,
          "%s cannot be configured: %s".formatted(server.name(), e),
          e);
    }
  }

  /**
   * The port that runs, else the one that is wanted, else the one of last time, else a free one.
   */
  private Map<String, Integer> ports(List<ExternalServer> servers) {
    Map<String, Integer> ports = new TreeMap<>();
    for (ExternalServer server : servers) {
      int kept = stateFile.read(server.name()).map(ExternalStateFile.Entry::port).orElse(0);
      int wanted = server.wantedPort();
      boolean runs = process(server.name()).isPresent();
      if (runs && wanted != 0 && wanted != kept) {
        throw new SandboxException(
            SandboxException.Code.DIFFERENT_SANDBOX,
            "%s runs on port %d already, not on %d; take it down first"
                .formatted(server.name(), kept, wanted));
      }
      if (runs || (wanted == 0 && kept != 0 && Ports.isFree(kept))) {
        ports.put(server.name(), kept);
      } else {
        ports.put(server.name(), wanted != 0 ? wanted : Ports.free(ports.values(), Ports::isFree));
      }
    }
    return ports;
  }

  /** Every server that was started and not taken down, as it is now. */
  public List<ServerStatus> status() {
    return stateFile.read().entrySet().stream()
        .filter(entry -> entry.getValue().process() != null)
        .map(entry -> statusOf(entry.getKey(), entry.getValue()))
        .toList();
  }

  private ServerStatus statusOf(String name, ExternalStateFile.Entry entry) {
    ProcessRecord process = entry.process();
    ServerStatus.State state = ServerStatus.State.DEAD;
    if (process(name).isPresent()) {
      boolean ready = RunnableServer.ready(entry.port(), entry.readyPath());
      state = ready ? ServerStatus.State.UP : ServerStatus.State.NOT_ANSWERING;
    }
    return new ServerStatus(
        name,
        process == null ? 0 : process.pid(),
        RunnableServer.url(entry.port()),
        ServerDir.of(dir, name).log(),
        state);
  }

  /**
   * Stops the servers that were started in this directory and no other process. With {@link
   * Sandbox.Data#DELETE} their own directories are deleted; other files of the directory stay.
   */
  public void down(Sandbox.Data data, Progress progress) {
    if (!Files.isDirectory(dir)) {
      return;
    }
    Progress lines = Progress.oneAtATime(progress);
    try (ServerLock lock = ServerLock.acquire(dir, LOCK_FILE, lines)) {
      requireNonNull(lock);
      for (ServerStatus server : status()) {
        ServerStopper.stopOne(server.name(), process(server.name()), STOP_PATIENCE, lines);
        stateFile.ended(server.name());
      }
      if (data == Sandbox.Data.DELETE) {
        delete();
        lines.say("deleted the servers' data in " + dir);
      }
    }
  }

  /** Freezes every server that lives (SIGSTOP): it keeps what it knows and takes no CPU time. */
  public void pause() {
    living().forEach(ServerProcess::pause);
  }

  /** Lets paused servers go on (SIGCONT). */
  public void resume() {
    living().forEach(ServerProcess::resume);
  }

  private List<ServerProcess> living() {
    return stateFile.read().keySet().stream().flatMap(name -> process(name).stream()).toList();
  }

  private void delete() {
    try {
      for (String name : stateFile.read().keySet()) {
        SandboxData.deleteTree(ServerDir.of(dir, name).path());
      }
      stateFile.delete();
      Files.deleteIfExists(dir.resolve(LOCK_FILE));
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "cannot delete the data in %s: %s".formatted(dir, e), e);
    }
  }

  private Optional<ServerProcess> process(String name) {
    return stateFile
        .read(name)
        .flatMap(entry -> Optional.ofNullable(entry.process()))
        .flatMap(record -> ServerProcess.find(record, ServerDir.of(dir, name)));
  }

  /** An external server with its port. */
  private record RunnableServer(ExternalServer server, Map<String, Integer> allPorts)
      implements Server {
    private static final Duration PROBE = Duration.ofSeconds(3);
    private static final int HTTP_OK = 200;

    @Override
    public String name() {
      return server.name();
    }

    int port() {
      return portOf(name());
    }

    private int portOf(String other) {
      Integer port = allPorts.get(other);
      if (port == null) {
        throw new IllegalArgumentException("no server " + other + " is started");
      }
      return port;
    }

    @Override
    public String address() {
      return url(port());
    }

    static String url(int port) {
      return "http://%s:%d".formatted(Ports.LOOPBACK, port);
    }

    @Override
    public List<Integer> ports() {
      return List.of(port());
    }

    @Override
    public List<String> command(ServerDir dir) throws IOException {
      Files.createDirectories(dir.path());
      return server.preparation().command(dir.path(), this::portOf);
    }

    @Override
    public boolean answers() {
      return ready(port(), server.readyPath());
    }

    static boolean ready(int port, String path) {
      try {
        return Http.get(url(port) + path, PROBE).statusCode() == HTTP_OK;
      } catch (IOException notYet) {
        return false;
      }
    }
  }
}
