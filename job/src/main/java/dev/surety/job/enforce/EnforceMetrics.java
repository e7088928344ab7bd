package dev.surety.job.enforce;

import dev.surety.job.source.RawRecord;
import dev.surety.validation.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * What an enforcing operator counts, under the metric group {@code surety}. Counters begin at 0 in
 * each attempt of the task, as Flink's own do; {@code tally} is the exact total that the checkpoint
 * keeps. Labels are bounded: the rules of a contract and the constraints of ODCS.
 */
final class EnforceMetrics {
  private final MetricGroup group;
  private final MetricGroup violationGroup;
  private final Counter accepted;
  private final Counter quarantined;
  private final Counter bytes;
  private final Map<String, Counter> violations = new HashMap<>();
  private final Map<String, Counter> warnings = new HashMap<>();

  EnforceMetrics(MetricGroup operator, String topic, String contract, Tally tally) {
    group = operator.addGroup("surety");
    accepted = group.addGroup("verdict", "accepted").counter("records");
    quarantined = group.addGroup("verdict", "quarantined").counter("records");
    bytes = group.counter("record_value_bytes");
    violationGroup = group.addGroup("contract", contract).addGroup("topic", topic);
    group.gauge("tally", (Gauge<Map<String, AtomicLong>>) tally::counts);
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
    if (value != null) {
      bytes.inc(value.length);
    }
    for (int i = 0; i < warned.size(); i++) {
      warnings
          .computeIfAbsent(
              warned.get(i).rule(),
              rule -> violationGroup.addGroup("rule", rule).counter("warnings"))
          .inc();
    }
  }
}
