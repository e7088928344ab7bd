package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one probe: whether it runs, and how its last run ended. A failure drops the
 * samples of the run before, so that nothing old is shown as if it were new. Safe for use by
 * several threads; it has no clock of its own.
 */
final class ProbeSlot {
  private static final double NANOS_PER_SECOND = SECONDS.toNanos(1);

  private final Probe.Id id;
  private boolean running;
  private boolean overran;
  private boolean ended;
  private long startedNanos;
  private Instant startedAt = Instant.EPOCH;
  private long lastNanos;
  private @Nullable Samples good;
  private @Nullable Instant lastSuccess;
  private String failure = "";

  ProbeSlot(Probe.Id id) {
    this.id = id;
  }

  Probe.Id id() {
    return id;
  }

  /** Begins a run; refused while the last one has not come to its end, which is then a failure. */
  synchronized boolean begin(Instant now, long nanos) {
    if (running) {
      fail("the last run has not ended yet", nanos);
      return false;
    }
    running = true;
    overran = false;
    startedAt = now;
    startedNanos = nanos;
    return true;
  }

  /** A run has ended well. What comes after the deadline is too old to be shown. */
  synchronized void succeed(Samples samples, long nanos) {
    running = false;
    if (overran) {
      return;
    }
    ended = true;
    lastNanos = nanos - startedNanos;
    good = samples;
    lastSuccess = startedAt;
    failure = "";
  }

  /** A run has ended badly. */
  synchronized void failed(String reason, long nanos) {
    running = false;
    if (!overran) {
      fail(reason, nanos);
    }
  }

  /** The deadline has passed; true when the run had not ended. */
  synchronized boolean expire(long nanos) {
    if (!running || overran) {
      return false;
    }
    overran = true;
    fail("no answer in time", nanos);
    return true;
  }

  private void fail(String reason, long nanos) {
    ended = true;
    lastNanos = nanos - startedNanos;
    good = null;
    failure = reason;
  }

  /** Why the last run failed; empty when it succeeded, or none has ended. */
  synchronized String failure() {
    return failure;
  }

  /** The samples of the last run; null when it failed, or none has ended. */
  synchronized @Nullable Samples good() {
    return good;
  }

  /** Says of the probe itself how it is. */
  synchronized void describe(Samples into) {
    if (!ended) {
      return;
    }
    String probe = id.probe();
    String target = id.target();
    into.add(WatchMetric.PROBE_SUCCESS, good == null ? 0 : 1, probe, target);
    into.add(WatchMetric.PROBE_DURATION, lastNanos / NANOS_PER_SECOND, probe, target);
    if (lastSuccess != null) {
      double seconds = lastSuccess.toEpochMilli() / 1000.0;
      into.add(WatchMetric.PROBE_LAST_SUCCESS, seconds, probe, target);
    }
  }
}
