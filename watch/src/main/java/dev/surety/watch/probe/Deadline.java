package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;

/** The moment by which an answer must be there. */
record Deadline(WatchClock clock, long atNanos) {
  static Deadline after(WatchClock clock, Duration duration) {
    return new Deadline(clock, clock.nanos() + duration.toNanos());
  }

  /** A deadline that leaves a share of the time that is left to what comes after. */
  Deadline share(double share) {
    long now = clock.nanos();
    return new Deadline(clock, now + (long) (Math.max(0, atNanos - now) * share));
  }

  /** Time that is left; 0 when the deadline has passed. */
  long remainingMs() {
    return NANOSECONDS.toMillis(Math.max(0, atNanos - clock.nanos()));
  }

  /** Time that is left; at least a millisecond, as clients want it. */
  Duration remaining() {
    return Duration.ofMillis(Math.max(1, remainingMs()));
  }
}
