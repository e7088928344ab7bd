package dev.surety.benchmarks;

import java.util.Arrays;

/** The middle of some values: unlike the mean it does not move with a single odd one. */
final class Median {
  private Median() {}

  /** That of at least one value; of an even number of values the mean of the two in the middle. */
  static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
