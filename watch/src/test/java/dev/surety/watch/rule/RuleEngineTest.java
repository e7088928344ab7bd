package dev.surety.watch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.PromqlException;
import dev.surety.watch.promql.PromqlParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private static final long SECOND = 1000;
  private static final Labels UP = Labels.of(Map.of(Labels.NAME, "up", "instance", "a"));

  private static RuleEngine engine(String expression) throws PromqlException {
    Rule rule =
        new Rule.Alerting(
            "Down",
            PromqlParser.parse(expression),
            10 * SECOND,
            Map.of("severity", Template.parse("page")),
            Map.of("summary", Template.parse("{{ $labels.instance }} is {{ $value }}")));
    return new RuleEngine(new RuleSet(List.of(new RuleSet.Group("one", List.of(rule)))), List.of());
  }

  private static void round(RuleEngine engine, long second, double value) {
    engine.store().append(UP, second * SECOND, value);
    engine.evaluate(second * SECOND);
  }

  @Test
  void anAlertIsPendingThenFiresThenIsResolvedThenForgotten() throws PromqlException {
    RuleEngine engine = engine("up == 0");

    round(engine, 0, 0);
    round(engine, 5, 0);
    assertThat(engine.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(Alert.State.PENDING);
              assertThat(alert.labels())
                  .containsOnly(
                      Map.entry("alertname", "Down"),
                      Map.entry("severity", "page"),
                      Map.entry("instance", "a"));
              assertThat(alert.annotations()).containsEntry("summary", "a is 0");
            });

    round(engine, 10, 0);
    assertThat(engine.alerts()).extracting(Alert::state).containsExactly(Alert.State.FIRING);

    round(engine, 15, 1);
    assertThat(engine.alerts())
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.state()).isEqualTo(Alert.State.RESOLVED);
              assertThat(alert.resolvedAt()).hasToString("1970-01-01T00:00:15Z");
            });

    round(engine, 15 + 900, 1);
    assertThat(engine.alerts()).hasSize(1);
    round(engine, 15 + 901, 1);
    assertThat(engine.alerts()).isEmpty();
  }

  @Test
  void anInterruptedConditionBeginsAnew() throws PromqlException {
    RuleEngine engine = engine("up == 0");

    round(engine, 0, 0);
    round(engine, 5, 1);
    round(engine, 10, 0);

    assertThat(engine.alerts())
        .singleElement()
        .satisfies(alert -> assertThat(alert.activeAt()).hasToString("1970-01-01T00:00:10Z"));
  }

  @Test
  void aRuleThatCannotBeEvaluatedIsSaidAndKeepsItsAlerts() throws PromqlException {
    RuleEngine engine = engine("up * on () up == 0");
    round(engine, 0, 0);
    assertThat(engine.failures()).isEmpty();

    engine.store().append(UP.with("instance", "b"), 5 * SECOND, 0);
    round(engine, 5, 0);

    assertThat(engine.failures()).containsKey("Down");
    assertThat(engine.alerts()).hasSize(1);
  }
}
