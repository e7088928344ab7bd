package dev.surety.systemtests;

import static dev.surety.systemtests.MonitoringFiles.ALERTMANAGER;
import static dev.surety.systemtests.MonitoringFiles.DEPLOY;
import static dev.surety.systemtests.MonitoringFiles.RULES;
import static dev.surety.systemtests.MonitoringFiles.RULE_TESTS;
import static dev.surety.systemtests.MonitoringFiles.alertNames;
import static dev.surety.systemtests.MonitoringFiles.alerts;
import static dev.surety.systemtests.MonitoringFiles.catalogue;
import static dev.surety.systemtests.MonitoringFiles.list;
import static dev.surety.systemtests.MonitoringFiles.metrics;
import static dev.surety.systemtests.MonitoringFiles.recorded;
import static dev.surety.systemtests.MonitoringFiles.recordingRules;
import static dev.surety.systemtests.MonitoringFiles.ruleTests;
import static dev.surety.systemtests.MonitoringFiles.stream;
import static dev.surety.systemtests.MonitoringFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.systemtests.MonitoringFiles.Alert;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules and the routes, as Prometheus' and Alertmanager's own tools see them. */
class AlertRulesIT {
  private static final Pattern ALERT_NAME = Pattern.compile("Surety[A-Za-z]+");

  static List<Alert> everyAlert() {
    return alerts();
  }

  @Test
  void prometheusAcceptsTheRules() throws Exception {
    promtool(RULES, Stream.of("check", "rules"), list(RULES, ".rules.yml")).assertPassed();
  }

  @Test
  void alertsFireResolveAndStayQuietAsTheirTestsSay() throws Exception {
    promtool(RULE_TESTS, Stream.of("test", "rules"), list(RULE_TESTS, ".test.yml")).assertPassed();
  }

  @Test
  void alertmanagerAcceptsTheConfiguration() throws Exception {
    amtool(List.of("check-config", ALERTMANAGER.toString())).assertPassed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page   | alertname=SuretyPipelineDown severity=page pipeline=orders cluster=eu",
        "page   | alertname=SuretyOfflinePartitions severity=page",
        "ticket | alertname=SuretyHotKey severity=ticket pipeline=orders topic=shop.orders",
        "ticket | alertname=SuretyVersionDrift severity=ticket component=JVMs",
        "ticket | alertname=SomethingElse"
      })
  void alertsGoToTheReceiverOfTheirSeverity(String receiver, String labels) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "config",
                "routes",
                "test",
                "--config.file=" + ALERTMANAGER,
                "--verify.receivers=" + receiver));
    arguments.addAll(Arrays.asList(labels.split(" ", -1)));

    amtool(arguments).assertPassed();
  }

  @Test
  void theRouteTestCanFail() throws Exception {
    CheckTool.Result result =
        amtool(
            List.of(
                "config",
                "routes",
                "test",
                "--config.file=" + ALERTMANAGER,
                "--verify.receivers=page",
                "severity=ticket"));

    assertThat(result.exitCode()).isNotZero();
  }

  @Test
  void inhibitionNamesAlertsThatExistAndNeverGoesInACircle() {
    Set<String> known = alertNames();
    Set<List<String>> edges = new HashSet<>();
    for (JsonNode rule : yaml(ALERTMANAGER).path("inhibit_rules")) {
      assertThat(rule.path("equal")).as("%s holds within one cluster", rule).isNotEmpty();
      assertThat(rule.path("equal").get(0).asText()).isEqualTo("cluster");
      for (String source : named(rule.path("source_matchers"))) {
        for (String target : named(rule.path("target_matchers"))) {
          assertThat(known).contains(source, target);
          assertThat(source).isNotEqualTo(target);
          edges.add(List.of(source, target));
        }
      }
    }
    assertThat(edges).isNotEmpty();
    assertThat(edges)
        .as("two alerts that silence each other would both be silent")
        .noneMatch(edge -> edges.contains(List.of(edge.get(1), edge.get(0))));
  }

  @ParameterizedTest
  @MethodSource("everyAlert")
  void hasAllThatItsReaderNeeds(Alert alert) {
    JsonNode annotations = alert.rule().path("annotations");

    assertThat(alert.name()).matches(ALERT_NAME);
    assertThat(alert.severity()).isIn("page", "ticket");
    assertThat(annotations.path("summary").asText()).isNotBlank().hasSizeLessThan(120);
    assertThat(annotations.path("description").asText()).isNotBlank();
    assertThat(annotations.path("runbook_url").asText())
        .isEqualTo("docs/runbooks/" + alert.name() + ".md");
  }

  /** It fires, it resolves later in the same story, and another story has it quiet throughout. */
  @ParameterizedTest
  @MethodSource("everyAlert")
  void isTestedFiringResolvingAndQuietInTheNeighbouringCase(Alert alert) {
    List<JsonNode> own =
        ruleTests().stream()
            .filter(test -> test.path("name").asText().startsWith(alert.name() + ":"))
            .toList();

    assertThat(own)
        .as("a story in which it fires and then resolves")
        .anyMatch(test -> firesAndResolves(test, alert.name()));
    assertThat(own)
        .as("a story of its own in which it stays quiet")
        .anyMatch(test -> staysQuiet(test, alert.name()));
  }

  @ParameterizedTest
  @MethodSource("everyAlert")
  void isQuietForAHealthyPipelineFromItsFirstSecond(Alert alert) {
    assertThat(
            ruleTests().stream()
                .filter(test -> !test.path("name").asText().startsWith("Surety"))
                .filter(test -> staysQuiet(test, alert.name())))
        .isNotEmpty();
  }

  @Test
  void everyMetricInARuleAndInATestIsInTheReference() {
    Set<String> used = new TreeSet<>();
    Stream.concat(recordingRules().stream(), alerts().stream().map(Alert::rule))
        .forEach(rule -> used.addAll(metrics(rule.path("expr").asText())));
    ruleTests().stream()
        .flatMap(test -> stream(test.path("input_series")))
        .forEach(series -> used.addAll(metrics(series.path("series").asText())));

    assertThat(used).hasSizeGreaterThan(40);
    used.removeAll(catalogue());
    assertThat(used).as("metrics that the reference does not have").isEmpty();
  }

  @Test
  void everyRecordedSeriesIsUsedAndEveryUsedOneIsRecorded() {
    Set<String> recorded =
        recordingRules().stream()
            .map(rule -> rule.path("record").asText())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> used = new TreeSet<>();
    Stream.concat(recordingRules().stream(), alerts().stream().map(Alert::rule))
        .forEach(rule -> used.addAll(recorded(rule.path("expr").asText())));

    assertThat(used).isEqualTo(recorded);
  }

  private static boolean firesAndResolves(JsonNode test, String alert) {
    Duration fired = null;
    for (JsonNode check : checks(test, alert)) {
      Duration at = time(check.path("eval_time").asText());
      if (!check.path("exp_alerts").isEmpty()) {
        fired = at;
      } else if (fired != null && at.compareTo(fired) > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean staysQuiet(JsonNode test, String alert) {
    List<JsonNode> checks = checks(test, alert);
    return !checks.isEmpty()
        && checks.stream().allMatch(check -> check.path("exp_alerts").isEmpty());
  }

  private static List<JsonNode> checks(JsonNode test, String alert) {
    return stream(test.path("alert_rule_test"))
        .filter(check -> check.path("alertname").asText().equals(alert))
        .toList();
  }

  /** Prometheus writes {@code 1h30m}, ISO 8601 {@code PT1H30M}. */
  private static Duration time(String text) {
    return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
  }

  private static Set<String> named(JsonNode matchers) {
    return stream(matchers)
        .flatMap(
            matcher -> ALERT_NAME.matcher(matcher.asText()).results().map(found -> found.group()))
        .collect(Collectors.toSet());
  }

  private static CheckTool.Result promtool(Path folder, Stream<String> command, List<Path> files)
      throws IOException, InterruptedException {
    assertThat(files).isNotEmpty();
    return CheckTool.find("promtool", "prometheus")
        .run(folder, Stream.concat(command, files.stream().map(Path::toString)).toList());
  }

  private static CheckTool.Result amtool(List<String> arguments)
      throws IOException, InterruptedException {
    return CheckTool.find("amtool", "prometheus-alertmanager").run(DEPLOY, arguments);
  }
}
