package dev.surety.watch.probe;

import java.util.Map;
import java.util.TreeMap;

/**
 * Records that a broker has acknowledged and that were not read back yet. When a later record is
 * there and one of these is not, it is lost.
 */
final class PendingRecords {
  /** Well below the topic's retention, after which a record may be gone without being lost. */
  private static final long LONGEST_MS = 1_800_000;

  private static final int MOST = 1_000;

  private final TreeMap<Long, Pending> byOffset = new TreeMap<>();
  private long lost;

  private record Pending(String value, long sentAtMs) {}

  /** A record was acknowledged. An offset that was given before means that the log was cut. */
  void acknowledged(long offset, String value, long nowMs) {
    Map<Long, Pending> overwritten = byOffset.tailMap(offset, true);
    lost += overwritten.size();
    overwritten.clear();
    byOffset.values().removeIf(pending -> nowMs - pending.sentAtMs() > LONGEST_MS);
    if (byOffset.size() >= MOST) {
      byOffset.pollFirstEntry();
    }
    byOffset.put(offset, new Pending(value, nowMs));
  }

  /** Where to read from; only to be asked after a record was acknowledged. */
  long firstOffset() {
    return byOffset.firstKey();
  }

  /** A record was read; offsets only grow within one reading. */
  void read(long offset, String value) {
    Map<Long, Pending> skipped = byOffset.headMap(offset, false);
    lost += skipped.size();
    skipped.clear();
    Pending pending = byOffset.remove(offset);
    if (pending != null && !pending.value().equals(value)) {
      lost++;
    }
  }

  boolean isPending(long offset) {
    return byOffset.containsKey(offset);
  }

  long lost() {
    return lost;
  }
}
