package dev.surety.watch.rule;

import java.util.List;
import java.util.Random;

/** Series and expressions made at random, of all that the evaluator knows. */
final class RandomPromql {
  private static final List<String> METRICS = List.of("alpha", "beta", "gamma");
  private static final List<String> LABELS = List.of("a", "b");
  private static final List<String> ARITHMETIC = List.of("+", "-", "*", "/", "%");
  private static final List<String> COMPARISON = List.of(">", "<", ">=", "<=", "==", "!=");
  private static final List<String> SETS = List.of("and", "or", "unless");
  private static final List<String> RANGE_FUNCTIONS =
      List.of(
          "increase",
          "rate",
          "resets",
          "deriv",
          "avg_over_time",
          "min_over_time",
          "max_over_time",
          "last_over_time",
          "count_over_time");

  private final Random random;

  RandomPromql(long seed) {
    this.random = new Random(seed);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Values in promtool's notation: counters that reset, gauges, gaps and ends. */
  String values() {
    StringBuilder notation = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      int length = random.nextInt(12);
      notation.append(
          switch (random.nextInt(8)) {
            case 0 -> "_x" + (1 + length);
            case 1 -> "stale";
            case 2 -> random.nextInt(100) + "x" + length;
            case 3 -> random.nextInt(1000) / 8.0 + "-0.125x" + length;
            default -> random.nextInt(50) + "+" + random.nextInt(20) + "x" + length;
          });
      notation.append(' ');
    }
    return notation.toString().strip();
  }

  String vector(int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0 ? overRange() : selector() + offset();
    }
    String inner = vector(depth - 1);
    return switch (random.nextInt(9)) {
      case 0 -> aggregate(inner);
      case 1 -> "(" + inner + " " + one(ARITHMETIC) + " " + scalar() + ")";
      case 2 -> "(" + scalar() + " " + one(COMPARISON) + bool() + " " + inner + ")";
      case 3 -> "(" + inner + " " + one(SETS) + matching(false) + " " + vector(depth - 1) + ")";
      case 4 -> joined(inner, depth);
      case 5 -> "abs(-" + inner + ")";
      case 6 -> "clamp_min(floor(" + inner + "), " + scalar() + ")";
      case 7 -> "label_replace(" + inner + ", \"c\", \"<$1>\", \"a\", \"(x|z).*\")";
      default -> random.nextInt(3) == 0 ? "absent(" + inner + ")" : "-" + inner;
    };
  }

  private String joined(String inner, int depth) {
    String operator =
        random.nextBoolean()
            ? one(ARITHMETIC)
            : one(COMPARISON) + (random.nextBoolean() ? bool() : "");
    String other = vector(depth - 1);
    return "(" + inner + " " + operator + matching(true) + " " + other + ")";
  }

  private String matching(boolean group) {
    boolean first = random.nextBoolean();
    String labels =
        (random.nextBoolean() ? " on (" : " ignoring (") + LABELS.get(first ? 0 : 1) + ")";
    return switch (random.nextInt(group ? 4 : 2)) {
      case 0 -> "";
      case 1 -> labels;
      case 2 -> labels + " group_left (" + LABELS.get(first ? 1 : 0) + ")";
      default -> labels + " group_right ()";
    };
  }

  private String bool() {
    return random.nextBoolean() ? " bool" : "";
  }

  /**
   * Sums of whole numbers, and averages only compared: Prometheus adds series in an order of its
   * own, so that the last digit of other sums is chance.
   */
  private String aggregate(String inner) {
    String grouping =
        (random.nextBoolean() ? " by (" : " without (")
            + (random.nextBoolean() ? one(LABELS) : "")
            + ") ";
    return switch (random.nextInt(6)) {
      case 0 -> "sum" + grouping + "(floor(" + inner + "))";
      case 1 -> "min" + grouping + "(" + inner + ")";
      case 2 -> "max" + grouping + "(" + inner + ")";
      case 3 -> "(avg" + grouping + "(" + inner + ") > bool 12.3456789)";
      case 4 -> "count(" + inner + ")" + grouping;
      default -> "quantile" + grouping + "(0." + random.nextInt(10) + ", " + inner + ")";
    };
  }

  private String scalar() {
    return switch (random.nextInt(5)) {
      case 0 -> "time()";
      case 1 -> "(" + random.nextInt(9) + " - 2.5)";
      default -> String.valueOf(random.nextInt(60) / 4.0);
    };
  }

  private String overRange() {
    String range =
        selector() + "[" + one(List.of("20s", "1m", "2m30s", "7m", "3h")) + "]" + offset();
    return switch (random.nextInt(6)) {
      case 0 -> "quantile_over_time(0." + random.nextInt(10) + ", " + range + ")";
      case 1 -> "predict_linear(" + range + ", 60)";
      default -> one(RANGE_FUNCTIONS) + "(" + range + ")";
    };
  }

  private String offset() {
    return random.nextInt(4) == 0 ? " offset " + one(List.of("5s", "1m", "6m")) : "";
  }

  private String selector() {
    String matcher =
        switch (random.nextInt(6)) {
          case 0 -> "{a=\"x\"}";
          case 1 -> "{b!=\"1\"}";
          case 2 -> "{a=~\"x|y\",b=~\".+\"}";
          case 3 -> "{b!~\"[12]\"}";
          default -> "";
        };
    return one(METRICS) + matcher;
  }
}
