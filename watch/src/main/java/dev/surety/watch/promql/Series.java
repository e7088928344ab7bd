package dev.surety.watch.promql;

import java.util.Arrays;

/**
 * The samples of one series. A ring holds all of the recent ones; where a rule looks back further,
 * a second list holds the whole reach in even steps that double whenever it is full, so that it
 * never has more than {@link #MOST_THINNED} samples and none of its parts weighs more than another.
 */
final class Series {
  /** The value that says that a series has ended, as Prometheus writes it. */
  static final long STALE_BITS = 0x7ff0000000000002L;

  static final int MOST_THINNED = 512;
  private static final int FIRST_CAPACITY = 8;

  private final Labels labels;
  private final Reach reach;

  private long[] times = new long[FIRST_CAPACITY];
  private long[] bits = new long[FIRST_CAPACITY];
  private int first;
  private int size;

  private long[] thinnedTimes = new long[0];
  private double[] thinnedValues = new double[0];
  private int thinnedSize;
  private long stepMs;

  /**
   * How far rules look back.
   *
   * @param allMs as far as all samples are kept
   * @param thinnedMs as far as some are kept; 0 for no further
   */
  record Reach(long allMs, long thinnedMs) {}

  Series(Labels labels, Reach reach) {
    this.labels = labels;
    this.reach = reach;
  }

  Labels labels() {
    return labels;
  }

  /** Time of the newest sample or end; the least number when there is none. */
  long newestMs() {
    return size == 0 ? Long.MIN_VALUE : times[index(size - 1)];
  }

  /** Whether nothing is left that a rule could see. */
  boolean isOver(long nowMs) {
    boolean thinnedOver =
        thinnedSize == 0 || thinnedTimes[thinnedSize - 1] < nowMs - reach.thinnedMs();
    return newestMs() < nowMs - reach.allMs() && thinnedOver;
  }

  /** Places for samples that it holds. */
  int capacity() {
    return times.length + thinnedTimes.length;
  }

  void append(long timeMs, long valueBits) {
    if (timeMs <= newestMs()) {
      return; // as Prometheus: the first sample of a time stays
    }
    while (size > 0 && times[first] < timeMs - reach.allMs()) {
      first = (first + 1) % times.length;
      size--;
    }
    if (size == times.length) {
      grow();
    }
    size++;
    int at = index(size - 1);
    times[at] = timeMs;
    bits[at] = valueBits;
    if (reach.thinnedMs() > 0 && valueBits != STALE_BITS) {
      appendThinned(timeMs, Double.longBitsToDouble(valueBits));
    }
  }

  private int index(int offset) {
    return (first + offset) % times.length;
  }

  private void grow() {
    long[] newTimes = new long[size * 2];
    long[] newBits = new long[size * 2];
    for (int i = 0; i < size; i++) {
      newTimes[i] = times[index(i)];
      newBits[i] = bits[index(i)];
    }
    times = newTimes;
    bits = newBits;
    first = 0;
  }

  private void appendThinned(long timeMs, double value) {
    if (thinnedSize > 0 && timeMs - thinnedTimes[thinnedSize - 1] < stepMs) {
      return;
    }
    if (thinnedSize == thinnedTimes.length) {
      if (thinnedSize < MOST_THINNED) {
        int capacity = Math.max(FIRST_CAPACITY, thinnedSize * 2);
        thinnedTimes = Arrays.copyOf(thinnedTimes, capacity);
        thinnedValues = Arrays.copyOf(thinnedValues, capacity);
      } else {
        forgetOldOrThin(timeMs);
      }
    }
    thinnedTimes[thinnedSize] = timeMs;
    thinnedValues[thinnedSize] = value;
    thinnedSize++;
  }

  /** Makes room: by what is out of reach when that is a quarter, else by every second sample. */
  private void forgetOldOrThin(long nowMs) {
    int old = 0;
    while (old < thinnedSize && thinnedTimes[old] < nowMs - reach.thinnedMs()) {
      old++;
    }
    if (old >= MOST_THINNED / 4) {
      System.arraycopy(thinnedTimes, old, thinnedTimes, 0, thinnedSize - old);
      System.arraycopy(thinnedValues, old, thinnedValues, 0, thinnedSize - old);
      thinnedSize -= old;
      return;
    }
    long span = thinnedTimes[thinnedSize - 1] - thinnedTimes[0];
    stepMs = Math.max(2 * stepMs, 2 * span / (thinnedSize - 1));
    int kept = 0;
    for (int i = 0; i < thinnedSize; i += 2) {
      thinnedTimes[kept] = thinnedTimes[i];
      thinnedValues[kept] = thinnedValues[i];
      kept++;
    }
    thinnedSize = kept;
  }

  /**
   * The newest value at a time, and not older than the look-back; NaN with {@link #STALE_BITS} when
   * there is none.
   */
  long newestBits(long timeMs) {
    for (int i = size - 1; i >= 0; i--) {
      long time = times[index(i)];
      if (time <= timeMs) {
        return time < timeMs - SeriesStore.LOOKBACK_MS ? STALE_BITS : bits[index(i)];
      }
    }
    return STALE_BITS;
  }

  /** Fills a window with the samples from its start to its end, both included. */
  void fill(Window window, long nowMs) {
    if (nowMs - window.startMs() <= reach.allMs()) {
      fillFromAll(window, window.startMs());
    } else {
      long after = fillFromThinned(window);
      fillNewest(window, after);
    }
  }

  private void fillFromAll(Window window, long startMs) {
    for (int i = 0; i < size; i++) {
      int at = index(i);
      if (times[at] >= startMs && times[at] <= window.endMs() && bits[at] != STALE_BITS) {
        window.add(times[at], Double.longBitsToDouble(bits[at]));
      }
    }
  }

  private long fillFromThinned(Window window) {
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < thinnedSize; i++) {
      long time = thinnedTimes[i];
      if (time >= window.startMs() && time <= window.endMs()) {
        window.add(time, thinnedValues[i]);
        newest = time;
      }
    }
    return newest;
  }

  /** The newest sample belongs to the window even where the steps leave it out. */
  private void fillNewest(Window window, long afterMs) {
    for (int i = size - 1; i >= 0; i--) {
      int at = index(i);
      if (times[at] <= window.endMs() && bits[at] != STALE_BITS) {
        if (times[at] > afterMs && times[at] >= window.startMs()) {
          window.add(times[at], Double.longBitsToDouble(bits[at]));
        }
        return;
      }
    }
  }
}
