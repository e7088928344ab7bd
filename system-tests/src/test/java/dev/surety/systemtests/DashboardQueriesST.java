package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every query of every dashboard on a real Prometheus that scrapes a pipeline under load: each
 * returns data. And every page that was scraped satisfies {@code promtool check metrics}.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class DashboardQueriesST {
  private static final Duration BOUND = Duration.ofMinutes(4);

  @Test
  void everyQueryReturnsDataAndEveryPageIsWellFormed(@TempDir Path dir) throws Exception {
    MonitoringStory.begin(dir); // where Prometheus is not installed, this story is not told
    Map<String, String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(100);
    String ofAlerts = queries.remove("surety-overview.json, Alerts firing 1");
    assertThat(ofAlerts).contains("ALERTS");
    try (MonitoredStack stack =
            MonitoredStack.begin(dir, dir.resolve("state"), "--flink", "--taskmanagers", "1");
        SessionJob job = SessionJob.submit(stack.sandbox().flinkRestUrl().orElseThrow());
        ZooKeeperEnsemble zooKeeper = ZooKeeperEnsemble.begin(dir)) {
      assertThat(job.id()).isNotEmpty();
      stack.watch(zooKeeper.watchOptions());
      stack.commitOffset("billing");

      awaitData(stack, queries);

      for (JsonNode target : stack.prometheus().targets()) {
        checkMetrics(dir, target.path("scrapeUrl").asText());
      }
      stack.pipeline().kill();
      awaitData(stack, Map.of("alerts", ofAlerts));
    }
  }

  private static void awaitData(MonitoredStack stack, Map<String, String> queries) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(withoutData(stack.prometheus(), queries)).isEmpty());
  }

  /** Expressions by the dashboard and panel that has them. */
  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    Path dashboards = MonitoringFiles.DEPLOY.resolve("grafana/dashboards");
    for (Path file : MonitoringFiles.list(dashboards, ".json")) {
      for (JsonNode panel : MonitoringFiles.yaml(file).path("panels")) {
        int number = 0;
        for (JsonNode target : panel.path("targets")) {
          queries.put(
              file.getFileName() + ", " + panel.path("title").asText() + " " + ++number,
              concrete(target.path("expr").asText()));
        }
      }
    }
    return queries;
  }

  /** With everything chosen in the lists at the top, as Grafana would send it. */
  private static String concrete(String expression) {
    return expression
        .replace("$__rate_interval", "1m")
        .replace("$__range", "5m")
        .replace("$__interval", "15s")
        .replaceAll("\\$(cluster|pipeline|topic|kafka_topic|instance)\\b", ".*");
  }

  private static Map<String, String> withoutData(
      PrometheusApi prometheus, Map<String, String> queries) throws Exception {
    Map<String, String> empty = new TreeMap<>();
    for (Map.Entry<String, String> query : queries.entrySet()) {
      if (prometheus.query(query.getValue()).isEmpty()) {
        empty.put(query.getKey(), query.getValue());
      }
    }
    return empty;
  }

  private static void checkMetrics(Path dir, String url) throws IOException, InterruptedException {
    Path page = dir.resolve("page.txt");
    Files.writeString(page, PrometheusApi.get(url).body());
    Process promtool =
        new ProcessBuilder(List.of("promtool", "check", "metrics"))
            .redirectInput(new File(page.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(promtool.getInputStream().readAllBytes());
    assertThat(promtool.waitFor()).as(url + "\n" + said).isZero();
  }
}
