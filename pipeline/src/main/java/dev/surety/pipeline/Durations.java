package dev.surety.pipeline;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * Durations as users write them: {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d},
 * or ISO-8601 {@code PT24H}.
 */
public final class Durations {
  /** What to write, for messages. */
  public static final String HELP = "write a duration such as 500ms, 10s, 5m, 24h or PT24H";

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Durations() {}

  /** The duration that a text means; empty when it means none. */
  public static Optional<Duration> parse(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    Duration unit = UNITS.get(text.substring(digits));
    try {
      if (unit != null && digits > 0) {
        return Optional.of(unit.multipliedBy(Long.parseLong(text.substring(0, digits))));
      }
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
