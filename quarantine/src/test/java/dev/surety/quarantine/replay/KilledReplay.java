package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.records.RecordFilter;
import dev.surety.quarantine.replay.ReplayWatcher.Step;
import java.time.Clock;
import java.util.Properties;

/**
 * A replay in a process of its own, which ends itself without a word at the n-th time of a step.
 */
final class KilledReplay {
  private KilledReplay() {}

  public static void main(String[] args) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", args[0]);
    Step step = Step.valueOf(args[2]);
    int[] left = {Integer.parseInt(args[3])};
    ReplayWatcher killer =
        new ReplayWatcher() {
          @Override
          public void reached(Step now) {
            if (now == step && --left[0] <= 0) {
              requireNonNull(Runtime.getRuntime()).halt(137);
            }
          }
        };
    new Replay(properties, settings(args[1]), Records.validator(), killer, Clock.systemUTC(), "it")
        .run();
  }

  /** A replay of a test's topics in small transactions. */
  static ReplaySettings settings(String name) {
    return new ReplaySettings(
        name + ".quarantine",
        name + ".clean",
        name + ".parked",
        ReplaySettings.Route.TARGET,
        RecordFilter.ALL,
        null,
        Repair.NONE,
        "orders 1.0.0",
        3,
        0,
        400);
  }
}
