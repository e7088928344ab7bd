package dev.surety.watch.promql;

import java.util.Arrays;

/** The samples of one series within a range, oldest first; filled again for each series. */
final class Window {
  private static final int FIRST_CAPACITY = 64;

  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private long startMs;
  private long endMs;

  /** Makes it empty, for the range from start to end. */
  void reset(long newStartMs, long newEndMs) {
    size = 0;
    startMs = newStartMs;
    endMs = newEndMs;
  }

  void add(long time, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = time;
    values[size] = value;
    size++;
  }

  int size() {
    return size;
  }

  long time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }

  long startMs() {
    return startMs;
  }

  long endMs() {
    return endMs;
  }
}
