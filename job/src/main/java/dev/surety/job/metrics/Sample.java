package dev.surety.job.metrics;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A value of a metric at the time it is asked for.
 *
 * @param labelValues in the order of the metric's labels
 */
public record Sample(PipelineMetric metric, List<String> labelValues, double value) {
  public Sample {
    requireNonNull(metric, "metric");
    labelValues = List.copyOf(labelValues);
    if (labelValues.size() != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.metricName() + " has the labels " + metric.labels() + ", not " + labelValues);
    }
  }

  /** A sample. */
  public static Sample of(PipelineMetric metric, double value, String... labelValues) {
    return new Sample(metric, List.of(labelValues), value);
  }
}
