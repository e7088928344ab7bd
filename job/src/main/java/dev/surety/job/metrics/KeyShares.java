package dev.surety.job.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often the most frequent keys occurred. Keys are known by a hash only: a key may be a person's
 * account.
 *
 * @param records how many records were counted, also those of other keys
 * @param counts estimated records by hash of the key
 */
public record KeyShares(long records, Map<Long, Long> counts) {
  /** Nothing counted. */
  public static final KeyShares NONE = new KeyShares(0, Map.of());

  public KeyShares {
    counts = Map.copyOf(counts);
  }

  /**
   * A key's share of all records.
   *
   * @param key hexadecimal hash of the key
   * @param share from 0 to 1
   */
  public record Share(String key, double share) {}

  /** Both together, as when each of several subtasks has counted the records of its partitions. */
  public KeyShares plus(KeyShares other) {
    Map<Long, Long> sum = new HashMap<>(counts);
    other.counts.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return new KeyShares(records + other.records, sum);
  }

  /** The most frequent keys, most frequent first. */
  public List<Share> top(int most) {
    List<Map.Entry<Long, Long>> sorted = new ArrayList<>(counts.entrySet());
    sorted.sort(
        Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    return sorted.stream()
        .limit(most)
        .map(
            entry ->
                new Share(
                    String.format("%016x", entry.getKey()),
                    Math.min(1, (double) entry.getValue() / records)))
        .toList();
  }
}
