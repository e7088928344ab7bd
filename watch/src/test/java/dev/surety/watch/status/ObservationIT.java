package dev.surety.watch.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import dev.surety.watch.rule.RuleReader;
import dev.surety.watch.scrape.TargetDirectory;
import dev.surety.watch.status.StatusReport.BrokenRule;
import dev.surety.watch.status.StatusReport.Finding;
import dev.surety.watch.status.StatusReport.Pipeline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real rules over pages that are really served; the time of rounds is made up. */
class ObservationIT {
  private static final Path RULES =
      Path.of(System.getProperty("surety.checkout"), "deploy", "prometheus", "rules");

  @TempDir private Path dir;
  private Observation observation;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void begin() throws Exception {
    observation =
        new Observation(
            RuleReader.readDirectory(RULES), new TargetDirectory(dir), "127.0.0.1:9092");
    observation.servedAt("127.0.0.1:9404");
  }

  private Path announce(String address) throws IOException {
    return Files.writeString(
        dir.resolve("surety-pipeline-orders.json"),
        "[{\"targets\": [\"%s\"], \"labels\": {\"job\": \"surety-pipeline\"}}]".formatted(address));
  }

  private void round(Samples... own) throws InterruptedException {
    observation.begin();
    observation.complete(List.of(own), Map.of(), now, 10_000);
    now = now.plusSeconds(5);
  }

  private static String page(int second) {
    return """
    # TYPE surety_pipeline_up gauge
    surety_pipeline_up{pipeline="orders"} 1
    surety_records_total{pipeline="orders",topic="shop",verdict="accepted"} %d
    surety_records_total{pipeline="orders",topic="shop",verdict="quarantined"} 0
    surety_violations_total{pipeline="orders",contract="c",topic="shop",rule="positive"} %d
    surety_lag_records{pipeline="orders",topic="shop",partition="0",position="current"} 300
    surety_lag_seconds{pipeline="orders",topic="shop",partition="0",position="current"} 4
    surety_checkpoint_last_completed_timestamp_seconds{pipeline="orders"} %d
    surety_checkpoint_interval_seconds{pipeline="orders"} 10
    surety_checkpoint_timeout_seconds{pipeline="orders"} 60
    surety_not_used_by_any_rule{pipeline="orders"} 1
    """
        .formatted(
            second * 100,
            second / 5,
            Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + second);
  }

  private Pipeline pipeline() {
    return observation.report().pipelines().get(0);
  }

  @Test
  void aRunningPipelineIsShownWithItsNumbers() throws Exception {
    try (ServedPage served = new ServedPage()) {
      announce(served.address());
      for (int second = 0; second <= 120; second += 5) {
        served.show(page(second));
        round();
      }

      assertThat(observation.report().problems()).isEmpty();
      assertThat(observation.report().findings()).isEmpty();
      assertThat(pipeline().state()).isEqualTo(Pipeline.State.RUNNING);
      assertThat(pipeline().name()).isEqualTo("orders");
      assertThat(pipeline().recordsPerSecond()).isBetween(99.0, 101.0);
      assertThat(pipeline().lagSeconds()).isEqualTo(4);
      assertThat(pipeline().lagRecords()).isEqualTo(300);
      assertThat(pipeline().checkpointAgeSeconds()).isEqualTo(0);
      assertThat(pipeline().rules())
          .singleElement()
          .satisfies(rule -> assertThat(rule.violations()).isBetween(23.0, 26.0))
          .extracting(BrokenRule::rule)
          .isEqualTo("positive");
    }
  }

  @Test
  void afterTwoRoundsTheRateIsRightAlready() throws Exception {
    try (ServedPage served = new ServedPage()) {
      announce(served.address());
      served.show(page(0));
      round();
      served.show(page(5));
      round();

      assertThat(pipeline().recordsPerSecond()).isBetween(99.9, 100.1);
    }
  }

  @Test
  void aCrashIsPendingThenFiringWithItsRunbookAndGoesWithARestart() throws Exception {
    ServedPage served = new ServedPage();
    announce(served.address());
    served.show(page(0));
    round();
    served.close();

    round();
    assertThat(pipeline().state()).isEqualTo(Pipeline.State.DOWN);
    assertThat(observation.report().findings())
        .extracting(Finding::name, Finding::state)
        .containsExactly(tuple("SuretyPipelineDown", Finding.State.PENDING));

    for (int i = 0; i < 4; i++) {
      round();
    }
    assertThat(observation.report().isFiring()).isTrue();
    assertThat(observation.report().findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.summary()).isEqualTo("Pipeline orders is down");
              assertThat(finding.severity()).isEqualTo("page");
              assertThat(finding.runbook()).isEqualTo("docs/runbooks/SuretyPipelineDown.md");
            });

    try (ServedPage again = new ServedPage()) {
      announce(again.address());
      again.show(page(30));
      round();
      assertThat(observation.report().findings())
          .extracting(Finding::state)
          .containsExactly(Finding.State.RESOLVED);
    }
  }

  @Test
  void aPipelineThatWasStoppedAsAskedIsForgotten() throws Exception {
    ServedPage served = new ServedPage();
    Path file = announce(served.address());
    served.show(page(0));
    round();
    Files.delete(file);
    served.close();

    for (int i = 0; i < 10; i++) {
      round();
    }

    assertThat(observation.report().pipelines()).isEmpty();
    assertThat(observation.report().findings()).isEmpty();
  }

  @Test
  void aPageThatIsNoneIsATargetThatIsDown() throws Exception {
    try (ServedPage served = new ServedPage()) {
      announce(served.address());
      served.show("<html>");
      round();
      assertThat(pipeline().state()).isEqualTo(Pipeline.State.DOWN);
      assertThat(observation.report().problems()).singleElement().asString().contains("line 1");

      served.answerWith(500);
      round();
      assertThat(observation.report().problems()).singleElement().asString().contains("status 500");
    }
  }

  @Test
  void aTargetThatHangsHoldsNobodyUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      announce("127.0.0.1:" + silent.getLocalPort());

      observation.begin();
      observation.complete(List.of(), Map.of(), now, 1);

      assertThat(pipeline().state()).isEqualTo(Pipeline.State.DOWN);
      assertThat(observation.report().problems())
          .singleElement()
          .asString()
          .endsWith("no answer in time");
      observation.begin();
      observation.complete(List.of(), Map.of(), now.plusSeconds(5), 1);
      assertThat(observation.report().problems())
          .singleElement()
          .asString()
          .endsWith("the last request has not ended yet");
    }
  }

  @Test
  void watchsOwnSamplesRaiseFindingsToo() throws Exception {
    for (int i = 0; i < 5; i++) {
      Samples own = new Samples(now);
      own.add(WatchMetric.KAFKA_PARTITIONS_OFFLINE, 3);
      own.add(WatchMetric.KAFKA_BROKERS, 1);
      round(own);
    }

    assertThat(observation.report().findings())
        .extracting(Finding::summary)
        .containsExactly("3 partitions have no leader");
    assertThat(StatusJson.alerts(observation.alerts()))
        .startsWith(
            "{\"status\":\"success\",\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"SuretyOfflinePartitions\","
                + "\"severity\":\"page\"},")
        .contains(
            "\"state\":\"firing\",\"activeAt\":\"2026-01-01T00:00:00Z\",\"value\":\"3e+00\"}");
  }

  @Test
  void aReportIsTheSameAfterItWasWrittenAndRead() throws Exception {
    announce("127.0.0.1:1");
    round();
    StatusReport report = observation.report();

    assertThat(StatusJson.read(StatusJson.write(report).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(report);
  }
}
