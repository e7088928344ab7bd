package dev.surety.watch.probe;

import java.time.Duration;
import java.time.Instant;

/** A clock that a test moves. */
final class ManualClock implements WatchClock {
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");

  synchronized void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }
}
