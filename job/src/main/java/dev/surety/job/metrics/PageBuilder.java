package dev.surety.job.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * One page: our metrics by their definition, summed over subtasks, and Flink's as they are. Two
 * series with one name and the same labels would make a page invalid, so points are kept by name
 * and labels.
 */
final class PageBuilder {
  private static final String OURS = ".surety";
  private static final int TOP_KEYS = 5;

  /** The exposition adds it, and refuses names that have it already. */
  private static final String INFO = "_info";

  /** Ids of one attempt would make new series at each restart. */
  private static final Set<String> DROPPED_LABELS =
      Set.of(
          "host",
          "tm_id",
          "job_id",
          "task_id",
          "operator_id",
          "task_attempt_id",
          "task_attempt_num");

  private static final Map<String, PipelineMetric> BY_JOB_NAME =
      Map.of(
          "records", PipelineMetric.RECORDS,
          "record_value_bytes", PipelineMetric.RECORD_VALUE_BYTES,
          "violations", PipelineMetric.VIOLATIONS,
          "warnings", PipelineMetric.WARNINGS,
          "input_records", PipelineMetric.INPUT_RECORDS,
          "input_bytes", PipelineMetric.INPUT_BYTES,
          "input_position", PipelineMetric.INPUT_POSITION,
          "checkpointed_position", PipelineMetric.INPUT_COMMITTED_POSITION);

  private final String pipeline;
  private final Map<PipelineMetric, Map<Labels, Double>> ours = new EnumMap<>(PipelineMetric.class);
  private final Map<Labels, List<DurationBuckets>> durations = new LinkedHashMap<>();
  private final Map<String, KeyShares> keyShares = new TreeMap<>();
  private final Map<String, Long> newestTimestamps = new TreeMap<>();
  private final Map<FlinkName, Map<Labels, Double>> flink =
      new TreeMap<>(Comparator.comparing(FlinkName::base));
  private final List<MetricSnapshot> others = new ArrayList<>();

  PageBuilder(String pipeline) {
    this.pipeline = pipeline;
  }

  void addJob(List<EmbeddedMetrics.Series> all) {
    for (EmbeddedMetrics.Series series : all) {
      if ((series.scope() + ".").contains(OURS + ".")) {
        addOurs(series);
      } else {
        addFlink(series);
      }
    }
  }

  void addFailedCommits(long failed) {
    add(Sample.of(PipelineMetric.COMMITS_FAILED, failed));
  }

  void add(Sample sample) {
    put(sample.metric(), sample.labelValues(), sample.value(), (before, now) -> now);
  }

  void addAll(List<MetricSnapshot> snapshots) {
    others.addAll(snapshots);
  }

  private void addOurs(EmbeddedMetrics.Series series) {
    String topic = series.labels().getOrDefault("topic", "");
    Object value =
        series.metric() instanceof Gauge<?> gauge ? gauge.getValue() : number(series.metric());
    if (value instanceof DurationBuckets buckets) {
      durations
          .computeIfAbsent(labels(List.of("topic"), List.of(topic)), absent -> new ArrayList<>())
          .add(buckets);
    } else if (value instanceof KeyShares shares) {
      keyShares.merge(topic, shares, KeyShares::plus);
    } else if (series.name().equals("newest_timestamp") && value instanceof Long timestamp) {
      newestTimestamps.merge(topic, timestamp, Math::max);
    } else if (value instanceof Number number) {
      addNumber(series, number.doubleValue());
    }
  }

  private void addNumber(EmbeddedMetrics.Series series, double value) {
    PipelineMetric metric = BY_JOB_NAME.get(series.name());
    if (metric != null) {
      List<String> labelValues =
          metric.labels().stream().map(label -> series.labels().getOrDefault(label, "")).toList();
      boolean counts = metric.type() == PipelineMetric.Type.COUNTER;
      put(metric, labelValues, value, counts ? Double::sum : Math::max);
    }
  }

  private void addFlink(EmbeddedMetrics.Series series) {
    Double value = number(series.metric());
    if (value != null) {
      FlinkName name = FlinkName.of(series.scope(), series.name());
      flink
          .computeIfAbsent(name, absent -> new LinkedHashMap<>())
          .put(flinkLabels(series), value * name.scale());
    }
  }

  private void put(
      PipelineMetric metric, List<String> labelValues, double value, BinaryOperator<Double> merge) {
    ours.computeIfAbsent(metric, absent -> new LinkedHashMap<>())
        .merge(labels(metric.labels(), labelValues), value, merge);
  }

  List<MetricSnapshot> build() {
    double nowMs = System.currentTimeMillis();
    newestTimestamps.forEach(
        (topic, newest) ->
            add(Sample.of(PipelineMetric.EVENT_TIME_LAG_SECONDS, (nowMs - newest) / 1e3, topic)));
    keyShares.forEach(this::addKeyShares);
    List<MetricSnapshot> all = new ArrayList<>(others);
    ours.forEach((metric, points) -> all.add(snapshot(metric, points)));
    if (!durations.isEmpty()) {
      all.add(histogram());
    }
    flink.forEach(
        (name, points) -> {
          String help = "Of Flink: " + name.base() + ".";
          all.add(
              name.counts()
                  ? counter(name.base(), help, points)
                  : gauge(name.base(), help, points));
        });
    return all;
  }

  private void addKeyShares(String topic, KeyShares shares) {
    List<KeyShares.Share> top = shares.top(TOP_KEYS);
    for (int i = 0; i < top.size(); i++) {
      if (i == 0) {
        add(Sample.of(PipelineMetric.HOT_KEY_SHARE_RATIO, top.get(0).share(), topic));
      }
      add(
          Sample.of(
              PipelineMetric.HOT_KEY_TOP_SHARE_RATIO,
              top.get(i).share(),
              topic,
              Integer.toString(i + 1),
              top.get(i).key()));
    }
  }

  private static MetricSnapshot snapshot(PipelineMetric metric, Map<Labels, Double> points) {
    if (metric.metricName().endsWith(INFO)) {
      String name = metric.baseName().substring(0, metric.baseName().length() - INFO.length());
      return new InfoSnapshot(
          new MetricMetadata(name, metric.help()),
          points.keySet().stream().map(InfoDataPointSnapshot::new).toList());
    }
    if (metric.type() != PipelineMetric.Type.COUNTER) {
      return gauge(metric.baseName(), metric.help(), points);
    }
    return counter(metric.baseName(), metric.help(), points);
  }

  private static CounterSnapshot counter(String name, String help, Map<Labels, Double> points) {
    List<CounterDataPointSnapshot> data = new ArrayList<>();
    points.forEach(
        (labels, value) -> data.add(new CounterDataPointSnapshot(value, labels, null, 0L)));
    return new CounterSnapshot(new MetricMetadata(name, help), data);
  }

  private static GaugeSnapshot gauge(String name, String help, Map<Labels, Double> points) {
    List<GaugeDataPointSnapshot> data = new ArrayList<>();
    points.forEach((labels, value) -> data.add(new GaugeDataPointSnapshot(value, labels, null)));
    return new GaugeSnapshot(new MetricMetadata(name, help), data);
  }

  private HistogramSnapshot histogram() {
    PipelineMetric metric = PipelineMetric.ENFORCE_DURATION_SECONDS;
    double[] bounds = DurationBuckets.boundsSeconds();
    List<HistogramDataPointSnapshot> data = new ArrayList<>();
    durations.forEach(
        (labels, subtasks) -> {
          long[] counts = new long[bounds.length];
          double sum = 0;
          for (DurationBuckets subtask : subtasks) {
            long[] its = subtask.counts();
            for (int i = 0; i < counts.length; i++) {
              counts[i] += its[i];
            }
            sum += subtask.sumSeconds();
          }
          data.add(
              new HistogramDataPointSnapshot(
                  ClassicHistogramBuckets.of(boxed(bounds), boxed(counts)),
                  sum,
                  labels,
                  Exemplars.EMPTY,
                  0L));
        });
    return new HistogramSnapshot(new MetricMetadata(metric.baseName(), metric.help()), data);
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static List<Long> boxed(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private Labels labels(List<String> names, List<String> values) {
    Labels labels = Labels.of("pipeline", pipeline);
    for (int i = 0; i < names.size(); i++) {
      labels = labels.add(names.get(i), values.get(i));
    }
    return labels;
  }

  private Labels flinkLabels(EmbeddedMetrics.Series series) {
    Map<String, String> labels = new HashMap<>();
    labels.put("pipeline", pipeline);
    series
        .labels()
        .forEach(
            (name, value) -> {
              if (!DROPPED_LABELS.contains(name)) {
                String legal = name.replace('-', '_').toLowerCase(Locale.ROOT);
                labels.put(PrometheusNaming.sanitizeLabelName(legal), value);
              }
            });
    return Labels.of(
        labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }

  private static @Nullable Double number(Metric metric) {
    if (metric instanceof Counter counter) {
      return (double) counter.getCount();
    }
    if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      return number.doubleValue();
    }
    return null;
  }
}
