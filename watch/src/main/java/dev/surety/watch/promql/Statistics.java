package dev.surety.watch.promql;

import java.util.Arrays;

/** Sums, quantiles and lines through points, computed as Prometheus computes them. */
final class Statistics {
  private Statistics() {}

  static double min(double[] values) {
    double min = values[0];
    for (double value : values) {
      if (value < min || Double.isNaN(min)) {
        min = value;
      }
    }
    return min;
  }

  static double max(double[] values) {
    double max = values[0];
    for (double value : values) {
      if (value > max || Double.isNaN(max)) {
        max = value;
      }
    }
    return max;
  }

  /** Between two values by weight; NaN counts as the least. */
  static double quantile(double q, double[] values) {
    if (values.length == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = sortedNanFirst(values);
    double rank = q * (sorted.length - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(sorted.length - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  /** Java sorts NaN behind all others. */
  private static double[] sortedNanFirst(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int nans = 0;
    while (nans < sorted.length && Double.isNaN(sorted[sorted.length - 1 - nans])) {
      nans++;
    }
    if (nans > 0) {
      System.arraycopy(sorted, 0, sorted, nans, sorted.length - nans);
      Arrays.fill(sorted, 0, nans, Double.NaN);
    }
    return sorted;
  }

  /** The mean, with the rounding errors summed apart. */
  static double average(double[] values) {
    CompensatedSum mean = new CompensatedSum();
    for (int i = 0; i < values.length; i++) {
      if (!staysInfinite(mean.sum, values[i])) {
        int count = i + 1;
        mean.add(values[i] / count - mean.sum / count);
      }
    }
    return Double.isInfinite(mean.sum) ? mean.sum : mean.total();
  }

  /** An infinite mean is changed by the opposite infinity and by NaN only. */
  static boolean staysInfinite(double mean, double value) {
    if (!Double.isInfinite(mean) || Double.isNaN(value)) {
      return false;
    }
    return !Double.isInfinite(value) || mean > 0 == value > 0;
  }

  /** A line through points by least squares. */
  record Line(double slope, double intercept) {}

  /** The line through a window's points, with {@code x} in seconds since {@code originMs}. */
  static Line regression(Window window, long originMs) {
    CompensatedSum sumX = new CompensatedSum();
    CompensatedSum sumY = new CompensatedSum();
    CompensatedSum sumXy = new CompensatedSum();
    CompensatedSum sumXx = new CompensatedSum();
    boolean constant = true;
    for (int i = 0; i < window.size(); i++) {
      double x = (window.time(i) - originMs) / 1e3;
      double y = window.value(i);
      constant &= y == window.value(0);
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumXx.add(x * x);
    }
    if (constant) {
      double y = window.value(0);
      return Double.isInfinite(y) ? new Line(Double.NaN, Double.NaN) : new Line(0, y);
    }
    double n = window.size();
    double x = sumX.total();
    double y = sumY.total();
    double slope = (sumXy.total() - x * y / n) / (sumXx.total() - x * x / n);
    return new Line(slope, y / n - slope * x / n);
  }

  /** Neumaier's sum: what is rounded off is summed apart and added at the end. */
  private static final class CompensatedSum {
    private double sum;
    private double lost;

    void add(double value) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }

    double total() {
      return sum + lost;
    }
  }
}
