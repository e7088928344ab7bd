package dev.surety.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of two kinds of run that went turn about, after warming up.
 *
 * @param sides what was compared
 * @param pairs at least one
 */
public record JobPairs(Sides sides, List<Pair> pairs) {
  static final Sides ENFORCE = new Sides("enforce", "ours", "peer");
  static final Sides MONITORING = new Sides("monitoring", "with", "without");

  public JobPairs {
    requireNonNull(sides, "sides");
    pairs = List.copyOf(pairs);
    if (pairs.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
  }

  /**
   * What is compared.
   *
   * @param benchmark its name
   * @param ours the side that is judged
   * @param peer the side that it is compared with
   */
  public record Sides(String benchmark, String ours, String peer) {
    String describe(Pair pair) {
      return String.format(
          Locale.ROOT,
          "%s %,.0f rec/s, %.2f µs CPU; %s %,.0f rec/s, %.2f µs CPU; ratio %.3f",
          ours,
          pair.ours().recordsPerSecond(),
          pair.ours().cpuMicrosPerRecord(),
          peer,
          pair.peer().recordsPerSecond(),
          pair.peer().cpuMicrosPerRecord(),
          pair.ratio());
    }
  }

  /**
   * One run of one job.
   *
   * @param recordsPerSecond by the wall clock
   * @param cpuMicrosPerRecord CPU time of this process, all threads, for each record
   */
  public record Measured(double recordsPerSecond, double cpuMicrosPerRecord) {}

  /** Both runs, one after the other. */
  public record Pair(Measured ours, Measured peer) {
    double ratio() {
      return ours.recordsPerSecond() / peer.recordsPerSecond();
    }
  }

  /**
   * {@code enforce ours=… peer=… ratio=… cpu_ours=… cpu_peer=…}: medians; the ratio is the median
   * of the pairs' ratios.
   */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%s %s=%.0f %s=%.0f ratio=%.3f cpu_%s=%.2f cpu_%s=%.2f",
        sides.benchmark(),
        sides.ours(),
        median(p -> p.ours().recordsPerSecond()),
        sides.peer(),
        median(p -> p.peer().recordsPerSecond()),
        median(Pair::ratio),
        sides.ours(),
        median(p -> p.ours().cpuMicrosPerRecord()),
        sides.peer(),
        median(p -> p.peer().cpuMicrosPerRecord()));
  }

  /** The pairs as JSON. */
  public String json() {
    StringBuilder json = new StringBuilder();
    json.append("{\"benchmark\": \"").append(sides.benchmark()).append("\", \"pairs\": [");
    String separator = "";
    for (Pair pair : pairs) {
      json.append(separator).append('{');
      append(json, sides.ours(), pair.ours());
      json.append(", ");
      append(json, sides.peer(), pair.peer());
      json.append('}');
      separator = ", ";
    }
    return json.append("], \"line\": \"").append(line()).append("\"}").toString();
  }

  private static void append(StringBuilder json, String side, Measured measured) {
    json.append(
        String.format(
            Locale.ROOT,
            "\"%s_rec_s\": %.0f, \"%s_cpu_us\": %.3f",
            side,
            measured.recordsPerSecond(),
            side,
            measured.cpuMicrosPerRecord()));
  }

  private double median(ToDoubleFunction<Pair> value) {
    return Median.of(pairs.stream().mapToDouble(value).toArray());
  }
}
