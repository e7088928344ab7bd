package dev.surety.validation.cases;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import dev.surety.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A violation as a test expects it; what is null may be anything.
 *
 * @param rule a record rule's id, or the constraint's name
 * @param path where in the record; empty for the record as a whole
 * @param code the kind of violation
 * @param at where the test says so
 */
public record ExpectedViolation(
    @Nullable String rule, @Nullable String path, @Nullable String code, Position at) {
  public ExpectedViolation {
    requireNonNull(at, "at");
  }

  boolean matches(Violation violation) {
    return (rule == null || rule.equals(violation.rule()))
        && (path == null || path.equals(violation.path()))
        && (code == null || code.equals(violation.code()));
  }

  /** As a test file writes it. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (rule != null) {
      parts.add("rule: " + rule);
    }
    if (path != null) {
      parts.add("path: " + (path.isEmpty() ? "\"\"" : path));
    }
    if (code != null) {
      parts.add("code: " + code);
    }
    return "{" + String.join(", ", parts) + "}";
  }
}
