package dev.surety.validation.type;

/**
 * Stands in a decoded record for a value that could not be decoded and was reported: it is present,
 * and nothing more is said of it.
 */
public enum Unreadable {
  VALUE
}
