package dev.surety.watch.status;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import dev.surety.watch.promql.Expr;
import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import dev.surety.watch.promql.Sample;
import dev.surety.watch.rule.RuleEngine;
import dev.surety.watch.scrape.Target;
import dev.surety.watch.status.StatusReport.BrokenRule;
import dev.surety.watch.status.StatusReport.Broker;
import dev.surety.watch.status.StatusReport.Disk;
import dev.surety.watch.status.StatusReport.FlinkJob;
import dev.surety.watch.status.StatusReport.Kafka;
import dev.surety.watch.status.StatusReport.Pipeline;
import dev.surety.watch.status.StatusReport.Quorum;
import dev.surety.watch.status.StatusReport.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a report shows besides findings, as expressions over the same samples as the rules'. */
final class StatusQueries {
  private static final String PIPELINE_JOB = "surety-pipeline";
  private static final double SHORT_HISTORY_SECONDS = 60;

  private static final List<Expr> ALL = new ArrayList<>();

  private static final Expr UP = query("up{job=\"surety-pipeline\"}");
  private static final Expr PIPELINE_UP = query("surety_pipeline_up");
  private static final Expr RATE = query("sum by (pipeline) (rate(surety_records_total[1m]))");

  /** Not extrapolated to a minute: right also for a few seconds, but not across a restart. */
  private static final Expr SHORT_RATE =
      query("sum by (pipeline) (deriv(surety_records_total[1m]))");

  private static final Expr LAG_SECONDS =
      query(
          "max by (pipeline) (surety:lag_seconds:max{position=\"current\"})"
              + " or max by (pipeline) (surety:lag_records:sum{position=\"current\"}) * 0");
  private static final Expr LAG_RECORDS =
      query("sum by (pipeline) (surety:lag_records:sum{position=\"current\"})");
  private static final Expr CHECKPOINT_AGE =
      query("max by (pipeline) (surety:checkpoint_age_seconds)");
  private static final Expr QUARANTINED =
      query("sum by (pipeline) (increase(surety_records_total{verdict=\"quarantined\"}[5m]))");
  private static final Expr BROKEN_RULES =
      query("sum by (pipeline, topic, rule) (increase(surety_violations_total[5m])) > 0");
  private static final Expr KAFKA_ADMIN = query("surety_probe_success{probe=\"kafka_admin\"}");
  private static final Expr BROKER_TCP = query("surety_probe_success{probe=\"kafka_tcp\"}");
  private static final Expr BROKER_INFO = query("surety_kafka_broker_info");
  private static final Expr UNDER_REPLICATED =
      query("max(surety_kafka_partitions_under_replicated)");
  private static final Expr OFFLINE = query("max(surety_kafka_partitions_offline)");
  private static final Expr UNDER_MIN_ISR = query("max(surety_kafka_partitions_under_min_isr)");
  private static final Expr QUORUM_LEADER = query("max(surety_kafka_quorum_leader)");
  private static final Expr QUORUM_VOTERS = query("max(surety_kafka_quorum_voters)");
  private static final Expr QUORUM_CAUGHT_UP = query("max(surety_kafka_quorum_voters_caught_up)");
  private static final Expr QUORUM_LAG =
      query("max(surety_kafka_quorum_replica_lag_seconds{role=\"voter\"})");
  private static final Expr FLINK_JOBS = query("surety:flink_job_state == 1");
  private static final Expr SERVICES =
      query("surety_probe_success{probe=~\"flink_rest|registry|zookeeper\"}");
  private static final Expr DISK_FREE = query("surety_disk_free_bytes");
  private static final Expr DISK_SIZE = query("surety_disk_size_bytes");

  private final RuleEngine engine;

  StatusQueries(RuleEngine engine) {
    this.engine = engine;
  }

  private static Expr query(String expression) {
    try {
      Expr parsed = PromqlParser.parse(expression);
      ALL.add(parsed);
      return parsed;
    } catch (PromqlException e) {
      throw new IllegalStateException(expression, e);
    }
  }

  /** All expressions, for the store that they are to be answered from. */
  static List<Expr> all() {
    return List.copyOf(ALL);
  }

  List<Pipeline> pipelines(List<Target> targets, double historySeconds) {
    Map<String, Double> up = byLabel(UP, "instance");
    Map<String, Double> running = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    for (Sample sample : engine.query(PIPELINE_UP)) {
      running.put(sample.labels().get("instance"), sample.value());
      names.put(sample.labels().get("instance"), sample.labels().get("pipeline"));
    }
    Map<String, Double> rates =
        byLabel(historySeconds < SHORT_HISTORY_SECONDS ? SHORT_RATE : RATE, "pipeline");
    Map<String, Double> lagSeconds = byLabel(LAG_SECONDS, "pipeline");
    Map<String, Double> lagRecords = byLabel(LAG_RECORDS, "pipeline");
    Map<String, Double> checkpointAges = byLabel(CHECKPOINT_AGE, "pipeline");
    Map<String, Double> quarantined = byLabel(QUARANTINED, "pipeline");
    Map<String, List<BrokenRule>> rules = brokenRules();
    List<Pipeline> pipelines = new ArrayList<>();
    for (Target target : targets) {
      if (target.job().equals(PIPELINE_JOB)) {
        String address = target.address();
        String name = names.getOrDefault(address, nameOf(target));
        pipelines.add(
            new Pipeline(
                name,
                address,
                state(up.get(address), running.get(address)),
                rates.get(name),
                lagSeconds.get(name),
                lagRecords.get(name),
                checkpointAges.get(name),
                quarantined.get(name),
                rules.getOrDefault(name, List.of())));
      }
    }
    pipelines.sort(comparing(Pipeline::name).thenComparing(Pipeline::address));
    return pipelines;
  }

  /** A pipeline that has never answered is known by the name of its file. */
  private static String nameOf(Target target) {
    String prefix = PIPELINE_JOB + "-";
    return target.file().startsWith(prefix)
        ? target.file().substring(prefix.length())
        : target.address();
  }

  private static Pipeline.State state(@Nullable Double up, @Nullable Double running) {
    if (up == null || up == 0) {
      return Pipeline.State.DOWN;
    }
    return running != null && running == 1 ? Pipeline.State.RUNNING : Pipeline.State.WAITING;
  }

  private Map<String, List<BrokenRule>> brokenRules() {
    Map<String, List<BrokenRule>> rules = new HashMap<>();
    for (Sample sample : engine.query(BROKEN_RULES)) {
      Labels labels = sample.labels();
      rules
          .computeIfAbsent(labels.get("pipeline"), name -> new ArrayList<>())
          .add(new BrokenRule(labels.get("topic"), labels.get("rule"), sample.value()));
    }
    rules
        .values()
        .forEach(
            list ->
                list.sort(
                    comparingDouble(BrokenRule::violations)
                        .reversed()
                        .thenComparing(BrokenRule::rule)));
    return rules;
  }

  Kafka kafka() {
    boolean reachable = engine.query(KAFKA_ADMIN).stream().anyMatch(one -> one.value() == 1);
    Map<String, Double> tcp = byLabel(BROKER_TCP, "target");
    Map<String, Broker> brokers = new TreeMap<>();
    tcp.forEach((address, ok) -> brokers.put(address, new Broker("", address, ok == 1)));
    for (Sample sample : engine.query(BROKER_INFO)) {
      String address = sample.labels().get("host") + ":" + sample.labels().get("port");
      Double ok = tcp.get(address);
      brokers.put(
          address, new Broker(sample.labels().get("broker"), address, ok != null && ok == 1));
    }
    return new Kafka(
        reachable,
        brokers.values().stream().sorted(comparing(StatusQueries::orderOf)).toList(),
        one(UNDER_REPLICATED),
        one(OFFLINE),
        one(UNDER_MIN_ISR),
        quorum());
  }

  private static String orderOf(Broker broker) {
    return "%10s %s".formatted(broker.id(), broker.address());
  }

  private @Nullable Quorum quorum() {
    Double leader = one(QUORUM_LEADER);
    Double voters = one(QUORUM_VOTERS);
    Double caughtUp = one(QUORUM_CAUGHT_UP);
    return leader == null || voters == null || caughtUp == null
        ? null
        : new Quorum(leader, voters, caughtUp, one(QUORUM_LAG));
  }

  List<FlinkJob> flinkJobs() {
    return list(
        FLINK_JOBS,
        sample -> new FlinkJob(sample.labels().get("pipeline"), sample.labels().get("state")));
  }

  List<Service> services() {
    return list(
        SERVICES,
        sample ->
            new Service(
                kind(sample.labels().get("probe")),
                sample.labels().get("target"),
                sample.value() == 1));
  }

  private static String kind(String probe) {
    return switch (probe) {
      case "flink_rest" -> "flink";
      default -> probe;
    };
  }

  List<Disk> disks() {
    Map<String, Double> sizes = byLabel(DISK_SIZE, "path");
    return list(
        DISK_FREE,
        sample -> {
          String path = sample.labels().get("path");
          return new Disk(path, sample.value(), sizes.getOrDefault(path, 0.0));
        });
  }

  private <T> List<T> list(Expr expression, Function<Sample, T> row) {
    return engine.query(expression).stream().sorted(comparing(Sample::labels)).map(row).toList();
  }

  private @Nullable Double one(Expr expression) {
    List<Sample> samples = engine.query(expression);
    return samples.isEmpty() ? null : (Double) samples.get(0).value();
  }

  private Map<String, Double> byLabel(Expr expression, String label) {
    Map<String, Double> values = new HashMap<>();
    for (Sample sample : engine.query(expression)) {
      values.put(sample.labels().get(label), sample.value());
    }
    return values;
  }
}
