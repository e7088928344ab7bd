package dev.surety.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PipelineMetricTest {
  /** Prometheus' base units; see https://prometheus.io/docs/practices/naming. */
  private static final Set<String> UNITS = Set.of("", "seconds", "bytes", "ratio");

  @ParameterizedTest
  @EnumSource(PipelineMetric.class)
  void hasANameThatEndsInItsUnitAndASentenceOfHelp(PipelineMetric metric) {
    assertThat(metric.metricName()).matches("surety_[a-z]+(_[a-z]+)*");
    assertThat(UNITS).contains(metric.unit());
    if (!metric.unit().isEmpty()) {
      assertThat(metric.baseName()).endsWith("_" + metric.unit());
    }
    boolean counts = metric.type() == PipelineMetric.Type.COUNTER;
    assertThat(metric.metricName().endsWith("_total")).isEqualTo(counts);
    assertThat(metric.help()).matches("[A-Z0-9].{10,}\\.");
    assertThat(metric.labels()).allMatch(label -> label.matches("[a-z]+(_[a-z]+)*"));
  }

  @Test
  void refusesASampleWithOtherLabels() {
    assertThatThrownBy(() -> Sample.of(PipelineMetric.LAG_RECORDS, 1, "topic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[topic, partition, position]");
  }
}
