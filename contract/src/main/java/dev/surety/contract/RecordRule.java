package dev.surety.contract;

import static java.util.Objects.requireNonNull;

/**
 * A rule over a whole record: {@code quality: {type: custom, engine: cel, implementation: …}} on a
 * schema object.
 *
 * @param id the rule's name in violations: its {@code id}, else its {@code name}, else {@code
 *     rule-<n>}
 * @param description what it means, for people; empty when not given
 * @param expression CEL over {@code record}; true when the record keeps the rule
 * @param onViolation what happens to a record that breaks it
 * @param at where the rule stands in the contract
 */
public record RecordRule(
    String id, String description, Text expression, OnViolation onViolation, Position at) {
  /**
   * What happens to a record that breaks a rule: {@code surety.on_violation}, by default from
   * {@code severity}.
   */
  public enum OnViolation {
    /** {@code severity: error}, the default: the record goes to the quarantine topic. */
    QUARANTINE,
    /** {@code severity: warning} or {@code info}: the record passes, the violation is counted. */
    PASS
  }

  public RecordRule {
    requireNonNull(id, "id");
    requireNonNull(description, "description");
    requireNonNull(expression, "expression");
    requireNonNull(onViolation, "onViolation");
    requireNonNull(at, "at");
  }
}
