package dev.surety.quarantine.replay;

import dev.surety.quarantine.records.QuarantineTopic;
import dev.surety.quarantine.records.Quarantined;
import java.time.Instant;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Which records would stand behind later ones of their key: the newest timestamp of each key on the
 * target, in a table of fixed size. Two keys that share an entry can make it count too many, never
 * too few.
 */
final class OrderCheck {
  private static final int ENTRIES = 1 << 21;

  private final long[] newest = new long[ENTRIES];

  OrderCheck() {
    Arrays.fill(newest, Long.MIN_VALUE);
  }

  /** Reads what the target holds from a time on. */
  static OrderCheck read(Properties properties, String target, long sinceMs) {
    OrderCheck check = new OrderCheck();
    try (QuarantineTopic topic = QuarantineTopic.open(properties, target)) {
      topic.read(
          topic.range(Instant.ofEpochMilli(Math.max(0, sinceMs))),
          record -> {
            check.add(record.key(), record.timestamp());
            return true;
          });
    }
    return check;
  }

  void add(byte @Nullable [] key, long timestamp) {
    if (key != null) {
      int entry = entry(key);
      newest[entry] = Math.max(newest[entry], timestamp);
    }
  }

  boolean isLate(Quarantined record) {
    byte[] key = record.key();
    return key != null && newest[entry(key)] > record.timestamp();
  }

  private static int entry(byte[] key) {
    int hash = Arrays.hashCode(key) * 0x9E3779B1;
    return (hash ^ (hash >>> 15)) & (ENTRIES - 1);
  }
}
