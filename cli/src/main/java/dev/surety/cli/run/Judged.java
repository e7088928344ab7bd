package dev.surety.cli.run;

import java.util.HashMap;
import java.util.Map;

/**
 * How many records were judged.
 *
 * @param records all of them
 * @param quarantined those that break a rule
 * @param byRule how many break which rule; a record may break several
 */
record Judged(long records, long quarantined, Map<String, Long> byRule) {
  static final Judged NONE = new Judged(0, 0, Map.of());

  private static final String BROKEN = "broken:";

  Judged {
    byRule = Map.copyOf(byRule);
  }

  /** The totals that a job keeps in its checkpoints. */
  static Judged of(Map<String, Long> tally) {
    Map<String, Long> byRule = new HashMap<>();
    tally.forEach(
        (name, count) -> {
          if (name.startsWith(BROKEN)) {
            byRule.put(name.substring(BROKEN.length()), count);
          }
        });
    long quarantined = tally.getOrDefault("quarantined", 0L);
    return new Judged(tally.getOrDefault("accepted", 0L) + quarantined, quarantined, byRule);
  }

  /** What has come since; never negative, though totals step back when a job restarts. */
  Judged minus(Judged before) {
    Map<String, Long> difference = new HashMap<>();
    byRule.forEach(
        (rule, count) -> {
          long more = count - before.byRule.getOrDefault(rule, 0L);
          if (more > 0) {
            difference.put(rule, more);
          }
        });
    return new Judged(
        Math.max(0, records - before.records),
        Math.max(0, quarantined - before.quarantined),
        difference);
  }

  /** The share of quarantined records; 0 of none. */
  double ratio() {
    return records == 0 ? 0 : (double) quarantined / records;
  }
}
