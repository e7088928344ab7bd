package dev.surety.watch.metric;

import java.util.Locale;
import java.util.stream.Collectors;

/** The reference page of what {@code surety watch} serves, made of the metrics' definitions. */
public final class MetricsReference {
  private MetricsReference() {}

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Metrics of surety watch\n\n")
        .append("`surety watch` serves them at `http://127.0.0.1:PORT/metrics`. Times are in")
        .append(" seconds, sizes in bytes, shares from 0 to 1. What a probe could not read is")
        .append(" missing, and the probe's `surety_probe_success` is 0. The metrics of the JVM")
        .append(" (`surety_jvm_…`) are served by every process of Surety.\n\n")
        .append("| metric | type | unit | labels | what it says |\n")
        .append("|---|---|---|---|---|\n");
    for (WatchMetric metric : WatchMetric.values()) {
      String labels =
          metric.labels().stream()
              .map(label -> "`" + label + "`")
              .collect(Collectors.joining(", "));
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  metric.metricName(),
                  metric.type().name().toLowerCase(Locale.ROOT),
                  metric.unit().name().toLowerCase(Locale.ROOT),
                  labels,
                  metric.help()));
    }
    return page.toString();
  }
}
