package dev.surety.validation.infer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How sure one may be of what held in every one of some records. By the rule of three the share of
 * records for which it does not hold is, with 95 % certainty, below 3 divided by their number.
 */
enum Confidence {
  LOW,
  MEDIUM,
  HIGH;

  private static final long HUNDRED = 100;
  private static final long THOUSAND = 1_000;

  static Stated of(long records) {
    Confidence level = records >= THOUSAND ? HIGH : records >= HUNDRED ? MEDIUM : LOW;
    return new Stated(level, records);
  }

  /** A level and what it rests on. */
  record Stated(Confidence level, long records) {
    String words() {
      if (records < 4) {
        return "confidence low";
      }
      String share =
          BigDecimal.valueOf(300)
              .divide(BigDecimal.valueOf(records), new MathContext(2, RoundingMode.UP))
              .toPlainString();
      return "confidence %s (95 %% sure that less than %s %% differ)"
          .formatted(level.name().toLowerCase(java.util.Locale.ROOT), share);
    }
  }
}
