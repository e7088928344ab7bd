package dev.surety.watch.promql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many samples become one. */
enum Aggregation {
  SUM,
  MIN,
  MAX,
  AVG,
  COUNT,
  QUANTILE;

  private static final Map<String, Aggregation> BY_NAME =
      Map.of("sum", SUM, "min", MIN, "max", MAX, "avg", AVG, "count", COUNT, "quantile", QUANTILE);

  static @Nullable Aggregation of(String name) {
    return BY_NAME.get(name);
  }

  /**
   * The aggregate.
   *
   * @param values at least one, in the order of their series
   * @param parameter of {@code quantile}
   */
  double of(double[] values, double parameter) {
    return switch (this) {
      case SUM -> sum(values);
      case MIN -> Statistics.min(values);
      case MAX -> Statistics.max(values);
      case AVG -> average(values);
      case COUNT -> values.length;
      case QUANTILE -> Statistics.quantile(parameter, values);
    };
  }

  private static double sum(double[] values) {
    double sum = values[0];
    for (int i = 1; i < values.length; i++) {
      sum += values[i];
    }
    return sum;
  }

  /** Step by step, so that large values do not overflow. */
  private static double average(double[] values) {
    double mean = values[0];
    for (int i = 1; i < values.length; i++) {
      if (!Statistics.staysInfinite(mean, values[i])) {
        int count = i + 1;
        mean += values[i] / count - mean / count;
      }
    }
    return mean;
  }
}
