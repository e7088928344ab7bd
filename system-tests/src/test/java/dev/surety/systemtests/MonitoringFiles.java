package dev.surety.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The rules, their tests, the runbooks and the list of metrics, as the project ships them. */
final class MonitoringFiles {
  /** {@code surety_version} is a label. */
  private static final Pattern METRIC = Pattern.compile("\\bsurety_(?!version\\b)[a-z0-9_]+\\b");

  private static final Pattern RECORDED = Pattern.compile("\\bsurety:[a-z0-9_:]+\\b");
  private static final Pattern CATALOGUED = Pattern.compile("(?m)^\\| `(surety_[a-z0-9_]+)` \\|");
  private static final ObjectMapper JSON = new ObjectMapper();

  static final Path DEPLOY = SuretyProcess.checkout().resolve("deploy");
  static final Path RULES = DEPLOY.resolve("prometheus/rules");
  static final Path RULE_TESTS = DEPLOY.resolve("prometheus/tests");
  static final Path ALERTMANAGER = DEPLOY.resolve("alertmanager/alertmanager.yml");
  static final Path RUNBOOKS = SuretyProcess.checkout().resolve("docs/runbooks");
  private static final Path REFERENCE = SuretyProcess.checkout().resolve("docs/reference");

  /** Rules for what pipelines do not have yet: they are silent until it is there. */
  private static final Set<String> ANNOUNCED = Set.of("surety_circuit_threshold_ratio");

  private MonitoringFiles() {}

  /**
   * An alerting rule.
   *
   * @param group the group it stands in, without {@code surety-}
   * @param delay how long its condition must hold; empty when it need not
   */
  record Alert(String name, String group, String delay, String severity, JsonNode rule) {}

  static List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>();
    for (JsonNode group : yaml(RULES.resolve("surety-alerts.rules.yml")).path("groups")) {
      for (JsonNode rule : group.path("rules")) {
        alerts.add(
            new Alert(
                rule.path("alert").asText(),
                group.path("name").asText().replaceFirst("^surety-", ""),
                rule.path("for").asText(),
                rule.path("labels").path("severity").asText(),
                rule));
      }
    }
    return alerts;
  }

  static Set<String> alertNames() {
    return alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new));
  }

  static List<JsonNode> recordingRules() {
    return stream(yaml(RULES.resolve("surety-recording.rules.yml")).path("groups"))
        .flatMap(group -> stream(group.path("rules")))
        .toList();
  }

  /** Every group of tests of every file. */
  static List<JsonNode> ruleTests() {
    return list(RULE_TESTS, ".test.yml").stream()
        .flatMap(file -> stream(yaml(file).path("tests")))
        .toList();
  }

  /** Names of the metrics in the reference. */
  static Set<String> catalogue() {
    Set<String> names = new TreeSet<>(ANNOUNCED);
    for (String page : List.of("pipeline-metrics.md", "watch-metrics.md")) {
      CATALOGUED
          .matcher(read(REFERENCE.resolve(page)))
          .results()
          .forEach(found -> names.add(found.group(1)));
    }
    return names;
  }

  /** Names of metrics in an expression or a series; of a histogram, its base name. */
  static Set<String> metrics(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(found -> found.group().replaceFirst("_seconds_(bucket|sum|count)$", "_seconds"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Names of recorded series in an expression. */
  static Set<String> recorded(String expression) {
    return RECORDED
        .matcher(expression)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  static JsonNode yaml(Path file) {
    return JSON.valueToTree(
        new Load(LoadSettings.builder().setLabel(file.toString()).build())
            .loadFromString(read(file)));
  }

  static List<Path> list(Path folder, String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
