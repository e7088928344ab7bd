package dev.surety.watch.probe;

import dev.surety.logging.EventAction;
import dev.surety.logging.EventField;
import dev.surety.logging.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the log when a probe begins to fail, fails for another reason, and succeeds again: once
 * each, not every round of an outage. Thread-safe.
 */
final class ProbeEvents {
  private static final EventLog LOG = EventLog.plain();

  private final WatchClock clock;
  private final Map<Probe.Id, Instant> failingSince = new ConcurrentHashMap<>();

  ProbeEvents(WatchClock clock) {
    this.clock = clock;
  }

  /**
   * A run of a probe has ended.
   *
   * @param before why the run before failed; empty when it did not
   * @param now why this one failed; empty when it did not
   */
  void changed(Probe.Id id, String before, String now) {
    if (before.equals(now)) {
      return;
    }
    if (now.isEmpty()) {
      recovered(id, before);
      return;
    }
    failingSince.putIfAbsent(id, clock.now());
    LOG.event(EventAction.PROBE_FAILED)
        .with(EventField.PROBE_NAME, id.probe())
        .with(EventField.PROBE_TARGET, id.target())
        .with(EventField.ERROR_MESSAGE, now)
        .say("probe " + id.probe() + " of " + id.target() + " fails: " + now);
  }

  private void recovered(Probe.Id id, String reason) {
    Instant end = clock.now();
    Instant since = failingSince.remove(id);
    Instant start = since == null ? end : since;
    LOG.event(EventAction.PROBE_RECOVERED)
        .with(EventField.PROBE_NAME, id.probe())
        .with(EventField.PROBE_TARGET, id.target())
        .with(EventField.ERROR_MESSAGE, reason)
        .between(start, end)
        .say(
            "probe %s of %s succeeds again after %d s"
                .formatted(id.probe(), id.target(), Duration.between(start, end).toSeconds()));
  }

  /** A probe is not run any more. */
  void forget(Probe.Id id) {
    failingSince.remove(id);
  }
}
