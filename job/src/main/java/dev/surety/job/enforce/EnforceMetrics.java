package dev.surety.job.enforce;

import dev.surety.job.metrics.DurationBuckets;
import dev.surety.job.metrics.KeyShares;
import dev.surety.job.source.RawRecord;
import dev.surety.validation.Violation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * What an enforcing operator counts, under the metric group {@code surety}. Counters begin at 0 in
 * each attempt of the task, as Flink's own do; {@code tally} is the exact total that the checkpoint
 * keeps. Labels are bounded: the rules of a contract and the constraints of ODCS.
 */
final class EnforceMetrics {
  /** A power of two less one: of so many records and one more, one is measured. */
  private static final int SAMPLE_MASK = 63;

  private final MetricGroup topicGroup;
  private final MetricGroup violationGroup;
  private final Counter accepted;
  private final Counter quarantined;
  private final Counter bytes;
  private final DurationBuckets durations = new DurationBuckets();
  private final HotKeys hotKeys = new HotKeys(System::nanoTime);
  private final AtomicLong newestTimestamp = new AtomicLong(Long.MIN_VALUE);
  private final Map<String, Counter> violations = new HashMap<>();
  private final Map<String, Counter> warnings = new HashMap<>();
  private @Nullable PartitionCounters[] partitions = new PartitionCounters[16];
  private int untilSample = SAMPLE_MASK;

  /** What came from one input partition. */
  private record PartitionCounters(Counter records, Counter bytes) {}

  EnforceMetrics(MetricGroup operator, String topic, String contract, Tally tally) {
    MetricGroup group = operator.addGroup("surety");
    topicGroup = group.addGroup("topic", topic);
    accepted = topicGroup.addGroup("verdict", "accepted").counter("records");
    quarantined = topicGroup.addGroup("verdict", "quarantined").counter("records");
    bytes = topicGroup.counter("record_value_bytes");
    violationGroup = topicGroup.addGroup("contract", contract);
    group.gauge("tally", (Gauge<Map<String, AtomicLong>>) tally::counts);
    topicGroup.gauge("enforce_duration", (Gauge<DurationBuckets>) () -> durations);
    topicGroup.gauge("hot_keys", (Gauge<KeyShares>) hotKeys::shares);
    topicGroup.gauge("newest_timestamp", (Gauge<Long>) newestTimestamp::get);
  }

  /** Whether the time of this record is to be measured. */
  boolean samples() {
    untilSample = (untilSample + 1) & SAMPLE_MASK;
    return untilSample == 0;
  }

  void judgedIn(long nanos) {
    durations.record(nanos);
  }

  /** What is seen at every checkpoint also when few records come. */
  void look() {
    hotKeys.look();
  }

  void accepted(RawRecord record, List<Violation> broken) {
    accepted.inc();
    count(record, broken);
  }

  void quarantined(RawRecord record, List<Violation> broken, List<Violation> warned) {
    quarantined.inc();
    for (Violation violation : broken) {
      violations
          .computeIfAbsent(
              violation.rule(), rule -> violationGroup.addGroup("rule", rule).counter("violations"))
          .inc();
    }
    count(record, warned);
  }

  private void count(RawRecord record, List<Violation> warned) {
    byte[] value = record.value();
    int size = value == null ? 0 : value.length;
    bytes.inc(size);
    PartitionCounters partition = partition(record.partition());
    partition.records().inc();
    partition.bytes().inc(size);
    hotKeys.add(record.key());
    if (record.timestamp() > newestTimestamp.getPlain()) {
      newestTimestamp.lazySet(record.timestamp());
    }
    for (int i = 0; i < warned.size(); i++) {
      warnings
          .computeIfAbsent(
              warned.get(i).rule(),
              rule -> violationGroup.addGroup("rule", rule).counter("warnings"))
          .inc();
    }
  }

  private PartitionCounters partition(int number) {
    PartitionCounters counters = number < partitions.length ? partitions[number] : null;
    if (counters == null) {
      if (number >= partitions.length) {
        partitions = Arrays.copyOf(partitions, Math.max(number + 1, partitions.length * 2));
      }
      MetricGroup group = topicGroup.addGroup("partition", Integer.toString(number));
      counters =
          new PartitionCounters(group.counter("input_records"), group.counter("input_bytes"));
      partitions[number] = counters;
    }
    return counters;
  }
}
