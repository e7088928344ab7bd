package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's process, found by its record; it may be a child of an earlier Java process. */
final class ServerProcess {
  /**
   * The system tells a start as seconds since boot, and the time of boot moves by up to a second
   * when the clock is adjusted.
   */
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration COLLECTION_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SIGNAL_TIMEOUT = Duration.ofSeconds(5);

  private final ProcessHandle handle;
  private final String marker;

  private ServerProcess(ProcessHandle handle, String marker) {
    this.handle = handle;
    this.marker = marker;
  }

  /**
   * Starts a server's command, detached: it goes on when this process ends. A shell makes it ignore
   * the interrupt and hang-up signals first, which a terminal sends to every process started from
   * it; a JVM leaves ignored signals ignored. It also tells the server its process id, for its log.
   *
   * @param command one of its arguments has the server's directory in it, by which {@link #find}
   *     knows the process again
   */
  static ProcessRecord launch(ServerDir dir, List<String> command) throws IOException {
    List<String> detached = new ArrayList<>();
    detached.add("/bin/sh");
    detached.add("-c");
    detached.add("trap '' INT HUP; SURETY_PID=$$; export SURETY_PID; exec \"$0\" \"$@\"");
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .directory(dir.path().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(dir.log().toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("CLASSPATH");
    environment.remove("JDK_JAVA_OPTIONS");
    ProcessHandle handle = builder.start().toHandle();
    Instant startedAt = handle.info().startInstant().orElseGet(Instant::now);
    return new ProcessRecord(handle.pid(), startedAt.toEpochMilli());
  }

  /**
   * The living process of the record; empty when it has ended, also when its id is in use again.
   */
  static Optional<ServerProcess> find(ProcessRecord record, ServerDir dir) {
    String marker = dir.path() + "/";
    return ProcessHandle.of(record.pid())
        .filter(handle -> startedAt(handle, record.startedAtMs()))
        .map(handle -> new ServerProcess(handle, marker))
        .filter(ServerProcess::livesAtSecondSight);
  }

  private static boolean startedAt(ProcessHandle handle, long expectedMs) {
    Instant expected = Instant.ofEpochMilli(expectedMs);
    return handle
        .info()
        .startInstant()
        .map(actual -> Duration.between(expected, actual).abs().compareTo(START_TOLERANCE) <= 0)
        .orElse(false);
  }

  /**
   * Looks again before it says no: for a moment in which a process becomes another program (the
   * shell's {@code exec}) its arguments cannot be read, and it looks like one that has ended.
   */
  private boolean livesAtSecondSight() {
    if (lives()) {
      return true;
    }
    if (!handle.isAlive()) {
      return false;
    }
    Deadline.pause();
    return lives();
  }

  /** A process that ended but was not yet collected by its parent has no arguments any more. */
  private boolean lives() {
    return handle.isAlive()
        && handle
            .info()
            .arguments()
            .map(arguments -> Arrays.stream(arguments).anyMatch(text -> text.contains(marker)))
            .orElse(false);
  }

  /** Asks it to end (SIGTERM); kills it (SIGKILL) when it has not ended in time. */
  StopOutcome stop(Duration patience) {
    signal("CONT"); // a paused process would not hear the request
    handle.destroy();
    if (awaitEnd(patience)) {
      return StopOutcome.ENDED;
    }
    kill();
    return StopOutcome.KILLED;
  }

  /** How a process ended. */
  enum StopOutcome {
    ENDED,
    KILLED
  }

  /** Ends it without giving it a chance to react (SIGKILL). */
  void kill() {
    handle.destroyForcibly();
    if (!awaitEnd(KILL_TIMEOUT)) {
      throw new SandboxException(
          SandboxException.Code.WRONG_STATE, "process " + handle.pid() + " survived SIGKILL");
    }
  }

  /** Stops it where it is (SIGSTOP) and returns when none of its threads runs any more. */
  void pause() {
    signal("STOP");
    Deadline deadline = Deadline.after(SIGNAL_TIMEOUT);
    while (!isStopped()) {
      if (deadline.passed()) {
        throw new SandboxException(
            SandboxException.Code.WRONG_STATE, "process " + handle.pid() + " does not stop");
      }
      Deadline.pause();
    }
  }

  /** Linux shows the state of each thread; elsewhere the signal is trusted to act at once. */
  private boolean isStopped() {
    Path tasks = Path.of("/proc", Long.toString(handle.pid()), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      for (Path thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (!stat.startsWith(" T ", stat.lastIndexOf(')') + 1)) {
          return false;
        }
      }
      return true;
    } catch (NoSuchFileException noProcOrThreadEnded) {
      return !Files.exists(tasks);
    } catch (IOException e) {
      return false;
    }
  }

  /** Asks it to read its configuration again (SIGHUP). */
  void reload() {
    signal("HUP");
  }

  void resume() {
    signal("CONT");
  }

  private boolean awaitEnd(Duration patience) {
    Deadline deadline = Deadline.after(patience);
    while (lives()) {
      if (deadline.passed()) {
        return false;
      }
      Deadline.pause();
    }
    awaitCollection();
    return true;
  }

  /**
   * A process loses its arguments some moments before its ports. The wait is short and its outcome
   * does not matter: where nobody collects ended processes, as in some containers, they stay
   * listed.
   */
  private void awaitCollection() {
    Deadline deadline = Deadline.after(COLLECTION_TIMEOUT);
    while (handle.isAlive() && !deadline.passed()) {
      Deadline.pause();
    }
  }

  /** Java has no call for these signals; {@code kill} is built into every POSIX shell. */
  private void signal(String name) {
    try {
      ProcessRun.run(
          "kill -" + name,
          SIGNAL_TIMEOUT,
          List.of("/bin/sh", "-c", "kill -" + name + " " + handle.pid()));
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.WRONG_STATE, "cannot signal process " + handle.pid(), e);
    }
  }
}
