package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.metrics.PipelineMetric;
import dev.surety.watch.metric.WatchMetric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/*-metrics.md} are made of the tables of metrics: none is without its line.
 * {@code -Dsurety.golden.write=true} writes them anew.
 */
class MetricsReferenceTest {
  private static final String PIPELINE =
      """
      # Metrics of a pipeline

      `surety run` serves them at `http://127.0.0.1:PORT/metrics`; `--metrics-port` names the port. \
      Every metric carries `pipeline`. Counters begin at 0 in each attempt of the job. \
      Beside them the page has the JVM's (`surety_jvm_…`, see [watch-metrics](watch-metrics.md)) and Flink's own (`flink_…`).
      """;

  private static final String WATCH =
      """
      # Metrics of surety watch

      `surety watch` serves them at `http://127.0.0.1:PORT/metrics`. Times are in seconds, sizes in bytes, shares from 0 to 1. \
      What a probe could not read is missing, and the probe's `surety_probe_success` is 0. \
      The metrics of the JVM (`surety_jvm_…`) are served by every process of Surety.
      """;

  private static String row(
      String name, Enum<?> type, String unit, List<String> labels, String help) {
    String quoted = labels.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s | %s |\n"
        .formatted(name, type.name().toLowerCase(Locale.ROOT), unit, quoted, help);
  }

  private static void assertPage(String name, String beginning, Stream<String> rows)
      throws IOException {
    Path file = Checkout.path("docs/reference").resolve(name);
    String page =
        beginning
            + "\n| metric | type | unit | labels | what it says |\n|---|---|---|---|---|\n"
            + rows.collect(Collectors.joining());
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(file, page);
    }
    assertThat(file).content().isEqualTo(page);
  }

  @Test
  void everyMetricOfAPipelineIsOnItsPage() throws IOException {
    assertPage(
        "pipeline-metrics.md",
        PIPELINE,
        Arrays.stream(PipelineMetric.values())
            .map(one -> row(one.metricName(), one.type(), one.unit(), one.labels(), one.help())));
  }

  @Test
  void everyMetricOfWatchIsOnItsPage() throws IOException {
    assertPage(
        "watch-metrics.md",
        WATCH,
        Arrays.stream(WatchMetric.values())
            .map(
                one ->
                    row(
                        one.metricName(),
                        one.type(),
                        one.unit().name().toLowerCase(Locale.ROOT),
                        one.labels(),
                        one.help())));
  }
}
