package dev.surety.watch.promql;

import dev.surety.watch.promql.Expr.Selector;
import dev.surety.watch.promql.Series.Reach;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The recent samples of the series that some expression selects, and of no others. All samples are
 * kept as far back as expressions look, up to {@link #LONGEST_WHOLE_MS}; for those that look
 * further (up to a day) the whole reach is thinned to at most 512 samples in even steps. The number
 * of series and of samples is bounded; series that find no room are counted. For one thread.
 */
public final class SeriesStore {
  /** How old the newest sample of a series may be, five minutes as in Prometheus. */
  public static final long LOOKBACK_MS = 5 * 60_000L;

  static final long LONGEST_WHOLE_MS = 65 * 60_000L;
  private static final int MOST_SERIES = 20_000;
  private static final int MOST_SAMPLES = 1_250_000;

  /** Of the heap, for the series and their labels, and as much again for their samples. */
  private static final double SHARE_OF_HEAP = 0.25;

  private static final int BYTES_PER_SERIES = 640;
  private static final int BYTES_PER_SAMPLE = 16;

  private final Map<String, Metric> metrics = new HashMap<>();
  private final int mostSeries;
  private final long mostSamples;
  private int seriesCount;
  private boolean full;
  private long refused;

  /** What is selected of one metric, and its series. */
  private static final class Metric {
    private final List<Selector> selectors = new ArrayList<>();
    private Reach reach = new Reach(0, 0);
    private final Map<Labels, Series> series = new LinkedHashMap<>();

    void add(Selector selector) {
      selectors.add(selector);
      long need = selector.reachMs();
      reach =
          need <= LONGEST_WHOLE_MS
              ? new Reach(Math.max(reach.allMs(), need), reach.thinnedMs())
              : new Reach(Math.max(reach.allMs(), LOOKBACK_MS), Math.max(reach.thinnedMs(), need));
    }

    boolean wants(Labels labels) {
      for (Selector selector : selectors) {
        if (selector.matches(labels)) {
          return true;
        }
      }
      return false;
    }
  }

  /** A store for what these expressions select; in a small heap it holds less. */
  public static SeriesStore forExpressions(Collection<? extends Expr> expressions) {
    double room = Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP;
    return new SeriesStore(
        expressions,
        (int) Math.min(MOST_SERIES, room / BYTES_PER_SERIES),
        (long) Math.min(MOST_SAMPLES, room / BYTES_PER_SAMPLE));
  }

  SeriesStore(Collection<? extends Expr> expressions, int mostSeries, long mostSamples) {
    this.mostSeries = mostSeries;
    this.mostSamples = mostSamples;
    List<Selector> selectors = new ArrayList<>();
    expressions.forEach(expression -> expression.collectSelectors(selectors));
    for (Selector selector : selectors) {
      metrics.computeIfAbsent(selector.metric(), name -> new Metric()).add(selector);
    }
  }

  /** Whether any expression selects series of this name. */
  public boolean wants(String metricName) {
    return metrics.containsKey(metricName);
  }

  /** The names of all metrics that expressions select. */
  public Set<String> metricNames() {
    return Set.copyOf(metrics.keySet());
  }

  /** Series that are there now. */
  public int seriesCount() {
    return seriesCount;
  }

  /** Samples that were refused so far because there are too many series. */
  public long refused() {
    return refused;
  }

  /**
   * Series that come together and are looked at anew at each round: those of one target, or of one
   * rule. One that a round does not have again has ended.
   */
  public final class Source {
    private List<Series> current = new ArrayList<>();
    private List<Series> seen = new ArrayList<>();
    private long roundMs;

    private Source() {}

    /** Begins a round at this time. */
    public void begin(long timeMs) {
      roundMs = timeMs;
    }

    /** Takes a sample when an expression selects its series. */
    public void add(Labels labels, double value) {
      Series series = series(labels);
      if (series != null) {
        series.append(roundMs, Double.doubleToRawLongBits(value));
        seen.add(series);
      }
    }

    /** Ends the round: what was there in the last one and not in this one has ended. */
    public void end() {
      for (Series series : current) {
        if (series.newestMs() < roundMs) {
          series.append(roundMs, Series.STALE_BITS);
        }
      }
      current = seen;
      seen = new ArrayList<>(current.size());
    }

    /** Drops its series with their history, as if they had never been. */
    public void forget() {
      for (Series series : current) {
        Metric metric = metrics.get(series.labels().metricName());
        if (metric != null && metric.series.remove(series.labels(), series)) {
          seriesCount--;
        }
      }
      current = new ArrayList<>();
    }
  }

  /** A new source of series. */
  public Source source() {
    return new Source();
  }

  /** Takes one sample of a series that is not looked at in rounds. */
  public void append(Labels labels, long timeMs, double value) {
    Series series = series(labels);
    if (series != null) {
      series.append(timeMs, Double.doubleToRawLongBits(value));
    }
  }

  /** Says that a series ends at this time. */
  public void end(Labels labels, long timeMs) {
    Series series = series(labels);
    if (series != null) {
      series.append(timeMs, Series.STALE_BITS);
    }
  }

  private @Nullable Series series(Labels labels) {
    Metric metric = metrics.get(labels.metricName());
    if (metric == null) {
      return null;
    }
    Series series = metric.series.get(labels);
    if (series == null && metric.wants(labels)) {
      if (seriesCount >= mostSeries || full) {
        refused++;
        return null;
      }
      Labels own = labels.interned();
      series = new Series(own, metric.reach);
      metric.series.put(own, series);
      seriesCount++;
    }
    return series;
  }

  /** Drops what no expression can see any more. Called now and then, not at each round. */
  public void forgetOld(long nowMs) {
    long samples = 0;
    for (Metric metric : metrics.values()) {
      metric.series.values().removeIf(series -> series.isOver(nowMs));
      for (Series series : metric.series.values()) {
        samples += series.capacity();
      }
    }
    seriesCount = metrics.values().stream().mapToInt(metric -> metric.series.size()).sum();
    full = samples >= mostSamples;
  }

  /** The series that a selector takes, in the order in which they came. */
  Iterable<Series> select(Selector selector) {
    Metric metric = metrics.get(selector.metric());
    if (metric == null) {
      throw new IllegalStateException("the store was not made for " + selector);
    }
    List<Series> selected = new ArrayList<>();
    for (Series series : metric.series.values()) {
      if (selector.matches(series.labels())) {
        selected.add(series);
      }
    }
    return selected;
  }
}
