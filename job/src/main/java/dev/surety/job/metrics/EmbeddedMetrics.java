package dev.surety.job.metrics;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a job that runs in this process, as Flink registers them. Read by the command line
 * for its live lines and by {@link PrometheusPage}. Thread-safe.
 */
public final class EmbeddedMetrics implements AutoCloseable {
  private static final String TALLY = "tally";
  private static final String FAILED_COMMITS = "failedCommittables";
  private static final String ID = "surety-metrics-id";
  private static final Map<String, EmbeddedMetrics> OPEN = new ConcurrentHashMap<>();

  /**
   * A metric with its place.
   *
   * @param scope Flink's logical scope, such as {@code
   *     taskmanager.job.task.operator.surety.verdict}
   * @param name its name in that scope
   * @param labels the scope's variables, without their brackets
   */
  record Series(String scope, String name, Map<String, String> labels, Metric metric) {}

  private final String id = UUID.randomUUID().toString();
  private final Map<Metric, Series> series = new ConcurrentHashMap<>();

  /**
   * The last counts of tasks that have ended, by subtask, until the subtask's next attempt counts
   * on.
   */
  private final Map<String, Map<String, Long>> endedTallies = new ConcurrentHashMap<>();

  private final AtomicLong failedInEndedAttempts = new AtomicLong();

  private EmbeddedMetrics() {}

  /** Opens a collection that the next job with {@link #configure}d settings reports to. */
  public static EmbeddedMetrics open() {
    EmbeddedMetrics metrics = new EmbeddedMetrics();
    OPEN.put(metrics.id, metrics);
    return metrics;
  }

  /** Makes a job with this configuration report here. */
  public void configure(Configuration flink) {
    flink.setString("metrics.reporters", "surety");
    flink.setString("metrics.reporter.surety.factory.class", Factory.class.getName());
    flink.setString("metrics.reporter.surety." + ID, id);
  }

  @Override
  public void close() {
    OPEN.remove(id);
  }

  List<Series> all() {
    return new ArrayList<>(series.values());
  }

  /** Totals over all subtasks of the exact counts that the checkpoint keeps, by name. */
  public Map<String, Long> tally() {
    Map<String, Long> totals = new TreeMap<>();
    endedTallies.values().forEach(ended -> add(ended, totals));
    for (Series one : series.values()) {
      if (one.name().equals(TALLY)) {
        add(counts(one.metric()), totals);
      }
    }
    return totals;
  }

  private static void add(Map<String, Long> counts, Map<String, Long> totals) {
    counts.forEach((name, count) -> totals.merge(name, count, Long::sum));
  }

  private static Map<String, Long> counts(Metric tally) {
    Map<String, Long> counts = new TreeMap<>();
    if (tally instanceof Gauge<?> gauge) {
      ((Map<?, ?>) gauge.getValue())
          .forEach((name, count) -> counts.put((String) name, ((Number) count).longValue()));
    }
    return counts;
  }

  /**
   * For each input partition: the offset behind the last record that was handed to the producer.
   */
  public Map<Integer, Long> positions() {
    return byPartition("input_position");
  }

  /** For each input partition: the offset behind the last record in a completed checkpoint. */
  public Map<Integer, Long> checkpointedPositions() {
    return byPartition("checkpointed_position");
  }

  private Map<Integer, Long> byPartition(String name) {
    Map<Integer, Long> positions = new TreeMap<>();
    for (Series one : series.values()) {
      String partition = one.labels().get("partition");
      if (one.name().equals(name) && partition != null && one.metric() instanceof Gauge<?> gauge) {
        positions.merge(
            Integer.valueOf(partition), ((Number) gauge.getValue()).longValue(), Math::max);
      }
    }
    return positions;
  }

  /**
   * How many transactions of completed checkpoints were found to be lost; the guarded sink counts
   * none that turns out to be committed.
   */
  public long failedCommits() {
    long failed = failedInEndedAttempts.get();
    for (Series one : series.values()) {
      if (one.name().equals(FAILED_COMMITS)) {
        failed += count(one);
      }
    }
    return failed;
  }

  private static long count(Series committer) {
    return committer.metric() instanceof Counter counter ? counter.getCount() : 0;
  }

  /** Bytes of the values that the running attempts have judged; begins at 0 in each attempt. */
  public long judgedBytes() {
    return series.values().stream()
        .filter(one -> one.name().equals("record_value_bytes"))
        .mapToLong(one -> one.metric() instanceof Counter counter ? counter.getCount() : 0)
        .sum();
  }

  /** How often the job has restarted by itself. */
  public long restarts() {
    return series.values().stream()
        .filter(one -> one.name().equals("numRestarts"))
        .map(one -> one.metric() instanceof Gauge<?> gauge ? gauge.getValue() : null)
        .mapToLong(value -> value instanceof Number number ? number.longValue() : 0)
        .max()
        .orElse(0);
  }

  /** Flink finds this class by its name, through its service file. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      String id = requireNonNull(properties.getProperty(ID), ID);
      return new Reporter(requireNonNull(OPEN.get(id), "metrics are open while the job runs"));
    }
  }

  private record Reporter(EmbeddedMetrics metrics) implements MetricReporter {
    @Override
    public void open(MetricConfig config) {
      // Nothing to open: the series are read where they are.
    }

    @Override
    public void close() {
      metrics.series.clear();
    }

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      Map<String, String> labels = new TreeMap<>();
      group
          .getAllVariables()
          .forEach((key, value) -> labels.put(key.substring(1, key.length() - 1), value));
      metrics.series.put(metric, new Series(scope(group, name), name, labels, metric));
      if (name.equals(TALLY)) {
        metrics.endedTallies.remove(subtask(labels));
      }
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
      Series removed = metrics.series.remove(metric);
      if (removed != null && name.equals(FAILED_COMMITS)) {
        metrics.failedInEndedAttempts.addAndGet(count(removed));
      }
      if (removed != null && name.equals(TALLY) && !hasTally(subtask(removed.labels()))) {
        metrics.endedTallies.put(subtask(removed.labels()), counts(metric));
      }
    }

    /** A task's metrics are removed after its end is known, when its next attempt may be there. */
    private boolean hasTally(String subtask) {
      return metrics.series.values().stream()
          .anyMatch(one -> one.name().equals(TALLY) && subtask(one.labels()).equals(subtask));
    }

    private static String subtask(Map<String, String> labels) {
      return labels.get("operator_name") + "/" + labels.get("subtask_index");
    }

    private static String scope(MetricGroup group, String name) {
      @Nullable String scope = null;
      if (group instanceof LogicalScopeProvider provider) {
        scope = provider.getLogicalScope(characters -> characters, '.');
      }
      return scope == null ? name : scope;
    }
  }
}
