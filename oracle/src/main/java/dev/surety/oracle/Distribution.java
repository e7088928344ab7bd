package dev.surety.oracle;

import java.util.Arrays;

/**
 * A distribution as a table of its quantiles: a draw is one look-up. Built with {@link StrictMath},
 * so that every platform draws the same.
 */
final class Distribution {
  private static final int STEPS = 4096;

  private final double[] quantiles;

  private Distribution(double[] quantiles) {
    this.quantiles = quantiles;
  }

  double draw(Random64 random) {
    double at = random.unit() * STEPS;
    int index = (int) at;
    double low = quantiles[index];
    return low + (at - index) * (quantiles[index + 1] - low);
  }

  /** Log-normal with the given median, cut at its outermost 1/8192. */
  static Distribution logNormal(double median, double sigma) {
    double[] table = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = median * StrictMath.exp(sigma * normalQuantile(inside(i)));
    }
    return new Distribution(table);
  }

  /** Exponential with mean 1, cut at its outermost 1/8192. */
  static Distribution exponential() {
    double[] table = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = -StrictMath.log(1 - inside(i));
    }
    return new Distribution(table);
  }

  private static double inside(int step) {
    double half = 0.5 / STEPS;
    return Math.min(Math.max((double) step / STEPS, half), 1 - half);
  }

  /** Solves Φ(x) = p by bisection over a series; only at construction, so speed is no concern. */
  private static double normalQuantile(double p) {
    double low = -6;
    double high = 6;
    for (int i = 0; i < 48; i++) {
      double middle = (low + high) / 2;
      if (normalCumulative(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Φ(x) = 1/2 + φ(x)·(x + x³/3 + x⁵/(3·5) + …), Marsaglia 2004. */
  private static double normalCumulative(double x) {
    double sum = x;
    double term = x;
    for (int i = 3; Math.abs(term) > 1e-16; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return 0.5 + sum * StrictMath.exp(-0.5 * x * x) / StrictMath.sqrt(2 * Math.PI);
  }

  /** Ranks by Zipf's law: rank r has weight 1/(r+1)^exponent. */
  static final class Zipf {
    private final double[] cumulative;

    Zipf(int ranks, double exponent) {
      cumulative = new double[ranks];
      double sum = 0;
      for (int rank = 0; rank < ranks; rank++) {
        sum += 1 / StrictMath.pow(rank + 1, exponent);
        cumulative[rank] = sum;
      }
    }

    int draw(Random64 random) {
      double at = random.unit() * cumulative[cumulative.length - 1];
      int index = Arrays.binarySearch(cumulative, at);
      return index >= 0 ? Math.min(index + 1, cumulative.length - 1) : -index - 1;
    }
  }
}
