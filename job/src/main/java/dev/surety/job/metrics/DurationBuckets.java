package dev.surety.job.metrics;

import java.io.Serializable;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A histogram of durations with fixed bounds, from a microsecond to a tenth of a second. Written by
 * one thread without locks and without allocation, read by others; a reader may see a duration in
 * its bucket before it is in the sum.
 */
public final class DurationBuckets implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long[] BOUNDS_NANOS = {
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    5_000_000,
    25_000_000,
    100_000_000
  };

  private static final int SUM = BOUNDS_NANOS.length + 1;

  /** Counts by bucket, the last for what exceeds all bounds; behind them the sum in nanoseconds. */
  private final AtomicLongArray cells = new AtomicLongArray(SUM + 1);

  /** Notes a duration. */
  public void record(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
      bucket++;
    }
    cells.lazySet(bucket, cells.getPlain(bucket) + 1);
    cells.lazySet(SUM, cells.getPlain(SUM) + nanos);
  }

  /** Upper bounds in seconds, the last is infinite. */
  static double[] boundsSeconds() {
    double[] bounds = new double[BOUNDS_NANOS.length + 1];
    for (int i = 0; i < BOUNDS_NANOS.length; i++) {
      bounds[i] = BOUNDS_NANOS[i] / 1e9;
    }
    bounds[BOUNDS_NANOS.length] = Double.POSITIVE_INFINITY;
    return bounds;
  }

  /** How many durations are in each bucket, not cumulative. */
  long[] counts() {
    long[] counts = new long[BOUNDS_NANOS.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = cells.get(i);
    }
    return counts;
  }

  /** Sum of all durations. */
  double sumSeconds() {
    return cells.get(SUM) / 1e9;
  }
}
