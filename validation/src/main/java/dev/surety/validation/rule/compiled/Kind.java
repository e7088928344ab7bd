package dev.surety.validation.rule.compiled;

/** What a slot holds of a value. */
public enum Kind {
  /** Only whether it is there: {@link Slots#setPresent}. */
  PRESENCE,
  /** {@link Slots#setBoolean}. */
  BOOLEAN,
  /** A whole number of 64 bits: {@link Slots#setLong}. */
  LONG,
  /** {@link Slots#setDouble}. */
  DOUBLE,
  /** {@link Slots#setString(int, int, int)}. */
  STRING,
  /** A date (its midnight in UTC) or timestamp: {@link Slots#setTimestamp}. */
  TIMESTAMP,
  /** {@link Slots#openList}, {@link Slots#nextRow} for each item, {@link Slots#closeList}. */
  LIST,
  /** The same with entries; the key goes into {@link Capture#key}. */
  MAP,
  /**
   * A value that the contract gives no type: {@link Slots#setString(int, int, int)}, {@link
   * Slots#setBoolean}, {@link Slots#setPresent} for an object, else {@link Slots#setUnreadable}.
   */
  DYNAMIC
}
