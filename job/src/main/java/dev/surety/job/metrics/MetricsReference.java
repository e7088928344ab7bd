package dev.surety.job.metrics;

import java.util.Locale;
import java.util.stream.Collectors;

/** The reference page of the pipeline's metrics, made of their definitions. */
public final class MetricsReference {
  private MetricsReference() {}

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Metrics of a pipeline\n\n")
        .append(
            "`surety run` serves them at `http://127.0.0.1:PORT/metrics`; `--metrics-port` names the port.")
        .append(" Every metric carries `pipeline`. Counters begin at 0 in each attempt of the job.")
        .append(
            " Beside them the page has the JVM's (`surety_jvm_…`, see [watch-metrics](watch-metrics.md))"
                + " and Flink's own (`flink_…`).\n\n")
        .append("| metric | type | unit | labels | what it says |\n")
        .append("|---|---|---|---|---|\n");
    for (PipelineMetric metric : PipelineMetric.values()) {
      String labels =
          metric.labels().stream()
              .map(label -> "`" + label + "`")
              .collect(Collectors.joining(", "));
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  metric.metricName(),
                  metric.type().name().toLowerCase(Locale.ROOT),
                  metric.unit(),
                  labels,
                  metric.help()));
    }
    return page.toString();
  }
}
