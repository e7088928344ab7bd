package dev.surety.validation;

import static java.util.Objects.requireNonNull;

/**
 * One reason why a record breaks its contract.
 *
 * @param rule what was broken: a record rule's id, or the constraint's ODCS name such as {@code
 *     pattern} or {@code required}
 * @param path where in the record, such as {@code commits[2].author.email}; empty for the record as
 *     a whole
 * @param code stable machine-readable name of the kind of violation, in snake_case
 * @param message one sentence for people; never quotes the value of a classified property
 */
public record Violation(String rule, String path, String code, String message) {
  public Violation {
    requireNonNull(rule, "rule");
    requireNonNull(path, "path");
    requireNonNull(code, "code");
    requireNonNull(message, "message");
  }
}
