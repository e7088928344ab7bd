package dev.surety.contract.diff;

/** What a change does to a party. */
public enum Effect {
  /** Proved: nothing. */
  NONE,
  /** It breaks the party. */
  BREAKS,
  /** It cannot be told. */
  UNKNOWN
}
