package dev.surety.watch.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.surety.watch.promql.EvaluationException;
import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import dev.surety.watch.promql.Sample;
import dev.surety.watch.scrape.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expressions and templates at random, evaluated here and by promtool: our results are written down
 * as what promtool is to expect.
 */
class PromtoolDifferentialIT {
  private static final int EXPRESSIONS = 400;
  private static final long STEP_MS = 15_000;
  private static final long END_MS = 15 * 60_000;

  /** An alert for every kind of value, whose annotation prints it in every way. */
  private static final String RULES =
      """
      groups:
        - name: all
          rules:
            - record: recorded:alpha
              expr: sum by (a) (rate(alpha[1m])) * 1000
            - alert: Printed
              expr: label_replace(alpha * 12345.678, "of", "alpha", "", "") or label_replace(beta / 7e4, "of", "beta", "", "")
              for: 30s
              labels: {severity: 'seen {{ $labels.a }}'}
              annotations:
                text: '{{ $value }} {{ printf "%.0f" $value }} {{ printf "%.2f" $value }} {{ $value | humanizeDuration }}'
                more: '{{ humanizePercentage $value }} {{ or $labels.none $labels.a "nothing" }}'
                with: '{{ with $labels.b }}b is {{ . }}{{ else }}no b{{ end }}'
      """;

  private record Generated(String series, String values) {}

  @BeforeAll
  static void promtoolIsThere() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool")));
    assumeThat(there || "true".equals(System.getenv("CI")))
        .as("promtool is on the path (Debian's package prometheus)")
        .isTrue();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20260, 77_777})
  void promtoolComputesTheSame(long seed, @TempDir Path dir) throws Exception {
    RandomPromql random = new RandomPromql(seed);
    List<Generated> input = new ArrayList<>();
    for (String metric : List.of("alpha", "beta", "gamma")) {
      for (String labels :
          List.of("", "{a=\"x\",b=\"1\"}", "{a=\"x\",b=\"2\"}", "{a=\"y\",b=\"1\"}", "{b=\"3\"}")) {
        input.add(new Generated(metric + labels, random.values()));
      }
    }
    Path rules = Files.writeString(dir.resolve("random.rules.yml"), RULES);

    Files.writeString(dir.resolve("random.test.yml"), testFile(input, rules, random));

    Process promtool =
        new ProcessBuilder("promtool", "test", "rules", "random.test.yml")
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(promtool.getInputStream().readAllBytes(), UTF_8);
    assertThat(promtool.waitFor()).as("seed %d: %s", seed, output).isZero();
    assertThat(output).contains("SUCCESS");
  }

  private static String testFile(List<Generated> input, Path rules, RandomPromql random)
      throws IOException, RuleFileException, PromqlException {
    StringBuilder file =
        new StringBuilder("rule_files: [random.rules.yml]\nevaluation_interval: 15s\ntests:\n")
            .append("  - interval: 15s\n    input_series:\n");
    for (Generated series : input) {
      file.append(
          "      - {series: '%s', values: '%s'}\n".formatted(series.series(), series.values()));
    }
    List<String> expressions =
        new ArrayList<>(List.of("recorded:alpha", "recorded:alpha offset 1m"));
    while (expressions.size() < EXPRESSIONS) {
      expressions.add(random.vector(expressions.size() % 4));
    }
    RuleEngine engine = engine(RuleReader.read(List.of(rules)), expressions);
    StringBuilder alerts = new StringBuilder("    alert_rule_test:\n");
    StringBuilder values = new StringBuilder("    promql_expr_test:\n");
    int compared = 0;
    for (int step = 0; step * STEP_MS <= END_MS; step++) {
      feed(engine, input, step);
      engine.evaluate(step * STEP_MS);
      describeAlerts(engine, step, alerts);
      for (int i = step % 7; i < expressions.size(); i += 7) {
        compared += describeValues(engine, expressions.get(i), step, values);
      }
    }
    assertThat(compared).as("results that are not empty").isGreaterThan(1000);
    return file.append(alerts).append(values).toString();
  }

  private static RuleEngine engine(RuleSet rules, List<String> expressions) throws PromqlException {
    List<dev.surety.watch.promql.Expr> parsed = new ArrayList<>();
    for (String expression : expressions) {
      parsed.add(PromqlParser.parse(expression));
    }
    return new RuleEngine(rules, parsed);
  }

  private static void feed(RuleEngine engine, List<Generated> input, int step) throws IOException {
    for (Generated series : input) {
      List<Double> values = SeriesNotation.values(series.values());
      Double value = step < values.size() ? values.get(step) : null;
      Labels labels = Labels.of(TextFormat.series(series.series()));
      if (value != null && value.isNaN()) {
        engine.store().end(labels, step * STEP_MS);
      } else if (value != null) {
        engine.store().append(labels, step * STEP_MS, value);
      }
    }
  }

  private static void describeAlerts(RuleEngine engine, int step, StringBuilder out) {
    out.append(
        "      - eval_time: %ds\n        alertname: Printed\n".formatted(step * STEP_MS / 1000));
    out.append("        exp_alerts:\n");
    for (Alert alert : engine.alerts()) {
      if (alert.state() == Alert.State.FIRING) {
        Map<String, String> labels = new TreeMap<>(alert.labels());
        labels.remove("alertname");
        out.append("          - exp_labels: ").append(yaml(labels)).append('\n');
        out.append("            exp_annotations: ").append(yaml(alert.annotations())).append('\n');
      }
    }
  }

  private static String yaml(Map<String, String> texts) {
    List<String> fields = new ArrayList<>();
    texts.forEach((name, value) -> fields.add(name + ": '" + value + "'"));
    return "{" + String.join(", ", fields) + "}";
  }

  /** How many results there are; those that promtool cannot be given, such as NaN, are left out. */
  private static int describeValues(
      RuleEngine engine, String expression, int step, StringBuilder out) throws PromqlException {
    List<Sample> samples;
    try {
      samples = engine.query(PromqlParser.parse(expression));
    } catch (EvaluationException e) {
      return 0; // promtool has no way to expect an error
    }
    if (samples.stream().anyMatch(sample -> !Double.isFinite(sample.value()))) {
      return 0;
    }
    out.append(
        "      - expr: '%s'\n        eval_time: %ds\n"
            .formatted(expression, step * STEP_MS / 1000));
    out.append("        exp_samples:\n");
    for (Sample sample : samples) {
      out.append(
          "          - {labels: '%s', value: %s}\n".formatted(sample.labels(), sample.value()));
    }
    return samples.size();
  }
}
