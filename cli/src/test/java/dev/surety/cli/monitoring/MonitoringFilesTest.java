package dev.surety.cli.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MonitoringFilesTest {
  @Test
  void everyAlertLinksTheRunbookWhereItIsPublished() throws IOException {
    Map<String, String> files = files();

    for (String name :
        List.of(
            "prometheus/rules/surety-alerts.rules.yml",
            "kubernetes/prometheus-rule-surety-alerts.yaml")) {
      assertThat(files.get(name))
          .contains("runbook_url: https://wiki.example/runbooks/SuretyPipelineDown.md")
          .doesNotContain("docs/runbooks/");
    }
  }

  @Test
  void everythingThatTheImageHasIsRenderedExceptTheTestsOfRules() throws IOException {
    assertThat(files())
        .containsKeys(
            "alertmanager/alertmanager.yml",
            "grafana/dashboards/surety-overview.json",
            "grafana/provisioning/dashboards/surety.yaml",
            "grafana/provisioning/datasources/surety.yaml",
            "kubernetes/pod-monitor.yaml",
            "kubernetes/service-monitor.yaml",
            "prometheus/prometheus.yml",
            "prometheus/rules/surety-alerts.rules.yml");
    assertThat(files().keySet()).noneMatch(name -> name.contains("tests/"));
  }

  @Test
  void everyYamlFileCanBeRead() throws IOException {
    files()
        .forEach(
            (name, text) -> {
              if (!name.endsWith(".json")) {
                assertThat(DeployFiles.yaml(text)).as(name).isInstanceOf(Map.class);
              }
            });
  }

  @Test
  void aPrometheusRuleHasTheGroupsOfItsRuleFile() throws IOException {
    List<Path> rules = DeployFiles.in("prometheus/rules", ".rules.yml");
    assertThat(rules).isNotEmpty();
    for (Path rule : rules) {
      String name = rule.getFileName().toString().replace(".rules.yml", "");
      Object object = DeployFiles.yaml(file("kubernetes/prometheus-rule-" + name + ".yaml"));

      assertThat(at(object, "kind")).isEqualTo("PrometheusRule");
      assertThat(at(object, "metadata", "name")).isEqualTo(name);
      assertThat(at(object, "spec", "groups"))
          .isEqualTo(
              at(DeployFiles.yaml(file("prometheus/rules/" + name + ".rules.yml")), "groups"));
    }
  }

  @Test
  void aConfigMapHasItsDashboardByteForByteAndIsSmallEnough() throws IOException {
    for (Path dashboard : DeployFiles.in("grafana/dashboards", ".json")) {
      String fileName = dashboard.getFileName().toString();
      String text = file("kubernetes/dashboard-" + fileName.replace(".json", ".yaml"));
      Object object = DeployFiles.yaml(text);

      assertThat(at(object, "kind")).isEqualTo("ConfigMap");
      assertThat(at(object, "metadata", "labels", "grafana_dashboard")).isEqualTo("1");
      assertThat(at(object, "data", fileName)).isEqualTo(Files.readString(dashboard));
      // kubectl apply keeps the object in an annotation, which holds 256 KiB.
      assertThat(text.length()).isLessThan(256 * 1024);
    }
  }

  /** The rules ask for targets by these names of jobs. */
  @Test
  void monitorsAndTheExampleGiveTheJobNamesThatTheRulesAskFor() throws IOException {
    assertThat(at(DeployFiles.yaml(file("kubernetes/pod-monitor.yaml")), "spec", "selector"))
        .isEqualTo(Map.of("matchLabels", Map.of("app.kubernetes.io/name", "surety-pipeline")));
    assertThat(at(DeployFiles.yaml(file("kubernetes/service-monitor.yaml")), "spec", "selector"))
        .isEqualTo(Map.of("matchLabels", Map.of("app.kubernetes.io/name", "surety-watch")));
    Object jobs = at(DeployFiles.yaml(file("prometheus/prometheus.yml")), "scrape_configs");
    assertThat(jobs)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .extracting(job -> at(job, "job_name"))
        .containsExactly("surety-pipeline", "surety-watch");
  }

  private static Map<String, String> files() throws IOException {
    return MonitoringFiles.of(DeployFiles.deploy(), "https://wiki.example/runbooks/");
  }

  private static String file(String name) throws IOException {
    return Objects.requireNonNull(files().get(name), name);
  }

  private static Object at(Object node, String... keys) {
    Object found = node;
    for (String key : keys) {
      found = Objects.requireNonNull(((Map<?, ?>) found).get(key), key);
    }
    return found;
  }
}
