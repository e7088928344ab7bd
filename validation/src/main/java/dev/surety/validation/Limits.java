package dev.surety.validation;

/**
 * Bounds on one record; what exceeds them is a violation.
 *
 * @param maxBytes greatest size of a value, in bytes
 * @param maxDepth greatest nesting of objects and arrays
 * @param maxViolations how many violations are reported for one record before the list ends with
 *     {@code too_many_violations}
 */
public record Limits(int maxBytes, int maxDepth, int maxViolations) {
  /** 16 MiB, 64 levels, 100 violations. */
  public static final Limits DEFAULT = new Limits(16 << 20, 64, 100);
}
