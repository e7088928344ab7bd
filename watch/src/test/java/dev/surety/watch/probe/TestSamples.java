package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Samples as a map from {@code name{label,label}} to the value. */
final class TestSamples {
  private TestSamples() {}

  static Map<String, Double> of(Samples samples) {
    return of(List.of(samples));
  }

  static Map<String, Double> of(Collection<Samples> all) {
    Map<String, Double> values = new TreeMap<>();
    for (Samples samples : all) {
      for (WatchMetric metric : samples.metrics()) {
        for (int i = 0; i < samples.count(metric); i++) {
          String key = metric.metricName() + labels(samples, metric, i);
          if (values.put(key, samples.value(metric, i)) != null) {
            throw new AssertionError(key + " is there twice");
          }
        }
      }
    }
    return values;
  }

  private static String labels(Samples samples, WatchMetric metric, int index) {
    return metric.labels().isEmpty()
        ? ""
        : IntStream.range(0, metric.labels().size())
            .mapToObj(label -> samples.label(metric, index, label))
            .collect(Collectors.joining(",", "{", "}"));
  }
}
