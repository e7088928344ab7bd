package dev.surety.oracle;

/** What can be wrong with a record that a pipeline was given. */
public enum Fault {
  /** It is neither on the clean nor on the quarantine topic. */
  LOST,
  /** It is there more than once. */
  DUPLICATED,
  /** It was never produced, or has lost the header that identifies it. */
  UNKNOWN,
  /** It keeps its contract and is on the quarantine topic, or the other way round. */
  ROUTE,
  /** Its key changed. */
  KEY,
  /** Its value changed. */
  VALUE,
  /** An original header is gone, changed or moved, or one was added that must not be there. */
  HEADERS,
  /** Its timestamp changed. */
  TIMESTAMP,
  /** It is on another partition of the clean topic than it was of the input topic. */
  PARTITION,
  /** It comes after a record that it preceded on its input partition. */
  ORDER,
  /** The headers of a quarantined record do not name its true place on the input topic. */
  SOURCE,
  /** The input topic itself is not what was produced; then nothing else can be trusted. */
  INPUT
}
