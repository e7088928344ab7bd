package dev.surety.watch.metric;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Values of metrics that were measured together, at one time. Ten thousand partitions are kept as
 * some flat arrays, not as objects. Filled by one thread, then handed over and only read.
 */
public final class Samples {
  private final Instant time;
  private final Map<WatchMetric, Column> columns = new EnumMap<>(WatchMetric.class);

  /** No samples yet, of this time. */
  public Samples(Instant time) {
    this.time = requireNonNull(time, "time");
  }

  /** Takes one sample; the values of the labels in the order of {@link WatchMetric#labels()}. */
  public void add(WatchMetric metric, double value, String... labels) {
    if (labels.length != metric.labels().size()) {
      throw new IllegalArgumentException(
          metric.metricName() + " has the labels " + metric.labels() + ", not " + labels.length);
    }
    columns.computeIfAbsent(metric, m -> new Column(m.labels().size())).add(value, labels);
  }

  /** The same of a whole number; above 2^53 the nearest that a sample of Prometheus can be. */
  public void add(WatchMetric metric, long value, String... labels) {
    add(metric, (double) value, labels);
  }

  /** When they were measured. */
  public Instant time() {
    return time;
  }

  /** The metrics with samples. */
  public Set<WatchMetric> metrics() {
    return columns.keySet();
  }

  /** How many samples of a metric there are. */
  public int count(WatchMetric metric) {
    Column column = columns.get(metric);
    return column == null ? 0 : column.size;
  }

  /** Label {@code label} of sample {@code index} of a metric. */
  public String label(WatchMetric metric, int index, int label) {
    return column(metric, index).labels[index * metric.labels().size() + label];
  }

  /** Value of sample {@code index} of a metric. */
  public double value(WatchMetric metric, int index) {
    return column(metric, index).values[index];
  }

  private Column column(WatchMetric metric, int index) {
    Column column = columns.get(metric);
    if (column == null || index >= column.size) {
      throw new IndexOutOfBoundsException(metric.metricName() + " " + index);
    }
    return column;
  }

  private static final class Column {
    private static final int FIRST_CAPACITY = 4;

    private final int width;
    private String[] labels;
    private double[] values = new double[FIRST_CAPACITY];
    private int size;

    Column(int width) {
      this.width = width;
      this.labels = new String[FIRST_CAPACITY * width];
    }

    void add(double value, String[] values) {
      if (size == this.values.length) {
        this.values = Arrays.copyOf(this.values, size * 2);
        this.labels = Arrays.copyOf(this.labels, size * 2 * width);
      }
      this.values[size] = value;
      System.arraycopy(values, 0, labels, size * width, width);
      size++;
    }
  }
}
