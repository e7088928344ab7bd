package dev.surety.watch.rule;

/** Numbers for people, as Prometheus' template functions print them. */
final class Humanize {
  private static final String SMALL = "munpfazy";
  private static final int PRECISION = 4;

  private Humanize() {}

  static String percentage(double value) {
    return GoFormat.general(value * 100, PRECISION) + "%";
  }

  static String duration(double seconds) {
    if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
      return GoFormat.general(seconds, PRECISION);
    }
    if (seconds == 0) {
      return GoFormat.general(seconds, PRECISION) + "s";
    }
    return Math.abs(seconds) >= 1 ? large(seconds) : small(seconds);
  }

  private static String large(double value) {
    String sign = value < 0 ? "-" : "";
    double absolute = Math.abs(value);
    long total = (long) absolute;
    long seconds = total % 60;
    long minutes = total / 60 % 60;
    long hours = total / 3600 % 24;
    long days = total / 86_400;
    if (days != 0) {
      return sign + days + "d " + hours + "h " + minutes + "m " + seconds + "s";
    }
    if (hours != 0) {
      return sign + hours + "h " + minutes + "m " + seconds + "s";
    }
    return minutes != 0
        ? sign + minutes + "m " + seconds + "s"
        : sign + GoFormat.general(absolute, PRECISION) + "s";
  }

  private static String small(double value) {
    double scaled = value;
    String prefix = "";
    for (int i = 0; i < SMALL.length() && Math.abs(scaled) < 1; i++) {
      prefix = SMALL.substring(i, i + 1);
      scaled *= 1000;
    }
    return GoFormat.general(scaled, PRECISION) + prefix + "s";
  }
}
