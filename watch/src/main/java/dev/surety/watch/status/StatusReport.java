package dev.surety.watch.status;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How pipelines and what they need are, and what the rules find. What is not known is null.
 *
 * @param time of the round that it was made of
 * @param bootstrapServers which Kafka is watched
 * @param historySeconds how long samples have been collected: rules that look back further see only
 *     that
 * @param findings firing ones first, then pending ones, then those that were resolved lately
 * @param problems what keeps the report from being complete: probes that fail, rules that cannot be
 *     evaluated, what was left out
 */
public record StatusReport(
    Instant time,
    String bootstrapServers,
    double historySeconds,
    List<Pipeline> pipelines,
    Kafka kafka,
    List<FlinkJob> flinkJobs,
    List<Service> services,
    List<Disk> disks,
    List<Finding> findings,
    List<String> problems) {
  public StatusReport {
    requireNonNull(time, "time");
    requireNonNull(bootstrapServers, "bootstrapServers");
    pipelines = List.copyOf(pipelines);
    requireNonNull(kafka, "kafka");
    flinkJobs = List.copyOf(flinkJobs);
    services = List.copyOf(services);
    disks = List.copyOf(disks);
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
  }

  /** Whether a finding is more than a suspicion. */
  public boolean isFiring() {
    return findings.stream().anyMatch(finding -> finding.state() == Finding.State.FIRING);
  }

  /** Whether anything at all has answered. */
  public boolean isAnythingReached() {
    return kafka.reachable()
        || pipelines.stream().anyMatch(pipeline -> pipeline.state() != Pipeline.State.DOWN)
        || services.stream().anyMatch(Service::reachable);
  }

  /**
   * A pipeline that serves metrics, or should.
   *
   * @param lagSeconds of the partition that is furthest behind
   * @param quarantined records within the last five minutes
   * @param rules which rules they broke, most frequent first
   */
  public record Pipeline(
      String name,
      String address,
      State state,
      @Nullable Double recordsPerSecond,
      @Nullable Double lagSeconds,
      @Nullable Double lagRecords,
      @Nullable Double checkpointAgeSeconds,
      @Nullable Double quarantined,
      List<BrokenRule> rules) {
    /** How it is. */
    public enum State {
      /** Its job runs. */
      RUNNING,
      /** Its process answers, and its job starts, restarts or waits. */
      WAITING,
      /** Its process does not answer, and was not ended as asked. */
      DOWN
    }

    public Pipeline {
      rules = List.copyOf(rules);
    }
  }

  /** Violations of one rule within the last five minutes. */
  public record BrokenRule(String topic, String rule, double violations) {}

  /** The brokers and their quorum. */
  public record Kafka(
      boolean reachable,
      List<Broker> brokers,
      @Nullable Double underReplicated,
      @Nullable Double offline,
      @Nullable Double underMinIsr,
      @Nullable Quorum quorum) {
    public Kafka {
      brokers = List.copyOf(brokers);
    }
  }

  /**
   * A broker.
   *
   * @param id empty when only its address is known
   */
  public record Broker(String id, String address, boolean reachable) {}

  /**
   * The KRaft quorum.
   *
   * @param leader -1 for none
   */
  public record Quorum(
      double leader, double voters, double votersCaughtUp, @Nullable Double greatestLagSeconds) {}

  /** A job of a Flink cluster. */
  public record FlinkJob(String name, String state) {}

  /** A server besides Kafka: Flink, a schema registry, a ZooKeeper server. */
  public record Service(String kind, String target, boolean reachable) {}

  /** A disk. */
  public record Disk(String path, double freeBytes, double sizeBytes) {}

  /**
   * Something that a rule has found.
   *
   * @param name of the alert
   * @param runbook path of the page that says what to do
   */
  public record Finding(
      String name,
      State state,
      String severity,
      Instant since,
      @Nullable Instant resolvedAt,
      String summary,
      String description,
      String runbook,
      Map<String, String> labels) {
    /** Whether it has been so for long enough. */
    public enum State {
      FIRING,
      PENDING,
      RESOLVED
    }

    public Finding {
      labels = Map.copyOf(labels);
    }
  }
}
