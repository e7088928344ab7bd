package dev.surety.quarantine.replay;

import org.apache.kafka.common.errors.InterruptException;

/** Keeps a number of records a second, counted from its making. */
final class Pace {
  private static final long NANOS = 1_000_000_000L;

  private final long perSecond;
  private final long start;

  /** With 0 nothing waits. */
  Pace(long perSecond, long nowNanos) {
    this.perSecond = perSecond;
    this.start = nowNanos;
  }

  /** How long to wait before more than {@code records} may be done. */
  long waitMs(long records, long nowNanos) {
    if (perSecond == 0) {
      return 0;
    }
    double dueNanos = (double) records / perSecond * NANOS;
    return (long) Math.max(0, (dueNanos - (nowNanos - start)) / 1_000_000);
  }

  static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
