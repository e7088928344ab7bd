package dev.surety.contract;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code logicalTypeOptions} of a property. An option that the contract does not give is null (or
 * empty).
 *
 * <p>Bounds of dates, timestamps and times are texts, in {@link #earliest} and {@link #latest};
 * bounds of numbers are exact. The boolean {@code exclusiveMinimum} of ODCS 3.0 is read as the
 * number form of 3.1.
 *
 * @param minLength least length of a string, in code points
 * @param maxLength greatest length of a string, in code points
 * @param pattern ECMA-262 regular expression, unanchored
 * @param format string format (uuid, email, …), JDK date pattern, or number format (i8…u128, f32,
 *     f64)
 * @param minimum least number
 * @param maximum greatest number
 * @param exclusiveMinimum number that must be exceeded
 * @param exclusiveMaximum number that must not be reached
 * @param multipleOf positive number of which the value is a multiple
 * @param earliest least date, timestamp or time
 * @param latest greatest date, timestamp or time
 * @param exclusiveEarliest date, timestamp or time that must be exceeded
 * @param exclusiveLatest date, timestamp or time that must not be reached
 * @param timezone whether a timestamp or time must carry an offset
 * @param defaultTimezone zone of a timestamp or time without one; ODCS says {@code Etc/UTC}
 * @param minItems least number of array items
 * @param maxItems greatest number of array items
 * @param uniqueItems whether array items must differ
 * @param minProperties least number of members of an object
 * @param maxProperties greatest number of members of an object
 * @param required names of members that an object must have
 * @param dimensions length of a vector
 */
public record Options(
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    @Nullable Text pattern,
    @Nullable Text format,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    @Nullable BigDecimal exclusiveMinimum,
    @Nullable BigDecimal exclusiveMaximum,
    @Nullable BigDecimal multipleOf,
    @Nullable Text earliest,
    @Nullable Text latest,
    @Nullable Text exclusiveEarliest,
    @Nullable Text exclusiveLatest,
    @Nullable Boolean timezone,
    @Nullable Text defaultTimezone,
    @Nullable Integer minItems,
    @Nullable Integer maxItems,
    boolean uniqueItems,
    @Nullable Integer minProperties,
    @Nullable Integer maxProperties,
    List<Text> required,
    @Nullable Integer dimensions) {
  /** No option at all. */
  public static final Options NONE =
      new Options(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, false, null, null, List.of(), null);

  public Options {
    required = List.copyOf(required);
  }
}
