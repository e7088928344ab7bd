package dev.surety.job.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {
  private final EmbeddedMetrics metrics = EmbeddedMetrics.open();
  private final MetricReporter reporter = reporter();

  private MetricReporter reporter() {
    Configuration flink = new Configuration();
    metrics.configure(flink);
    Properties properties = new Properties();
    flink
        .toMap()
        .forEach(
            (key, value) -> properties.put(key.replace("metrics.reporter.surety.", ""), value));
    return new EmbeddedMetrics.Factory().createMetricReporter(properties);
  }

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void addsTheTalliesOfAllSubtasks() {
    add(tally(10, 1), subtask(0, 0));
    add(tally(5, 2), subtask(1, 0));

    assertThat(metrics.tally()).isEqualTo(Map.of("accepted", 15L, "quarantined", 3L));
  }

  @Test
  void keepsTheLastTallyOfATaskThatHasEnded() {
    Gauge<Map<String, Long>> tally = tally(10, 1);
    add(tally, subtask(0, 0));

    remove(tally, subtask(0, 0));

    assertThat(metrics.tally()).isEqualTo(Map.of("accepted", 10L, "quarantined", 1L));
  }

  @Test
  void countsOnFromTheCheckpointAfterARestart() {
    Gauge<Map<String, Long>> before = tally(10, 1);
    add(before, subtask(0, 0));
    remove(before, subtask(0, 0));

    add(tally(8, 1), subtask(0, 1));

    assertThat(metrics.tally()).isEqualTo(Map.of("accepted", 8L, "quarantined", 1L));
  }

  @Test
  void countsOnceWhenTheNextAttemptIsThereBeforeTheLastIsGone() {
    Gauge<Map<String, Long>> before = tally(10, 1);
    add(before, subtask(0, 0));
    add(tally(8, 1), subtask(0, 1));

    remove(before, subtask(0, 0));

    assertThat(metrics.tally()).isEqualTo(Map.of("accepted", 8L, "quarantined", 1L));
  }

  @Test
  void takesTheGreatestPositionOfEachPartition() {
    add("input_position", gauge(7), Map.of("<topic>", "orders", "<partition>", "0"));
    add("input_position", gauge(9), Map.of("<topic>", "orders", "<partition>", "0"));
    add("input_position", gauge(3), Map.of("<topic>", "orders", "<partition>", "1"));
    add("checkpointed_position", gauge(2), Map.of("<topic>", "orders", "<partition>", "1"));

    assertThat(metrics.positions()).isEqualTo(Map.of(0, 9L, 1, 3L));
    assertThat(metrics.checkpointedPositions()).isEqualTo(Map.of(1, 2L));
  }

  private static Gauge<Long> gauge(long value) {
    return () -> value;
  }

  private static Gauge<Map<String, Long>> tally(long accepted, long quarantined) {
    return () -> Map.of("accepted", accepted, "quarantined", quarantined);
  }

  private static Map<String, String> subtask(int index, int attempt) {
    return Map.of(
        "<operator_name>", "enforce-orders",
        "<subtask_index>", Integer.toString(index),
        "<task_attempt_num>", Integer.toString(attempt));
  }

  private void add(Metric tally, Map<String, String> variables) {
    add("tally", tally, variables);
  }

  private void add(String name, Metric metric, Map<String, String> variables) {
    reporter.notifyOfAddedMetric(metric, name, new Group(variables));
  }

  private void remove(Metric tally, Map<String, String> variables) {
    reporter.notifyOfRemovedMetric(tally, "tally", new Group(variables));
  }

  private static final class Group extends UnregisteredMetricsGroup
      implements LogicalScopeProvider {
    private final Map<String, String> variables;

    private Group(Map<String, String> variables) {
      this.variables = new HashMap<>(variables);
    }

    @Override
    public Map<String, String> getAllVariables() {
      return variables;
    }

    @Override
    public String getLogicalScope(CharacterFilter filter) {
      return getLogicalScope(filter, '.');
    }

    @Override
    public String getLogicalScope(CharacterFilter filter, char delimiter) {
      return "taskmanager.job.task.operator.surety";
    }

    @Override
    public MetricGroup getWrappedMetricGroup() {
      return this;
    }
  }
}
