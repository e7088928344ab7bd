package dev.surety.watch.rule;

import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import dev.surety.watch.scrape.TextFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A file for {@code promtool test rules}, as data. */
record PromtoolTestFile(List<Path> ruleFiles, long evaluationIntervalMs, List<Case> cases) {
  /** One test with its own series. */
  record Case(
      String name,
      long intervalMs,
      List<Input> input,
      List<AlertExpectation> alerts,
      List<ValueExpectation> values) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Input(Labels labels, List<@Nullable Double> values) {}

  record AlertExpectation(long evalTimeMs, String alert, List<ExpectedAlert> expected) {}

  /** What an alert looks like; sorted, so that it can be compared. */
  record ExpectedAlert(Map<String, String> labels, Map<String, String> annotations) {
    ExpectedAlert {
      labels = new TreeMap<>(labels);
      annotations = new TreeMap<>(annotations);
    }
  }

  record ValueExpectation(long evalTimeMs, String expression, Map<Labels, Double> expected) {}

  static PromtoolTestFile read(Path file) throws IOException, PromqlException {
    Map<?, ?> root =
        (Map<?, ?>)
            new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file));
    List<Path> rules = new ArrayList<>();
    for (Object name : list(root, "rule_files")) {
      rules.add(file.resolveSibling(name.toString()).normalize());
    }
    List<Case> cases = new ArrayList<>();
    for (Object test : list(root, "tests")) {
      cases.add(readCase((Map<?, ?>) test));
    }
    return new PromtoolTestFile(rules, millis(root, "evaluation_interval"), cases);
  }

  private static Case readCase(Map<?, ?> test) throws IOException, PromqlException {
    List<Input> input = new ArrayList<>();
    for (Object item : list(test, "input_series")) {
      Map<?, ?> series = (Map<?, ?>) item;
      input.add(
          new Input(
              Labels.of(TextFormat.series(text(series, "series"))),
              SeriesNotation.values(text(series, "values"))));
    }
    List<AlertExpectation> alerts = new ArrayList<>();
    for (Object item : list(test, "alert_rule_test")) {
      alerts.add(alert((Map<?, ?>) item));
    }
    List<ValueExpectation> values = new ArrayList<>();
    for (Object item : list(test, "promql_expr_test")) {
      values.add(value((Map<?, ?>) item));
    }
    return new Case(text(test, "name"), millis(test, "interval"), input, alerts, values);
  }

  private static AlertExpectation alert(Map<?, ?> test) throws PromqlException {
    List<ExpectedAlert> expected = new ArrayList<>();
    for (Object item : list(test, "exp_alerts")) {
      Map<String, String> labels = texts((Map<?, ?>) item, "exp_labels");
      labels.put("alertname", text(test, "alertname"));
      expected.add(new ExpectedAlert(labels, texts((Map<?, ?>) item, "exp_annotations")));
    }
    return new AlertExpectation(millis(test, "eval_time"), text(test, "alertname"), expected);
  }

  private static ValueExpectation value(Map<?, ?> test) throws IOException, PromqlException {
    Map<Labels, Double> expected = new LinkedHashMap<>();
    for (Object item : list(test, "exp_samples")) {
      Map<?, ?> sample = (Map<?, ?>) item;
      expected.put(
          Labels.of(TextFormat.series(text(sample, "labels"))),
          Double.parseDouble(text(sample, "value")));
    }
    return new ValueExpectation(millis(test, "eval_time"), text(test, "expr"), expected);
  }

  private static List<?> list(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? List.of() : (List<?>) value;
  }

  private static String text(Map<?, ?> map, String key) {
    return String.valueOf(map.get(key));
  }

  private static long millis(Map<?, ?> map, String key) throws PromqlException {
    return PromqlParser.duration(text(map, key));
  }

  private static Map<String, String> texts(Map<?, ?> map, String key) {
    Map<?, ?> texts = map.get(key) == null ? Map.of() : (Map<?, ?>) map.get(key);
    return texts.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(),
                entry -> entry.getValue().toString(),
                (a, b) -> b,
                TreeMap::new));
  }
}
