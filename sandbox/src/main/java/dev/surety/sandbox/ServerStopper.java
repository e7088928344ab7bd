package dev.surety.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Stops the recorded servers, those that use Kafka before the brokers. */
final class ServerStopper {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path sandboxDir;
  private final StateFile stateFile;
  private final Progress progress;

  ServerStopper(Path sandboxDir, StateFile stateFile, Progress progress) {
    this.sandboxDir = sandboxDir;
    this.stateFile = stateFile;
    this.progress = progress;
  }

  void stop(State state) {
    Predicate<String> isBroker = name -> name.startsWith("kafka-");
    List<String> names = List.copyOf(state.processes().keySet());
    names.parallelStream().filter(isBroker.negate()).forEach(name -> stopOne(state, name));
    names.parallelStream().filter(isBroker).forEach(name -> stopOne(state, name));
  }

  private void stopOne(State state, String name) {
    Optional<ServerProcess> process =
        Optional.ofNullable(state.processes().get(name))
            .flatMap(record -> ServerProcess.find(record, ServerDir.of(sandboxDir, name)));
    if (process.isEmpty()) {
      progress.say(name + ": had ended already");
    } else if (process.get().stop(PATIENCE) == ServerProcess.StopOutcome.ENDED) {
      progress.say(name + ": stopped");
    } else {
      progress.say("%s: killed, it did not end within %d s".formatted(name, PATIENCE.toSeconds()));
    }
    stateFile.update(current -> current.without(name));
  }
}
