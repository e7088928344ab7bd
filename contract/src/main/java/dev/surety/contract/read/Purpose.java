package dev.surety.contract.read;

/** What a document is read for. */
public enum Purpose {
  /** What constrains records and cannot be enforced is an error. */
  ENFORCE,
  /** What constrains records and cannot be enforced is a warning, and is kept. */
  DESCRIBE
}
