package dev.surety.oracle;

/** Where a record must end. */
public enum Expectation {
  /** It keeps its contract and belongs on the clean topic. */
  CLEAN,
  /** It breaks its contract and belongs on the quarantine topic. */
  QUARANTINED
}
