package dev.surety.job.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Every metric of our own that a running pipeline serves: what {@code HELP} and {@code TYPE} say,
 * and what the reference page is made of. Names follow Prometheus: base units, {@code _total} on
 * counters, labels with bounded values. Every metric also carries {@code pipeline}.
 */
public enum PipelineMetric {
  PIPELINE_INFO(
      Type.GAUGE,
      "",
      "Always 1; the labels say what runs.",
      "source",
      "sink",
      "contract",
      "contract_version",
      "surety_version",
      "flink_version",
      "kafka_version",
      "java_version",
      "java_vendor"),
  PIPELINE_UP(Type.GAUGE, "", "1 while the job runs, 0 while it starts, restarts or waits."),
  PIPELINE_RESTARTS(Type.COUNTER, "", "How often the job has restarted by itself."),
  PIPELINE_PARALLELISM(Type.GAUGE, "", "Subtasks of the job."),
  RECORDS(Type.COUNTER, "", "Records judged, by verdict.", "topic", "verdict"),
  VIOLATIONS(
      Type.COUNTER, "", "Violations of quarantined records, by rule.", "contract", "topic", "rule"),
  WARNINGS(Type.COUNTER, "", "Broken rules that let a record pass.", "contract", "topic", "rule"),
  RECORD_VALUE_BYTES(Type.COUNTER, "bytes", "Bytes of the values judged.", "topic"),
  ENFORCE_DURATION_SECONDS(
      Type.HISTOGRAM, "seconds", "Time to judge a record; one record of 64 is measured.", "topic"),
  INPUT_RECORDS(Type.COUNTER, "", "Records judged, by input partition.", "topic", "partition"),
  INPUT_BYTES(
      Type.COUNTER,
      "bytes",
      "Bytes of the values judged, by input partition.",
      "topic",
      "partition"),
  INPUT_POSITION(
      Type.GAUGE,
      "",
      "Offset behind the last record handed to the producer.",
      "topic",
      "partition"),
  INPUT_COMMITTED_POSITION(
      Type.GAUGE,
      "",
      "Offset behind the last record in a completed checkpoint.",
      "topic",
      "partition"),
  INPUT_END_OFFSET(
      Type.GAUGE, "", "Offset behind the newest record of the partition.", "topic", "partition"),
  INPUT_BEGIN_OFFSET(
      Type.GAUGE, "", "Offset of the oldest record that the partition has.", "topic", "partition"),
  LAG_RECORDS(
      Type.GAUGE,
      "",
      "Records behind the end: of what was handed to the producer (current) and of the last checkpoint (committed).",
      "topic",
      "partition",
      "position"),
  LAG_SECONDS(
      Type.GAUGE,
      "seconds",
      "How long ago the end of the partition was where the position is now.",
      "topic",
      "partition",
      "position"),
  EVENT_TIME_LAG_SECONDS(
      Type.GAUGE, "seconds", "Age of the newest timestamp among the records judged.", "topic"),
  HOT_KEY_SHARE_RATIO(
      Type.GAUGE,
      "ratio",
      "Share of the most frequent key among the records of the last half minute.",
      "topic"),
  HOT_KEY_TOP_SHARE_RATIO(
      Type.GAUGE,
      "ratio",
      "Shares of the five most frequent keys of the last half minute; the key is a hash.",
      "topic",
      "rank",
      "key"),
  CHECKPOINT_INTERVAL_SECONDS(
      Type.GAUGE, "seconds", "Time between two checkpoints, as configured."),
  CHECKPOINT_TIMEOUT_SECONDS(
      Type.GAUGE, "seconds", "Time after which a checkpoint is given up, as configured."),
  SLA_LATENCY_SECONDS(
      Type.GAUGE,
      "seconds",
      "Latency that the contract promises in its slaProperties; missing when it promises none.",
      "topic"),
  TRANSACTION_TIMEOUT_SECONDS(
      Type.GAUGE, "seconds", "Time after which the broker aborts a transaction of the pipeline."),
  CHECKPOINT_LAST_COMPLETED_TIMESTAMP_SECONDS(
      Type.GAUGE, "seconds", "When the newest checkpoint completed, since 1970."),
  CHECKPOINT_LAST_DURATION_SECONDS(
      Type.GAUGE, "seconds", "How long the newest completed checkpoint took."),
  CHECKPOINT_LAST_SIZE_BYTES(Type.GAUGE, "bytes", "State in the newest completed checkpoint."),
  CHECKPOINT_IN_PROGRESS_AGE_SECONDS(
      Type.GAUGE, "seconds", "How long the running checkpoint has taken so far; 0 when none runs."),
  CHECKPOINTS_COMPLETED(Type.COUNTER, "", "Checkpoints that completed."),
  CHECKPOINTS_FAILED(Type.COUNTER, "", "Checkpoints that failed or timed out."),
  COMMITS_FAILED(
      Type.COUNTER,
      "",
      "Transactions of completed checkpoints that the broker says were aborted: their records are lost unless the pipeline goes"
          + " on from an older checkpoint, which its next start does by itself. Repeated commits of what is committed are not"
          + " counted.");

  /** What Prometheus calls it. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final Type type;
  private final String unit;
  private final String help;
  private final List<String> labels;

  PipelineMetric(Type type, String unit, String help, String... labels) {
    this.type = type;
    this.unit = unit;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** Name without {@code _total}, which the exposition adds to counters. */
  String baseName() {
    return "surety_" + name().toLowerCase(Locale.ROOT);
  }

  /** The name that a query uses. */
  public String metricName() {
    return baseName() + (type == Type.COUNTER ? "_total" : "");
  }

  public Type type() {
    return type;
  }

  /** Base unit; empty for a number of things. */
  public String unit() {
    return unit;
  }

  /** What it says, in a sentence. */
  public String help() {
    return help;
  }

  /** Names of its labels, without {@code pipeline}. */
  public List<String> labels() {
    return labels;
  }
}
