package dev.surety.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stops the recorded servers: those that may use Kafka first, side by side; then the brokers. */
final class ServerStopper {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(20);

  /**
   * A broker hands its partitions over before it ends, for which it needs a majority of the
   * controllers. The last of three has none and would wait for minutes; what it has written is safe
   * when it is killed, since the system keeps it.
   */
  private static final Duration LAST_OF_THREE_PATIENCE = Duration.ofSeconds(2);

  private final Path sandboxDir;
  private final StateFile stateFile;
  private final Progress progress;

  ServerStopper(Path sandboxDir, StateFile stateFile, Progress progress) {
    this.sandboxDir = sandboxDir;
    this.stateFile = stateFile;
    this.progress = progress;
  }

  void stop(State state) {
    List<String> others = new ArrayList<>(state.processes().keySet());
    List<String> brokers = new ArrayList<>(state.processes().keySet());
    others.removeIf(Layout::isBroker);
    brokers.removeIf(name -> !Layout.isBroker(name));
    others.parallelStream().forEach(name -> stopOne(state, name, PATIENCE));
    brokers.sort(Comparator.reverseOrder());
    int left = brokers.size();
    for (String broker : brokers) {
      boolean majority = left * 2 > state.layout().brokers();
      stopOne(state, broker, majority ? BROKER_PATIENCE : LAST_OF_THREE_PATIENCE);
      left--;
    }
  }

  private void stopOne(State state, String name, Duration patience) {
    stopOne(
        name,
        Optional.ofNullable(state.processes().get(name))
            .flatMap(record -> ServerProcess.find(record, ServerDir.of(sandboxDir, name))),
        patience,
        progress);
    stateFile.ended(name);
  }

  /** Stops one process, if it lives, and tells what became of it. */
  static void stopOne(
      String name, Optional<ServerProcess> process, Duration patience, Progress progress) {
    if (process.isEmpty()) {
      progress.say(name + ": had ended already");
    } else if (process.get().stop(patience) == ServerProcess.StopOutcome.ENDED) {
      progress.say(name + ": stopped");
    } else {
      progress.say("%s: killed after %d s".formatted(name, patience.toSeconds()));
    }
  }
}
