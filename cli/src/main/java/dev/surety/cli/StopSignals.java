package dev.surety.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Turns Ctrl-C and a request to terminate into a clean stop; the second one ends the process at
 * once, which loses nothing either. A shutdown hook would not do: Flink's own hooks would tear the
 * job down at the same time.
 */
final class StopSignals implements AutoCloseable {
  private static final int INTERRUPTED = 130;

  private record Installed(Signal signal, SignalHandler before) {}

  private final List<Installed> installed = new ArrayList<>();

  private StopSignals() {}

  static StopSignals install(Runnable stop) {
    StopSignals signals = new StopSignals();
    AtomicBoolean asked = new AtomicBoolean();
    for (String name : List.of("INT", "TERM")) {
      Signal signal = new Signal(name);
      SignalHandler handler =
          received -> {
            if (asked.getAndSet(true)) {
              Runtime.getRuntime().halt(INTERRUPTED);
            }
            stop.run();
          };
      signals.installed.add(new Installed(signal, Signal.handle(signal, handler)));
    }
    return signals;
  }

  @Override
  public void close() {
    installed.forEach(one -> Signal.handle(one.signal(), one.before()));
  }
}
