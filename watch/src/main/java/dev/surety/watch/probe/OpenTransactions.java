package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Map;
import java.util.TreeMap;

/** The oldest open transaction of each prefix of transactional ids. */
final class OpenTransactions {
  /** Prefixes in the order in which they come; the others go together. */
  static final int MOST_PREFIXES = 100;

  private static final String OTHER = "other";
  private static final double MS_PER_SECOND = 1000;

  private final Map<String, Oldest> oldest = new TreeMap<>();

  private record Oldest(long startMs, long timeoutMs) {}

  /** The id up to its last dot; the whole id when it has none. */
  static String prefix(String transactionalId) {
    int dot = transactionalId.lastIndexOf('.');
    return dot < 0 ? transactionalId : transactionalId.substring(0, dot);
  }

  void add(String transactionalId, long startMs, long timeoutMs) {
    String prefix = prefix(transactionalId);
    String key = oldest.containsKey(prefix) || oldest.size() < MOST_PREFIXES ? prefix : OTHER;
    oldest.merge(
        key,
        new Oldest(startMs, timeoutMs),
        (one, two) -> one.startMs() <= two.startMs() ? one : two);
  }

  void read(long nowMs, Samples samples) {
    oldest.forEach(
        (prefix, one) -> {
          double age = Math.max(0, nowMs - one.startMs()) / MS_PER_SECOND;
          samples.add(WatchMetric.KAFKA_TRANSACTION_OLDEST_AGE, age, prefix);
          samples.add(
              WatchMetric.KAFKA_TRANSACTION_TIMEOUT, one.timeoutMs() / MS_PER_SECOND, prefix);
        });
  }
}
