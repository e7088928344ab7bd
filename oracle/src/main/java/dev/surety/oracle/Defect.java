package dev.surety.oracle;

import java.util.Locale;

/** The ways in which {@link TransactionGenerator} breaks the contract of card transactions. */
public enum Defect {
  /** The value ends in the middle of the document. */
  TRUNCATED_JSON,
  /** The merchant's name holds bytes that are no UTF-8. */
  INVALID_UTF8,
  /** A member of the record occurs twice, in one variant the second time by an escaped name. */
  DUPLICATE_KEY,
  /** Something follows the document. */
  TRAILING_BYTES,
  /** A required field is absent. */
  MISSING_REQUIRED_FIELD,
  /** A required field is null. */
  NULL_REQUIRED_FIELD,
  /** A field has another JSON type. */
  WRONG_TYPE,
  /** {@code amount} is not positive or exceeds a million. */
  AMOUNT_OUT_OF_RANGE,
  /**
   * {@code account_id} does not match its pattern, in one variant only by a line feed at its end.
   */
  MALFORMED_ACCOUNT,
  /** {@code currency} is none of the allowed ones. */
  UNKNOWN_CURRENCY,
  /** {@code occurred_at} is no point in time, such as the 30th of February. */
  MALFORMED_TIMESTAMP,
  /**
   * {@code settled_at} lies before {@code occurred_at}, in one variant by a millisecond, in another
   * only when the offsets are heeded.
   */
  SETTLED_BEFORE_IT_OCCURRED;

  /** The name in reports, such as {@code truncated-json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
