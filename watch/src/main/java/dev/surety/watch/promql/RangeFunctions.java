package dev.surety.watch.promql;

/** What functions make of the samples of one series within a range. */
final class RangeFunctions {
  private static final double MS_PER_SECOND = 1000;

  private RangeFunctions() {}

  /**
   * By how much a counter has grown within the window, resets taken into account, as if it had been
   * sampled at both ends of it: up to there, or half a sample's distance when the end is further
   * away than 1.1 distances. Not further back than to where the counter was 0.
   */
  static double increase(Window window) {
    return grown(window) * factor(window);
  }

  /** The same for each second of the window. */
  static double rate(Window window) {
    return grown(window) * (factor(window) / ((window.endMs() - window.startMs()) / MS_PER_SECOND));
  }

  private static double grown(Window window) {
    int last = window.size() - 1;
    double result = window.value(last) - window.value(0);
    for (int i = 1; i <= last; i++) {
      if (window.value(i) < window.value(i - 1)) {
        result += window.value(i - 1);
      }
    }
    return result;
  }

  private static double factor(Window window) {
    int last = window.size() - 1;
    double result = grown(window);
    double toStart = (window.time(0) - window.startMs()) / MS_PER_SECOND;
    double toEnd = (window.endMs() - window.time(last)) / MS_PER_SECOND;
    double sampled = (window.time(last) - window.time(0)) / MS_PER_SECOND;
    double distance = sampled / last;
    if (result > 0 && window.value(0) >= 0) {
      toStart = Math.min(toStart, sampled * (window.value(0) / result));
    }
    double threshold = distance * 1.1;
    double extrapolated = sampled;
    extrapolated += toStart < threshold ? toStart : distance / 2;
    extrapolated += toEnd < threshold ? toEnd : distance / 2;
    return extrapolated / sampled;
  }

  /** How often a counter went down. */
  static double resets(Window window) {
    int resets = 0;
    for (int i = 1; i < window.size(); i++) {
      if (window.value(i) < window.value(i - 1)) {
        resets++;
      }
    }
    return resets;
  }

  static double derivative(Window window) {
    return Statistics.regression(window, window.time(0)).slope();
  }

  /** Where the line through the samples is so many seconds from now. */
  static double predict(Window window, long nowMs, double seconds) {
    Statistics.Line line = Statistics.regression(window, nowMs);
    return line.slope() * seconds + line.intercept();
  }
}
