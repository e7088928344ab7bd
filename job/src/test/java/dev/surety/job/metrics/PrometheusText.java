package dev.surety.job.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A strict reader of the text exposition format, for tests: anything unknown fails. */
public final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern COMMENT =
      Pattern.compile("# (?:HELP " + NAME + " .*|TYPE " + NAME + " (?:counter|gauge|histogram))");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)((?:\\{" + LABEL + "(?:," + LABEL + ")*,?\\})?) (\\S+)");

  private PrometheusText() {}

  /** Samples by name and labels, as they are written. */
  public static Map<String, Double> parse(String page) {
    Map<String, Double> samples = new LinkedHashMap<>();
    for (String line : page.split("\n", -1)) {
      if (line.isEmpty() || COMMENT.matcher(line).matches()) {
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      if (!sample.matches()) {
        throw new IllegalArgumentException("no sample: " + line);
      }
      Double before = samples.put(sample.group(1) + sample.group(2), number(sample.group(3)));
      if (before != null) {
        throw new IllegalArgumentException("twice: " + line);
      }
    }
    return samples;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
