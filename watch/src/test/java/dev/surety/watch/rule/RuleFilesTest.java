package dev.surety.watch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.rule.PromtoolTestFile.AlertExpectation;
import dev.surety.watch.rule.PromtoolTestFile.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests that promtool runs on the rule files, run on our evaluator: the same alerts. */
class RuleFilesTest {
  private static final Path PROMETHEUS =
      Path.of(System.getProperty("surety.checkout"), "deploy", "prometheus");

  static List<Path> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("testFiles")
  void everyExpectationOfPromtoolsTestsHolds(Path file) throws Exception {
    PromtoolTestFile tests = PromtoolTestFile.read(file);
    RuleSet rules = RuleReader.read(tests.ruleFiles());
    List<String> differences = new ArrayList<>();
    for (Case test : tests.cases()) {
      for (String difference :
          new PromtoolRun(rules, test, tests.evaluationIntervalMs()).differences()) {
        differences.add(test.name() + ": " + difference);
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void theComparisonSeesAnAlertThatIsMissingOrTooMuch() throws Exception {
    PromtoolTestFile tests = PromtoolTestFile.read(PROMETHEUS.resolve("tests/pipeline.test.yml"));
    RuleSet rules = RuleReader.read(tests.ruleFiles());
    Case down = tests.cases().get(0);
    List<AlertExpectation> swapped =
        down.alerts().stream()
            .map(
                expected ->
                    new AlertExpectation(
                        expected.evalTimeMs(), "SuretyWatchDown", expected.expected()))
            .toList();
    Case wrong = new Case(down.name(), down.intervalMs(), down.input(), swapped, List.of());

    assertThat(new PromtoolRun(rules, wrong, tests.evaluationIntervalMs()).differences())
        .as("SuretyWatchDown fires where SuretyPipelineDown was expected or nothing")
        .hasSizeGreaterThan(3);
  }

  @Test
  void allRulesAreThere() throws IOException, RuleFileException {
    List<Rule> rules =
        RuleReader.readDirectory(PROMETHEUS.resolve("rules")).groups().stream()
            .flatMap(group -> group.rules().stream())
            .toList();

    assertThat(rules).filteredOn(Rule.Recording.class::isInstance).hasSizeGreaterThanOrEqualTo(24);
    assertThat(rules).filteredOn(Rule.Alerting.class::isInstance).hasSizeGreaterThanOrEqualTo(39);
  }

  @Test
  void promtoolsNotationIsUnderstood() throws PromqlException {
    assertThat(SeriesNotation.values("0+10x2 _ _x2 7x1 4.5e8-2e6x1 -1"))
        .containsExactly(0.0, 10.0, 20.0, null, null, null, 7.0, 7.0, 4.5e8, 4.48e8, -1.0);
  }
}
