package dev.surety.cli.status;

import java.util.Locale;

/** Numbers and durations in as few characters as say enough. */
final class Amounts {
  private static final double THOUSAND = 1000;
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Amounts() {}

  static String count(double value) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, "%,d", Math.round(value))
        : Double.toString(value);
  }

  /** {@code 0.4 s}, {@code 12 s}, {@code 3 min 20 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
  static String duration(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "for ever";
    }
    double absolute = Math.max(0, seconds);
    if (absolute < 9.95) {
      boolean whole = absolute == Math.rint(absolute);
      return String.format(Locale.ROOT, whole ? "%.0f s" : "%.1f s", absolute);
    }
    long total = Math.round(absolute);
    if (total < 60) {
      return total + " s";
    }
    if (total < 3600) {
      return pair(total, 60, "min", "s");
    }
    return total < 86_400 ? pair(total / 60, 60, "h", "min") : pair(total / 3600, 24, "d", "h");
  }

  private static String pair(long total, int base, String large, String small) {
    long rest = total % base;
    return total / base + " " + large + (rest == 0 ? "" : " " + rest + " " + small);
  }

  static String bytes(double value) {
    double scaled = value;
    int unit = 0;
    while (scaled >= THOUSAND && unit < BYTE_UNITS.length - 1) {
      scaled /= THOUSAND;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, BYTE_UNITS[unit]);
  }
}
