package dev.surety.watch.rule;

import dev.surety.watch.promql.Expr;
import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import dev.surety.watch.promql.Sample;
import dev.surety.watch.rule.PromtoolTestFile.AlertExpectation;
import dev.surety.watch.rule.PromtoolTestFile.Case;
import dev.surety.watch.rule.PromtoolTestFile.ExpectedAlert;
import dev.surety.watch.rule.PromtoolTestFile.Input;
import dev.surety.watch.rule.PromtoolTestFile.ValueExpectation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one test of promtool's on our evaluator, step by step as promtool does. */
final class PromtoolRun {
  private final RuleEngine engine;
  private final Case test;
  private final long stepMs;
  private int fed;

  PromtoolRun(RuleSet rules, Case test, long stepMs) throws PromqlException {
    List<Expr> others = new ArrayList<>();
    for (ValueExpectation value : test.values()) {
      others.add(PromqlParser.parse(value.expression()));
    }
    this.engine = new RuleEngine(rules, others);
    this.test = test;
    this.stepMs = stepMs;
  }

  /** What is different from what the test expects; nothing when all is well. */
  List<String> differences() throws PromqlException {
    List<String> differences = new ArrayList<>();
    long last = 0;
    for (AlertExpectation alert : test.alerts()) {
      last = Math.max(last, alert.evalTimeMs());
    }
    for (ValueExpectation value : test.values()) {
      last = Math.max(last, value.evalTimeMs());
    }
    for (long time = 0; time <= last; time += stepMs) {
      feed(time);
      engine.evaluate(time);
      if (!engine.failures().isEmpty()) {
        differences.add(time + " ms: " + engine.failures());
      }
      compare(time, differences);
    }
    return differences;
  }

  private void feed(long time) {
    for (; fed * test.intervalMs() <= time; fed++) {
      for (Input input : test.input()) {
        Double value = fed < input.values().size() ? input.values().get(fed) : null;
        if (value == null) {
          continue;
        }
        long at = fed * test.intervalMs();
        if (Double.doubleToRawLongBits(value) == Double.doubleToRawLongBits(SeriesNotation.STALE)) {
          engine.store().end(input.labels(), at);
        } else {
          engine.store().append(input.labels(), at, value);
        }
      }
    }
  }

  private void compare(long time, List<String> differences) throws PromqlException {
    for (AlertExpectation expectation : test.alerts()) {
      if (expectation.evalTimeMs() >= time && expectation.evalTimeMs() < time + stepMs) {
        List<ExpectedAlert> actual = firing(expectation.alert());
        if (!Map.of().equals(difference(expectation.expected(), actual))) {
          differences.add(
              expectation.alert()
                  + " at "
                  + expectation.evalTimeMs() / 1000
                  + " s: "
                  + difference(expectation.expected(), actual));
        }
      }
    }
    for (ValueExpectation expectation : test.values()) {
      if (expectation.evalTimeMs() == time) {
        Map<Labels, Double> actual = values(expectation.expression());
        if (!actual.equals(expectation.expected())) {
          differences.add(expectation + ": expected " + expectation.expected() + ", was " + actual);
        }
      }
    }
  }

  private static Map<String, Object> difference(
      List<ExpectedAlert> expected, List<ExpectedAlert> actual) {
    boolean same =
        expected.size() == actual.size()
            && expected.containsAll(actual)
            && actual.containsAll(expected);
    return same ? Map.of() : Map.of("expected", expected, "actual", actual);
  }

  private List<ExpectedAlert> firing(String name) {
    return engine.alerts().stream()
        .filter(alert -> alert.state() == Alert.State.FIRING && alert.name().equals(name))
        .map(alert -> new ExpectedAlert(alert.labels(), alert.annotations()))
        .toList();
  }

  Map<Labels, Double> values(String expression) throws PromqlException {
    Map<Labels, Double> values = new LinkedHashMap<>();
    for (Sample sample : engine.query(PromqlParser.parse(expression))) {
      values.put(sample.labels(), sample.value());
    }
    return values;
  }
}
