package dev.surety.watch.metric;

import static dev.surety.watch.metric.WatchMetric.Type.COUNTER;
import static dev.surety.watch.metric.WatchMetric.Type.GAUGE;
import static dev.surety.watch.metric.WatchMetric.Unit.BYTES;
import static dev.surety.watch.metric.WatchMetric.Unit.COUNT;
import static dev.surety.watch.metric.WatchMetric.Unit.ID;
import static dev.surety.watch.metric.WatchMetric.Unit.INFO;
import static dev.surety.watch.metric.WatchMetric.Unit.OFFSET;
import static dev.surety.watch.metric.WatchMetric.Unit.RATIO;
import static dev.surety.watch.metric.WatchMetric.Unit.RECORDS;
import static dev.surety.watch.metric.WatchMetric.Unit.SECONDS;
import static dev.surety.watch.metric.WatchMetric.Unit.STATE;
import static dev.surety.watch.metric.WatchMetric.Unit.TIMESTAMP;

import java.util.List;

/**
 * Every metric that {@code surety watch} exposes. {@code HELP} and {@code TYPE} of the page and the
 * reference page come from here; a sample of anything else cannot be made. Times are in seconds,
 * sizes in bytes, shares from 0 to 1.
 */
public enum WatchMetric {
  WATCH_INFO("surety_watch_info", GAUGE, INFO, "Always 1; which watch this is.", "version"),
  WATCH_ROUND_DURATION(
      "surety_watch_round_duration_seconds",
      GAUGE,
      SECONDS,
      "Time that the last round of all probes took."),
  WATCH_ROUNDS(
      "surety_watch_rounds_total", COUNTER, COUNT, "Rounds of all probes since watch was started."),
  WATCH_TRUNCATED(
      "surety_watch_truncated",
      GAUGE,
      COUNT,
      "How many things were left out of the last round because there are too many of them.",
      "what"),
  WATCH_INCOMPLETE(
      "surety_watch_incomplete",
      GAUGE,
      COUNT,
      "How many things of a kind did not answer within the last round; their samples are missing.",
      "what"),
  PROBE_SUCCESS(
      "surety_probe_success",
      GAUGE,
      STATE,
      "1 when the last run of the probe succeeded, else 0; then its other samples are gone.",
      "probe",
      "target"),
  PROBE_DURATION(
      "surety_probe_duration_seconds",
      GAUGE,
      SECONDS,
      "Time that the last run of the probe took.",
      "probe",
      "target"),
  PROBE_LAST_SUCCESS(
      "surety_probe_last_success_timestamp_seconds",
      GAUGE,
      TIMESTAMP,
      "When the last successful run of the probe began: the time of its samples.",
      "probe",
      "target"),
  TCP_CONNECT(
      "surety_tcp_connect_seconds",
      GAUGE,
      SECONDS,
      "Time to open a TCP connection to the target.",
      "target"),

  KAFKA_BROKERS("surety_kafka_brokers", GAUGE, COUNT, "Brokers that take part in the cluster."),
  KAFKA_BROKERS_FENCED(
      "surety_kafka_brokers_fenced",
      GAUGE,
      COUNT,
      "Brokers that are registered but fenced off: dead, starting or cut off."),
  KAFKA_BROKER_INFO(
      "surety_kafka_broker_info",
      GAUGE,
      INFO,
      "Always 1; a registered broker. The version is the release of the newest metadata format that"
          + " it knows.",
      "broker",
      "host",
      "port",
      "rack",
      "version"),
  KAFKA_PARTITION_END_OFFSET(
      "surety_kafka_partition_end_offset",
      GAUGE,
      OFFSET,
      "Offset behind the last record that is replicated (high watermark).",
      "topic",
      "partition"),
  KAFKA_PARTITION_BEGIN_OFFSET(
      "surety_kafka_partition_begin_offset",
      GAUGE,
      OFFSET,
      "Offset of the first record that is still there.",
      "topic",
      "partition"),
  KAFKA_PARTITION_LAST_STABLE_OFFSET(
      "surety_kafka_partition_last_stable_offset",
      GAUGE,
      OFFSET,
      "Offset up to which a read_committed consumer reads: the first record of the oldest open"
          + " transaction.",
      "topic",
      "partition"),
  KAFKA_PARTITION_SIZE(
      "surety_kafka_partition_size_bytes",
      GAUGE,
      BYTES,
      "Size of the log on the leader.",
      "topic",
      "partition"),
  KAFKA_PARTITION_IN_SYNC_REPLICAS(
      "surety_kafka_partition_in_sync_replicas",
      GAUGE,
      COUNT,
      "Replicas that are in sync with the leader, itself included.",
      "topic",
      "partition"),
  KAFKA_PARTITION_REPLICAS(
      "surety_kafka_partition_replicas",
      GAUGE,
      COUNT,
      "Replicas that the partition is assigned to.",
      "topic",
      "partition"),
  KAFKA_PARTITION_LEADER(
      "surety_kafka_partition_leader",
      GAUGE,
      ID,
      "Id of the broker that leads the partition, -1 for none.",
      "topic",
      "partition"),
  KAFKA_PARTITIONS_UNDER_REPLICATED(
      "surety_kafka_partitions_under_replicated",
      GAUGE,
      COUNT,
      "Partitions with fewer in-sync replicas than replicas."),
  KAFKA_PARTITIONS_OFFLINE(
      "surety_kafka_partitions_offline", GAUGE, COUNT, "Partitions that nobody leads."),
  KAFKA_PARTITIONS_UNDER_MIN_ISR(
      "surety_kafka_partitions_under_min_isr",
      GAUGE,
      COUNT,
      "Partitions with fewer in-sync replicas than min.insync.replicas: acks=all is refused."),
  KAFKA_BROKER_LEADERS(
      "surety_kafka_broker_leaders", GAUGE, COUNT, "Partitions that the broker leads.", "broker"),
  KAFKA_GROUP_OFFSET(
      "surety_kafka_group_offset",
      GAUGE,
      OFFSET,
      "Offset that the consumer group has committed.",
      "group",
      "topic",
      "partition"),
  KAFKA_GROUP_LAG(
      "surety_kafka_group_lag_records",
      GAUGE,
      RECORDS,
      "End offset less the offset that the consumer group has committed.",
      "group",
      "topic",
      "partition"),
  KAFKA_GROUP_MEMBERS(
      "surety_kafka_group_members", GAUGE, COUNT, "Members of the consumer group.", "group"),
  KAFKA_TOPIC_RETENTION(
      "surety_kafka_topic_retention_seconds",
      GAUGE,
      SECONDS,
      "How long the topic keeps records; +Inf when no time limits it.",
      "topic"),
  KAFKA_QUORUM_LEADER(
      "surety_kafka_quorum_leader",
      GAUGE,
      ID,
      "Id of the controller that leads the KRaft quorum, -1 for none."),
  KAFKA_QUORUM_EPOCH(
      "surety_kafka_quorum_epoch", GAUGE, COUNT, "Epoch of the leader; it grows by elections."),
  KAFKA_QUORUM_VOTERS(
      "surety_kafka_quorum_voters", GAUGE, COUNT, "Controllers with a vote in the quorum."),
  KAFKA_QUORUM_VOTERS_CAUGHT_UP(
      "surety_kafka_quorum_voters_caught_up",
      GAUGE,
      COUNT,
      "Voters that were at the end of the leader's log within the default fetch timeout of 2 s."),
  KAFKA_QUORUM_HIGH_WATERMARK(
      "surety_kafka_quorum_high_watermark",
      GAUGE,
      OFFSET,
      "Offset behind the last metadata record that a majority has."),
  KAFKA_QUORUM_REPLICA_LAG_SECONDS(
      "surety_kafka_quorum_replica_lag_seconds",
      GAUGE,
      SECONDS,
      "Time since the replica of the metadata log was last at the leader's end; +Inf when it never"
          + " was.",
      "replica",
      "role"),
  KAFKA_QUORUM_REPLICA_LAG_RECORDS(
      "surety_kafka_quorum_replica_lag_records",
      GAUGE,
      RECORDS,
      "End of the leader's metadata log less that of the replica.",
      "replica",
      "role"),
  KAFKA_TRANSACTIONS_OPEN(
      "surety_kafka_transactions_open", GAUGE, COUNT, "Transactions that are not ended yet."),
  KAFKA_TRANSACTION_OLDEST_AGE(
      "surety_kafka_transaction_oldest_age_seconds",
      GAUGE,
      SECONDS,
      "Age of the oldest open transaction; the prefix is the transactional id up to its last dot.",
      "prefix"),
  KAFKA_TRANSACTION_TIMEOUT(
      "surety_kafka_transaction_timeout_seconds",
      GAUGE,
      SECONDS,
      "Age at which Kafka aborts it, of the oldest open transaction.",
      "prefix"),
  KAFKA_PRODUCE_CONSUME(
      "surety_kafka_produce_consume_seconds",
      GAUGE,
      SECONDS,
      "Time from sending a record to the broker until it was read back.",
      "broker"),
  KAFKA_PROBE_LOST(
      "surety_kafka_probe_lost_total",
      COUNTER,
      COUNT,
      "Records of the probe that the broker acknowledged and does not have any more.",
      "broker"),

  FLINK_JOB_STATE(
      "surety_flink_job_state",
      GAUGE,
      STATE,
      "1 for the state that the job is in, 0 for the others.",
      "flink_job",
      "state"),
  FLINK_JOB_RESTARTS(
      "surety_flink_job_restarts",
      GAUGE,
      COUNT,
      "Restarts of the job since its JobManager took it over.",
      "flink_job"),
  FLINK_TASKMANAGERS(
      "surety_flink_taskmanagers", GAUGE, COUNT, "TaskManagers that are registered."),
  FLINK_TASKMANAGER_HEARTBEAT_AGE(
      "surety_flink_taskmanager_heartbeat_age_seconds",
      GAUGE,
      SECONDS,
      "Time since the JobManager last heard of the TaskManager.",
      "node"),
  FLINK_SLOTS_AVAILABLE("surety_flink_slots_available", GAUGE, COUNT, "Slots that are free."),
  FLINK_VERTEX_BUSY(
      "surety_flink_vertex_busy_ratio",
      GAUGE,
      RATIO,
      "Share of time in which the subtask works.",
      "flink_job",
      "vertex",
      "subtask"),
  FLINK_VERTEX_BACKPRESSURED(
      "surety_flink_vertex_backpressured_ratio",
      GAUGE,
      RATIO,
      "Share of time in which the subtask waits for those behind it.",
      "flink_job",
      "vertex",
      "subtask"),
  FLINK_VERTEX_IDLE(
      "surety_flink_vertex_idle_ratio",
      GAUGE,
      RATIO,
      "Share of time in which the subtask has nothing to do.",
      "flink_job",
      "vertex",
      "subtask"),
  FLINK_CHECKPOINT_LAST_COMPLETED(
      "surety_flink_checkpoint_last_completed_timestamp_seconds",
      GAUGE,
      TIMESTAMP,
      "When the last completed checkpoint was complete.",
      "flink_job"),
  FLINK_CHECKPOINT_LAST_DURATION(
      "surety_flink_checkpoint_last_duration_seconds",
      GAUGE,
      SECONDS,
      "Time that the last completed checkpoint took.",
      "flink_job"),
  FLINK_CHECKPOINT_PHASE(
      "surety_flink_checkpoint_phase_seconds",
      GAUGE,
      SECONDS,
      "Longest time of any subtask in a phase of the last completed checkpoint.",
      "flink_job",
      "phase"),
  FLINK_CHECKPOINT_IN_PROGRESS_AGE(
      "surety_flink_checkpoint_in_progress_age_seconds",
      GAUGE,
      SECONDS,
      "Time since the oldest checkpoint that is still in progress was triggered, 0 for none.",
      "flink_job"),
  FLINK_CHECKPOINTS_FAILED(
      "surety_flink_checkpoints_failed",
      GAUGE,
      COUNT,
      "Failed checkpoints since the JobManager took the job over.",
      "flink_job"),
  FLINK_CHECKPOINT_INTERVAL(
      "surety_flink_checkpoint_interval_seconds",
      GAUGE,
      SECONDS,
      "Configured time between two checkpoints.",
      "flink_job"),
  FLINK_CHECKPOINT_TIMEOUT(
      "surety_flink_checkpoint_timeout_seconds",
      GAUGE,
      SECONDS,
      "Configured time after which a checkpoint fails.",
      "flink_job"),
  FLINK_JVM_INFO(
      "surety_flink_jvm_info",
      GAUGE,
      INFO,
      "Always 1; the Java version of a Flink process.",
      "node",
      "version"),

  REGISTRY_SUBJECTS("surety_registry_subjects", GAUGE, COUNT, "Subjects in the schema registry."),

  ZOOKEEPER_OUTSTANDING(
      "surety_zookeeper_outstanding_requests",
      GAUGE,
      COUNT,
      "Requests that wait in the server.",
      "target"),
  ZOOKEEPER_LATENCY(
      "surety_zookeeper_latency_avg_seconds",
      GAUGE,
      SECONDS,
      "Average time of a request since the server's statistics were last reset.",
      "target"),
  ZOOKEEPER_CONNECTIONS(
      "surety_zookeeper_connections", GAUGE, COUNT, "Open client connections.", "target"),
  ZOOKEEPER_FOLLOWERS(
      "surety_zookeeper_followers_synced",
      GAUGE,
      COUNT,
      "Followers that are in sync; only the leader knows.",
      "target"),
  ZOOKEEPER_LEADER(
      "surety_zookeeper_leader", GAUGE, STATE, "1 when the server leads, else 0.", "target"),

  DISK_FREE(
      "surety_disk_free_bytes", GAUGE, BYTES, "Space that is left on the path's disk.", "path"),
  DISK_SIZE("surety_disk_size_bytes", GAUGE, BYTES, "Size of the path's disk.", "path"),

  JVM_INFO(
      "surety_jvm_info",
      GAUGE,
      INFO,
      "Always 1; the Java that this process runs on.",
      "version",
      "vendor"),
  JVM_GC(
      "surety_jvm_gc_seconds_total", COUNTER, SECONDS, "Time spent in garbage collection.", "gc"),
  JVM_GC_LONGEST_PAUSE(
      "surety_jvm_gc_longest_pause_seconds",
      GAUGE,
      SECONDS,
      "Longest garbage collection of the last minute."),
  JVM_HEAP_USED("surety_jvm_heap_used_bytes", GAUGE, BYTES, "Heap of this process that is in use."),
  JVM_HEAP_MAX("surety_jvm_heap_max_bytes", GAUGE, BYTES, "Most heap that this process may take."),
  JVM_DIRECT_USED(
      "surety_jvm_direct_used_bytes", GAUGE, BYTES, "Memory of this process in direct buffers."),
  JVM_THREADS("surety_jvm_threads", GAUGE, COUNT, "Threads of this process that live.");

  /** How a value may change. */
  public enum Type {
    /** Only grows while the process lives. */
    COUNTER,
    /** Goes up and down. */
    GAUGE
  }

  /** What a value is counted in; some stand in the name, as Prometheus wants it. */
  public enum Unit {
    SECONDS("_seconds"),
    TIMESTAMP("_timestamp_seconds"),
    BYTES("_bytes"),
    RATIO("_ratio"),
    RECORDS("_records"),
    INFO("_info"),
    COUNT(""),
    OFFSET(""),
    ID(""),
    STATE("");

    private final String suffix;

    Unit(String suffix) {
      this.suffix = suffix;
    }

    /** The end of the name of every gauge with this unit. */
    public String suffix() {
      return suffix;
    }
  }

  private final String metricName;
  private final Type type;
  private final Unit unit;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // of List.of
  private final List<String> labels;

  WatchMetric(String metricName, Type type, Unit unit, String help, String... labels) {
    this.metricName = metricName;
    this.type = type;
    this.unit = unit;
    this.help = help;
    this.labels = List.of(labels);
  }

  /** The name as Prometheus stores it. */
  public String metricName() {
    return metricName;
  }

  /** How its values may change. */
  public Type type() {
    return type;
  }

  /** What its values are counted in. */
  public Unit unit() {
    return unit;
  }

  /** One sentence for the page and the reference. */
  public String help() {
    return help;
  }

  /** Names of its labels, in the order in which samples give their values. */
  public List<String> labels() {
    return labels;
  }
}
