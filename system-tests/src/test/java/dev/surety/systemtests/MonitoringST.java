package dev.surety.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.surety.systemtests.MonitoringStory.Ended;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real Prometheus and Alertmanager, started and stopped by the command. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MonitoringST {
  private static final String PAGE =
      "# TYPE surety_pipeline_up gauge\nsurety_pipeline_up{pipeline=\"here\"} 1\n";

  @Test
  void bothAreReadyWithEveryRuleAndTargetAndDownLeavesNoProcess(@TempDir Path dir)
      throws Exception {
    HttpServer pipeline = pipeline();
    String target = "127.0.0.1:" + pipeline.getAddress().getPort();
    try (MonitoringStory monitoring = MonitoringStory.begin(dir)) {
      Ended up = monitoring.command("up", "--target", target, "--watch", "127.0.0.1:1");
      assertThat(up.exitCode()).as("%s", up).isZero();
      PrometheusApi prometheus = new PrometheusApi(up.address("prometheus"));
      String alertmanager = up.address("alertmanager");
      assertThat(PrometheusApi.get(alertmanager + "/-/ready").statusCode()).isEqualTo(200);

      assertEveryRuleIsLoadedWithoutError(prometheus);
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(targets(prometheus))
                      .containsExactlyInAnyOrder(
                          "surety-pipeline " + target + " sandbox up",
                          "surety-watch 127.0.0.1:1 sandbox down"));
      assertThat(prometheus.query("surety_pipeline_up{pipeline=\"here\"}")).hasSize(1);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> prometheus.alertmanagers().toString().contains(alertmanager + "/"));
      assertThat(monitoring.command("status").exitCode()).isZero();
      assertThat(monitoring.processes()).hasSize(2);

      Ended down = monitoring.command("down");

      assertThat(down.exitCode()).isZero();
      assertThat(monitoring.processes()).isEmpty();
      assertThat(monitoring.command("status").exitCode()).isEqualTo(3);
    } finally {
      pipeline.stop(0);
    }
  }

  @Test
  void aTargetFileThatIsAddedLaterIsScraped(@TempDir Path dir) throws Exception {
    HttpServer pipeline = pipeline();
    String target = "127.0.0.1:" + pipeline.getAddress().getPort();
    try (MonitoringStory monitoring = MonitoringStory.begin(dir)) {
      PrometheusApi prometheus = monitoring.up();
      assertThat(targets(prometheus)).isEmpty();

      Files.writeString(
          monitoring.dir().resolve("targets/run.json"),
          "[{\"targets\": [\"" + target + "\"], \"labels\": {\"cluster\": \"production\"}}]");

      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(targets(prometheus))
                      .containsExactly("surety-pipeline " + target + " production up"));
    } finally {
      pipeline.stop(0);
    }
  }

  @Test
  void upAgainTakesOverANewAlertmanagerConfigurationInTheRunningProcess(@TempDir Path dir)
      throws Exception {
    Path config = dir.resolve("mine.yml");
    Files.writeString(config, "route: {receiver: mine-alone}\nreceivers: [{name: mine-alone}]\n");
    try (MonitoringStory monitoring = MonitoringStory.begin(dir)) {
      String before = monitoring.command("up").address("alertmanager");

      Ended again = monitoring.command("up", "--alertmanager-config", config.toString());

      assertThat(again.err()).contains("alertmanager: already up at " + before);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> PrometheusApi.get(before + "/api/v2/status").body().contains("mine-alone"));
    }
  }

  @Test
  void aServerThatDoesNotStartGivesTheReasonFromItsLogAndLeavesNothing(@TempDir Path dir)
      throws Exception {
    Path config = Files.writeString(dir.resolve("broken.yml"), "no-such-key: 1\n");
    try (MonitoringStory monitoring = MonitoringStory.begin(dir)) {
      Ended up = monitoring.command("up", "--alertmanager-config", config.toString());

      assertThat(up.exitCode()).isEqualTo(3);
      assertThat(String.join("\n", up.err()))
          .contains("alertmanager ended while starting")
          .contains("no-such-key")
          .contains("log: " + monitoring.dir().resolve("alertmanager/server.log"));
      assertThat(monitoring.processes()).isEmpty();
    }
  }

  @Test
  void aPortInUseIsNamed(@TempDir Path dir) throws Exception {
    try (MonitoringStory monitoring = MonitoringStory.begin(dir);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());

      Ended up = monitoring.command("up", "--prometheus-port", port);

      assertThat(up.exitCode()).isEqualTo(3);
      assertThat(String.join("\n", up.err())).contains("port " + port + " is in use");
      assertThat(monitoring.processes()).isEmpty();
    }
  }

  @Test
  void whereTheProgramsAreMissingItSaysHowToInstallThem(@TempDir Path dir) throws Exception {
    Path programs = Files.createDirectories(dir.resolve("bin"));
    for (String needed : List.of("bash", "dirname", "readlink")) {
      Files.createSymbolicLink(programs.resolve(needed), Path.of("/usr/bin", needed));
    }
    MonitoringStory monitoring = MonitoringStory.begin(dir);

    Ended up = monitoring.command(Map.of("PATH", programs.toString()), "up");

    assertThat(up.exitCode()).isEqualTo(3);
    assertThat(String.join("\n", up.err()))
        .startsWith("surety: Prometheus is not installed")
        .contains("apt-get install prometheus prometheus-alertmanager");
  }

  private static void assertEveryRuleIsLoadedWithoutError(PrometheusApi prometheus)
      throws Exception {
    List<String> expected = new ArrayList<>();
    Path rules = SuretyProcess.installation().resolve("deploy/prometheus/rules");
    try (var files = Files.list(rules)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          String text = line.strip();
          if (text.startsWith("- alert: ") || text.startsWith("- record: ")) {
            expected.add(text.substring(text.indexOf(": ") + 2).strip());
          }
        }
      }
    }
    assertThat(expected).isNotEmpty();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              List<String> healthy = new ArrayList<>();
              for (JsonNode group : prometheus.ruleGroups()) {
                for (JsonNode rule : group.path("rules")) {
                  assertThat(rule.path("lastError").asText()).as("%s", rule).isEmpty();
                  if (rule.path("health").asText().equals("ok")) {
                    healthy.add(rule.path("name").asText());
                  }
                }
              }
              assertThat(healthy).containsExactlyInAnyOrderElementsOf(expected);
            });
  }

  /** Job, address, cluster and health of each target. */
  private static List<String> targets(PrometheusApi prometheus) throws Exception {
    List<String> targets = new ArrayList<>();
    for (JsonNode target : prometheus.targets()) {
      targets.add(
          "%s %s %s %s"
              .formatted(
                  target.at("/labels/job").asText(),
                  target.at("/labels/instance").asText(),
                  target.at("/labels/cluster").asText(),
                  target.path("health").asText()));
    }
    return targets;
  }

  private static HttpServer pipeline() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          byte[] page = PAGE.getBytes(UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }
}
