package dev.surety.job;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A metric group that keeps its gauges by their full names, for tests. */
public final class RecordedMetrics {
  private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();

  public MetricGroup group() {
    return new Group("");
  }

  /** What every gauge says now. */
  public Map<String, Object> gauges() {
    Map<String, Object> values = new TreeMap<>();
    gauges.forEach((name, gauge) -> values.put(name, gauge.getValue()));
    return values;
  }

  private final class Group extends UnregisteredMetricsGroup {
    private final String prefix;

    private Group(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public MetricGroup addGroup(String name) {
      return new Group(prefix + name + ".");
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
      return new Group(prefix + key + "." + value + ".");
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
      gauges.put(prefix + name, gauge);
      return gauge;
    }
  }
}
