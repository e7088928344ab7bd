package dev.surety.validation.rule.compiled;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** The texts of {@code timestamp('…')} and {@code duration('…')}; unusual ones are left to CEL. */
final class Moments {
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern DURATION =
      Pattern.compile("-?([0-9]{1,9}(\\.[0-9]{1,9})?(h|ms|us|ns|m|s))+");
  private static final Pattern AMOUNT = Pattern.compile("([0-9.]+)(h|ms|us|ns|m|s)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "h", 3_600_000_000_000L,
          "m", 60_000_000_000L,
          "s", 1_000_000_000L,
          "ms", 1_000_000L,
          "us", 1_000L,
          "ns", 1L);

  private Moments() {}

  static Time timestamp(String text) throws Outside {
    if (!TIMESTAMP.matches(text)) {
      throw new Outside("the text of timestamp() is unusual");
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return new Time.Constant(instant.getEpochSecond(), instant.getNano());
    } catch (DateTimeException e) {
      throw new Outside("the text of timestamp() is no date");
    }
  }

  static Time duration(String text) throws Outside {
    if (!DURATION.matches(text)) {
      throw new Outside("the text of duration() is unusual");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher amounts = AMOUNT.matcher(text);
    while (amounts.find()) {
      BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(amounts.group(2), 0L));
      nanos = nanos.add(new BigDecimal(amounts.group(1)).multiply(unit));
    }
    if (nanos.stripTrailingZeros().scale() > 0 || nanos.precision() - nanos.scale() > 18) {
      throw new Outside("the text of duration() is finer than a nanosecond, or very long");
    }
    long all = text.startsWith("-") ? -nanos.longValue() : nanos.longValue();
    return new Time.Constant(
        Math.floorDiv(all, 1_000_000_000L), (int) Math.floorMod(all, 1_000_000_000L));
  }
}
