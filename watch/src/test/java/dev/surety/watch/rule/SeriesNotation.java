package dev.surety.watch.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** promtool's short form of the values of a series: {@code 0+10x5 _ _x3 stale 7x2}. */
final class SeriesNotation {
  /** Says that the series ends here. */
  static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private static final String NUMBER =
      "[+-]?(?:Inf|NaN|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)";
  private static final Pattern ITEM =
      Pattern.compile("(" + NUMBER + "?)(?:([+-](?:\\d+\\.?\\d*)(?:[eE][+-]?\\d+)?))?(?:x(\\d+))?");

  private SeriesNotation() {}

  /** The values, null for none at that time. */
  static List<@Nullable Double> values(String notation) {
    List<@Nullable Double> values = new ArrayList<>();
    for (String item : notation.trim().split("\\s+")) {
      if (item.startsWith("_")) {
        int count = item.startsWith("_x") ? Integer.parseInt(item.substring(2)) : 1;
        for (int i = 0; i < count; i++) {
          values.add(null);
        }
      } else if (item.equals("stale")) {
        values.add(STALE);
      } else {
        addNumbers(item, values);
      }
    }
    return values;
  }

  private static void addNumbers(String item, List<@Nullable Double> values) {
    Matcher matcher = ITEM.matcher(item);
    if (!matcher.matches() || matcher.group(1).isEmpty()) {
      throw new IllegalArgumentException("not a value of a series: " + item);
    }
    double value = number(matcher.group(1));
    double step = matcher.group(2) == null ? 0 : number(matcher.group(2));
    int times = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    for (int i = 0; i <= times; i++) {
      values.add(value);
      value += step;
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }
}
