package dev.surety.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.metric.WatchMetric.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchMetricTest {
  private static final List<Unit> UNITS_IN_NAMES =
      List.of(Unit.SECONDS, Unit.TIMESTAMP, Unit.BYTES, Unit.RATIO, Unit.RECORDS, Unit.INFO);

  /** Prometheus adds these itself, or keeps them for its own. */
  private static final Set<String> RESERVED_LABELS = Set.of("job", "instance", "le", "quantile");

  @ParameterizedTest
  @EnumSource
  void everyMetricIsNamedByTheRulesOfPrometheus(WatchMetric metric) {
    assertThat(metric.metricName())
        .matches("surety_[a-z0-9]+(_[a-z0-9]+)*")
        .doesNotContain("_ms", "_millis", "_minutes", "_kb", "_percent");
    assertThat(metric.metricName().endsWith("_total"))
        .isEqualTo(metric.type() == WatchMetric.Type.COUNTER);
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricHasItsUnitInItsNameAndNoOther(WatchMetric metric) {
    String name = metric.metricName().replaceFirst("_total$", "");
    assertThat(name).endsWith(metric.unit().suffix());
    for (Unit unit : UNITS_IN_NAMES) {
      boolean itself = unit == metric.unit() || metric.unit() == Unit.TIMESTAMP;
      assertThat(itself || !name.endsWith(unit.suffix())).as("%s has %s", name, unit).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyMetricIsExplainedInASentence(WatchMetric metric) {
    assertThat(metric.help()).matches("[A-Z0-9].{15,}\\.").doesNotContain("\n");
  }

  @ParameterizedTest
  @EnumSource
  void labelsAreNamedByTheRulesOfPrometheus(WatchMetric metric) {
    assertThat(metric.labels())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(RESERVED_LABELS)
        .allSatisfy(label -> assertThat(label).matches("[a-z][a-z0-9_]*"));
  }

  @Test
  void noNameIsTakenTwice() {
    assertThat(Arrays.stream(WatchMetric.values()).map(WatchMetric::metricName))
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(50);
  }
}
