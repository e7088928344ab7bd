package dev.surety.job.metrics;

import static java.util.Objects.requireNonNull;

import io.prometheus.metrics.model.snapshots.PrometheusNaming;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a metric of Flink, or of a Kafka client in it, is called on the page: the same words by the
 * rules of Prometheus, with base units. So {@code KafkaProducer.io-time-ns-total} is {@code
 * flink_…_kafka_producer_io_time_seconds_total}, and {@code busyTimeMsPerSecond} is {@code
 * flink_…_busy_time_ratio}.
 *
 * <p>Source of the rules: Prometheus, Metric and label naming; {@code promtool check metrics}.
 *
 * @param base without {@code _total}
 * @param counts whether it only grows
 * @param scale what a value is multiplied with
 */
record FlinkName(String base, boolean counts, double scale) {
  private static final Pattern NO_LETTER_OR_DIGIT = Pattern.compile("[^A-Za-z0-9]+");

  /** Between a small letter or digit and a capital, and before the last capital of several. */
  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final double MS = 1e-3;
  private static final double NS = 1e-9;

  FlinkName {
    requireNonNull(base, "base");
  }

  static FlinkName of(String scope, String name) {
    List<String> words = new ArrayList<>(List.of("flink"));
    for (String part : NO_LETTER_OR_DIGIT.split(scope + "." + name)) {
      for (String word : WORD_BOUNDARY.split(part)) {
        if (!word.isEmpty()) {
          words.add(word.toLowerCase(Locale.ROOT));
        }
      }
    }
    double scale = withBaseUnit(words);
    boolean counts = words.remove("total");
    int last = words.size() - 1;
    if (words.get(last).equals("count")) {
      words.set(last, "number"); // the name of a histogram's number of observations ends in count
    }
    return new FlinkName(
        PrometheusNaming.sanitizeMetricName(String.join("_", words)), counts, scale);
  }

  /** Replaces a unit by its base unit and returns what values are multiplied with. */
  private static double withBaseUnit(List<String> words) {
    int perSecond = Collections.indexOfSubList(words, List.of("ms", "per", "second"));
    if (perSecond >= 0) {
      words.subList(perSecond, perSecond + 3).clear();
      words.add("ratio");
      return MS;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("ms") || word.equals("ns")) {
        words.set(i, "seconds");
        return word.equals("ms") ? MS : NS;
      }
    }
    return 1;
  }
}
