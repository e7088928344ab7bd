package dev.surety.job.enforce;

import dev.surety.job.metrics.KeyShares;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.LongsSketch;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most frequent keys of the last 15 to 30 seconds with a frequent-items sketch
 * (SpaceSaving family, Apache DataSketches): 256 counters whatever the number of keys, an estimate
 * at most 1.4 % of all records too high. Written by one thread; {@link #shares()} may be read by
 * others.
 */
final class HotKeys {
  private static final int MAP_SIZE = 256;
  private static final int SHOWN = 5;
  private static final long WINDOW_NANOS = 15_000_000_000L;
  private static final long LOOK_NANOS = 1_000_000_000L;
  private static final long LOOK_AT_CLOCK_EVERY = 1024;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final LongSupplier nanoTime;
  private LongsSketch current = new LongsSketch(MAP_SIZE);
  private KeyShares before = KeyShares.NONE;
  private long keyless;
  private long windowStart;
  private long sinceLook;
  private long lastLook;
  private volatile KeyShares published = KeyShares.NONE;

  /**
   * @param nanoTime {@link System#nanoTime} or a test's clock
   */
  HotKeys(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
    this.lastLook = windowStart;
  }

  /** Counts a record; one without a key belongs to no key but is a record too. */
  void add(byte @Nullable [] key) {
    if (key != null) {
      current.update(hash(key));
    } else {
      keyless++;
    }
    if (++sinceLook >= LOOK_AT_CLOCK_EVERY) {
      sinceLook = 0;
      if (nanoTime.getAsLong() - lastLook >= LOOK_NANOS) {
        look();
      }
    }
  }

  /** The most frequent keys of the window before this one and of this one so far. */
  KeyShares shares() {
    return published;
  }

  /**
   * Publishes what was counted, once a second while records come; begins a new window when this one
   * is over. Called by the thread that adds.
   */
  void look() {
    lastLook = nanoTime.getAsLong();
    KeyShares now = snapshot();
    published = before.plus(now);
    if (lastLook - windowStart >= WINDOW_NANOS) {
      before = now;
      current = new LongsSketch(MAP_SIZE);
      keyless = 0;
      windowStart = lastLook;
    }
  }

  private KeyShares snapshot() {
    Map<Long, Long> counts = new HashMap<>();
    LongsSketch.Row[] rows = current.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES);
    for (int i = 0; i < Math.min(SHOWN, rows.length); i++) {
      counts.put(rows[i].getItem(), rows[i].getEstimate());
    }
    return new KeyShares(current.getStreamLength() + keyless, counts);
  }

  /** FNV-1a, finished by a mix so that short keys differ in all bits. */
  private static long hash(byte[] key) {
    long hash = FNV_OFFSET;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
    }
    hash ^= hash >>> 32;
    hash *= 0x9E3779B97F4A7C15L;
    return hash ^ (hash >>> 29);
  }
}
