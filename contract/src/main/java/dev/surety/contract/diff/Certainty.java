package dev.surety.contract.diff;

/** How sure the verdict on a change is. */
public enum Certainty {
  /** It is proved who breaks and who does not. */
  DECIDED,
  /** For at least one party it cannot be told. */
  CANNOT_TELL
}
