package dev.surety.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Starts servers side by side and waits until all of them answer. When one fails, those that were
 * started with it are stopped again.
 */
final class ServerStarter {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration REMINDER = Duration.ofSeconds(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

  private final Path sandboxDir;
  private final ProcessLedger ledger;
  private final Progress progress;
  private final Map<String, ProcessRecord> launched = new HashMap<>();
  private final AtomicBoolean givenUp = new AtomicBoolean();
  private boolean interrupted;

  ServerStarter(Path sandboxDir, ProcessLedger ledger, Progress progress) {
    this.sandboxDir = sandboxDir;
    this.ledger = ledger;
    this.progress = progress;
  }

  void start(List<? extends Server> servers) {
    if (servers.isEmpty()) {
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(servers.size());
    SandboxException failure = null;
    try {
      ExecutorCompletionService<Void> starts = new ExecutorCompletionService<>(threads);
      for (Server server : servers) {
        starts.submit(() -> startOne(server), null);
      }
      for (int i = 0; i < servers.size(); i++) {
        failure = firstOf(failure, failureOfNext(starts));
      }
    } finally {
      threads.shutdownNow();
    }
    if (failure != null) {
      stopLaunched();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw failure;
    }
  }

  /** Waits for every start to end, so that nothing is launched after the stop. */
  private @Nullable SandboxException failureOfNext(ExecutorCompletionService<Void> starts) {
    while (true) {
      try {
        starts.take().get();
        return null;
      } catch (ExecutionException e) {
        givenUp.set(true);
        return e.getCause() instanceof SandboxException failure
            ? failure
            : new SandboxException(
                SandboxException.Code.START_FAILED, "start failed: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        // Ends the starts; their outcomes are still awaited, which takes moments.
        interrupted = true;
        givenUp.set(true);
      }
    }
  }

  private static @Nullable SandboxException firstOf(
      @Nullable SandboxException first, @Nullable SandboxException next) {
    return first == null ? next : first;
  }

  private void startOne(Server server) {
    ServerDir dir = ServerDir.of(sandboxDir, server.name());
    Deadline deadline = Deadline.after(TIMEOUT);
    for (int port : server.ports()) {
      if (!Ports.isFree(port)) {
        throw new SandboxException(
            SandboxException.Code.PORT_IN_USE,
            "%s cannot start: port %d is in use by another program; free it or choose another one"
                .formatted(server.name(), port));
      }
    }
    progress.say("%s: starting (log %s)".formatted(server.name(), dir.log()));
    ProcessRecord process;
    try {
      dir.rotateLog();
      process = launch(server, dir, server.command(dir));
    } catch (IOException e) {
      throw new SandboxException(
          SandboxException.Code.FILES, "%s cannot start: %s".formatted(server.name(), e), e);
    }
    awaitAnswer(server, dir, process, deadline);
    progress.say(
        String.format(
            Locale.ROOT,
            "%s: up at %s in %.1f s",
            server.name(),
            server.address(),
            deadline.waited().toMillis() / 1000.0));
  }

  private synchronized ProcessRecord launch(Server server, ServerDir dir, List<String> command)
      throws IOException {
    if (givenUp.get()) {
      throw startFailed(server, "was not started any more", dir);
    }
    ProcessRecord process = ServerProcess.launch(dir, command);
    launched.put(server.name(), process);
    ledger.launched(server.name(), process);
    return process;
  }

  private void awaitAnswer(Server server, ServerDir dir, ProcessRecord process, Deadline deadline) {
    Deadline reminder = Deadline.after(REMINDER);
    while (!server.answers()) {
      if (ServerProcess.find(process, dir).isEmpty()) {
        throw startFailed(server, "ended while starting: " + LogReason.of(dir.log()), dir);
      }
      if (givenUp.get()) {
        throw startFailed(server, "was given up while starting", dir);
      }
      if (deadline.passed()) {
        throw startFailed(
            server,
            "did not answer within %d s: %s"
                .formatted(TIMEOUT.toSeconds(), LogReason.of(dir.log())),
            dir);
      }
      if (reminder.passed()) {
        progress.say(
            "%s: still starting after %d s"
                .formatted(server.name(), deadline.waited().toSeconds()));
        reminder = Deadline.after(REMINDER);
      }
      Deadline.pause();
    }
  }

  private static SandboxException startFailed(Server server, String why, ServerDir dir) {
    return new SandboxException(
        SandboxException.Code.START_FAILED,
        "%s %s%n  log: %s".formatted(server.name(), why, dir.log()));
  }

  private synchronized void stopLaunched() {
    List<String> names = new ArrayList<>(launched.keySet());
    for (String name : names) {
      ProcessRecord process = launched.get(name);
      if (process != null) {
        ServerProcess.find(process, ServerDir.of(sandboxDir, name))
            .ifPresent(living -> living.stop(STOP_PATIENCE));
        ledger.ended(name);
        progress.say(name + ": stopped");
      }
    }
    launched.clear();
  }
}
