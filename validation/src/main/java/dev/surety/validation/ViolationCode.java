package dev.surety.validation;

import java.util.Locale;

/**
 * Every kind of violation. The names are stable: they are written into quarantine headers and
 * metrics.
 */
public enum ViolationCode {
  MISSING_VALUE("The record has neither key nor value."),
  TOMBSTONE("The record has a key and no value, and the contract does not let tombstones pass."),
  KEYLESS("The record has no key, and the contract requires one."),
  KEY_MISMATCH("The key does not equal the property that the contract names."),
  EMPTY_VALUE("The value has no bytes."),
  TOO_LARGE("The value has more bytes than the limit."),
  INVALID_ENCODING(
      "The value, or a text in it, is not UTF-8 without a byte order mark, or a key or header is not"
          + " UTF-8."),
  MALFORMED_JSON("The value is not JSON as RFC 8259 defines it."),
  MALFORMED_AVRO("The value is not what its writer's Avro schema says, or is truncated."),
  MALFORMED_PROTOBUF("The bytes are no message of their writer's schema, or are truncated."),
  LONE_SURROGATE("A string contains an escape of half a surrogate pair, which is no character."),
  DUPLICATE_KEY("An object has two members, or a map two entries, with the same name."),
  TRAILING_DATA("Something follows the value."),
  TOO_DEEP("Objects and arrays are nested deeper than the limit."),
  NUMBER_TOO_LONG("A number has more characters or bytes than the limit."),
  NUMBER_OUT_OF_RANGE("A number's exponent is beyond what can be computed with."),
  NOT_FINITE("The number is NaN or infinite, which no contract's number is."),
  TOO_MANY_VALUES("The value has more values that take no bytes than the limit."),
  UNKNOWN_RECORD_TYPE("No object of the contract describes the record."),
  WRONG_TYPE("The value is of another JSON type than the contract says."),
  REQUIRED_MISSING("A required property is absent."),
  REQUIRED_NULL("A required value is null."),
  UNKNOWN_PROPERTY("A closed object has a member that the contract does not list."),
  NOT_ALLOWED("The value is not one of the enumerated ones."),
  OUT_OF_RANGE("The number does not fit the format, such as i32, that the contract gives."),
  BELOW_MINIMUM("The number is less than minimum or not greater than exclusiveMinimum."),
  ABOVE_MAXIMUM("The number is greater than maximum or not less than exclusiveMaximum."),
  NOT_MULTIPLE_OF("The number is not a multiple of multipleOf."),
  TOO_SHORT("The string has fewer code points than minLength."),
  TOO_LONG("The string has more code points than maxLength."),
  PATTERN_MISMATCH("The string does not match the pattern."),
  INVALID_FORMAT("The string does not have the format that the contract names."),
  INVALID_DATE("The string is not a date of the contract's format."),
  INVALID_TIMESTAMP("The string is not a timestamp of the contract's format."),
  INVALID_TIME("The string is not a time of the contract's format."),
  TOO_EARLY("The date, timestamp or time is before the least one allowed."),
  TOO_LATE("The date, timestamp or time is after the greatest one allowed."),
  TOO_FEW_PROPERTIES("The object or map has fewer members than minProperties."),
  TOO_MANY_PROPERTIES("The object or map has more members than maxProperties."),
  TOO_FEW_ITEMS("The array has fewer items than minItems."),
  TOO_MANY_ITEMS("The array has more items than maxItems."),
  DUPLICATE_ITEMS("Two items of the array are equal, and uniqueItems forbids it."),
  WRONG_DIMENSIONS("The vector has another length than dimensions."),
  RULE_FAILED("A record rule is false."),
  RULE_NOT_EVALUABLE("A record rule cannot be evaluated, for instance as it reads what is absent."),
  TOO_MANY_VIOLATIONS("The list of violations ends here; the record has more.");

  private final String code = name().toLowerCase(Locale.ROOT);
  private final String sentence;

  ViolationCode(String sentence) {
    this.sentence = sentence;
  }

  /** The name in {@link Violation#code}. */
  public String code() {
    return code;
  }

  /** What it means, in one sentence. */
  public String sentence() {
    return sentence;
  }
}
