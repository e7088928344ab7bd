package dev.surety.oracle;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014). The JDK's generators may change their derived
 * distributions between releases; the same seed must give the same bytes on every Java.
 */
final class Random64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Random64(long seed) {
    state = seed;
  }

  long next() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [from, to). */
  int between(int from, int to) {
    return from + below(to - from);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** A bijection that scatters: for attributes that follow from a number without being stored. */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
