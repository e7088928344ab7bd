package dev.surety.job.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.jspecify.annotations.Nullable;

/**
 * Serves a job's metrics on {@code http://127.0.0.1:<port>/metrics}: our own as {@code surety_…},
 * Flink's and the JVM's as {@code flink_…}.
 */
public final class PrometheusPage implements AutoCloseable {
  private static final String OURS = ".surety";

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

  private static final Map<String, String> HELP =
      Map.of(
          "surety_records", "Records judged, by verdict; begins at 0 in each attempt of a task.",
          "surety_record_value_bytes", "Bytes of the values judged.",
          "surety_violations", "Violations that quarantined a record, by rule.",
          "surety_warnings", "Broken rules that let a record pass, by rule.",
          "surety_input_position", "Offset behind the last input record handed to the producer.",
          "surety_checkpointed_position",
              "Offset behind the last input record in a completed checkpoint.");

  private final HTTPServer server;

  private PrometheusPage(HTTPServer server) {
    this.server = server;
  }

  /**
   * Starts serving.
   *
   * @param port a port of this machine, 0 for any
   * @throws IOException when the port cannot be bound
   */
  public static PrometheusPage serve(EmbeddedMetrics metrics, String pipeline, int port)
      throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register((MultiCollector) () -> snapshots(metrics, pipeline));
    return new PrometheusPage(
        HTTPServer.builder().hostname("127.0.0.1").port(port).registry(registry).buildAndStart());
  }

  /** The port that is served. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * Points by metric name, then by labels: two series with one name and the same labels would make
   * the page invalid.
   */
  private static MetricSnapshots snapshots(EmbeddedMetrics metrics, String pipeline) {
    Map<String, Map<Labels, Double>> counters = new TreeMap<>();
    Map<String, Map<Labels, Double>> gauges = new TreeMap<>();
    for (EmbeddedMetrics.Series series : metrics.all()) {
      Double value = value(series.metric());
      if (value != null) {
        boolean counts = series.metric() instanceof Counter && isOurs(series);
        (counts ? counters : gauges)
            .computeIfAbsent(name(series), absent -> new LinkedHashMap<>())
            .put(labels(series, pipeline), value);
      }
    }
    List<MetricSnapshot> all = new ArrayList<>();
    counters.forEach((name, points) -> all.add(counter(name, points)));
    gauges.forEach((name, points) -> all.add(gauge(name, points)));
    return new MetricSnapshots(all);
  }

  private static CounterSnapshot counter(String name, Map<Labels, Double> points) {
    List<CounterDataPointSnapshot> data = new ArrayList<>();
    points.forEach(
        (labels, value) -> data.add(new CounterDataPointSnapshot(value, labels, null, 0L)));
    return new CounterSnapshot(new MetricMetadata(name, help(name)), data);
  }

  private static GaugeSnapshot gauge(String name, Map<Labels, Double> points) {
    List<GaugeDataPointSnapshot> data = new ArrayList<>();
    points.forEach((labels, value) -> data.add(new GaugeDataPointSnapshot(value, labels, null)));
    return new GaugeSnapshot(new MetricMetadata(name, help(name)), data);
  }

  private static String help(String name) {
    return HELP.getOrDefault(name, "Flink: " + name);
  }

  private static boolean isOurs(EmbeddedMetrics.Series series) {
    return (series.scope() + ".").contains(OURS + ".");
  }

  private static String name(EmbeddedMetrics.Series series) {
    String name = isOurs(series) ? "surety_" + series.name() : flinkName(series);
    return PrometheusNaming.sanitizeMetricName(name.replace('.', '_'));
  }

  private static String flinkName(EmbeddedMetrics.Series series) {
    return "flink_" + series.scope() + "_" + series.name();
  }

  private static Labels labels(EmbeddedMetrics.Series series, String pipeline) {
    Map<String, String> labels = new HashMap<>();
    labels.put("pipeline", pipeline);
    series
        .labels()
        .forEach(
            (name, value) -> {
              if (!DROPPED_LABELS.contains(name)) {
                labels.put(PrometheusNaming.sanitizeLabelName(name.replace('-', '_')), value);
              }
            });
    return Labels.of(
        labels.keySet().toArray(String[]::new), labels.values().toArray(String[]::new));
  }

  private static @Nullable Double value(Metric metric) {
    if (metric instanceof Counter counter) {
      return (double) counter.getCount();
    }
    if (metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number) {
      return number.doubleValue();
    }
    return null;
  }
}
