package dev.surety.validation;

/**
 * Bounds on one record; what exceeds them is a violation.
 *
 * @param maxBytes greatest size of a value, in bytes
 * @param maxDepth greatest nesting of objects and arrays, at most {@link #DEEPEST}
 * @param maxViolations how many violations are reported for one record before the list ends with
 *     {@code too_many_violations}
 */
public record Limits(int maxBytes, int maxDepth, int maxViolations) {
  /** 16 MiB, 64 levels, 100 violations. */
  public static final Limits DEFAULT = new Limits(16 << 20, 64, 100);

  /** No limit on depth may be greater: values are walked on the call stack. */
  public static final int DEEPEST = 500;

  public Limits {
    if (maxBytes < 1 || maxDepth < 1 || maxDepth > DEEPEST || maxViolations < 1) {
      throw new IllegalArgumentException("limits must be positive and maxDepth at most " + DEEPEST);
    }
  }
}
