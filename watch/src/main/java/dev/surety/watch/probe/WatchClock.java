package dev.surety.watch.probe;

import java.time.Instant;

/** The time of day for people, and a clock that only goes forward for durations. */
public interface WatchClock {
  /** The clock of this machine. */
  WatchClock SYSTEM =
      new WatchClock() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public long nanos() {
          return System.nanoTime();
        }
      };

  /** The time of day. */
  Instant now();

  /** Nanoseconds since some fixed moment. */
  long nanos();
}
