package dev.surety.validation.type;

import dev.surety.contract.LogicalType;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a contract writes dates, timestamps or times.
 *
 * <p>All three become an {@link Instant}, so that they can be compared: a date its midnight in UTC,
 * a time its moment on 1970-01-01, a timestamp without an offset its moment in {@code
 * defaultTimezone}.
 */
public interface TemporalFormat {
  /** DATE, TIMESTAMP or TIME. */
  LogicalType type();

  /** What the text means; null when it is not of this format or names no real date or time. */
  @Nullable Instant parse(String text);

  /**
   * Whether the format is RFC 3339's, so that a text can be read without it: with {@link
   * #timezone()} and {@link #defaultZone()}.
   */
  default boolean isIso() {
    return false;
  }

  /** Whether an offset must be there (true), must not (false) or may. */
  @Nullable Boolean timezone();

  /** The zone of a timestamp or time without an offset. */
  ZoneId defaultZone();

  /** What is expected, for messages. */
  String expected();

  /**
   * The default format: RFC 3339, with the offset of a timestamp or time required ({@code
   * timezone}: true), forbidden (false) or optional (null), and UTC where there is none.
   */
  static TemporalFormat iso(LogicalType type, @Nullable Boolean timezone) {
    return new IsoFormat(type, timezone, ZoneId.of("UTC"));
  }
}
