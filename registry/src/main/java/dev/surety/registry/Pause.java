package dev.surety.registry;

import java.time.Duration;

/** Waiting between two attempts; tests count instead. */
interface Pause {
  /** The thread sleeps. */
  Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

  void of(Duration duration) throws InterruptedException;
}
