package dev.surety.contract;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong in a file that a user wrote: where, what, and what to write instead.
 *
 * @param severity whether the file can be used in spite of it
 * @param code stable name of the kind of problem, in kebab-case, such as {@code unknown-key}
 * @param at where it is
 * @param message what is wrong, in one sentence
 * @param help what to do; empty when the message says it all
 * @param sourceLine the offending line, for display with a caret; empty when there is none
 */
public record Problem(
    Severity severity, String code, Position at, String message, String help, String sourceLine) {
  /** Whether a file with this problem can be used. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Problem {
    requireNonNull(severity, "severity");
    requireNonNull(code, "code");
    requireNonNull(at, "at");
    requireNonNull(message, "message");
    requireNonNull(help, "help");
    requireNonNull(sourceLine, "sourceLine");
  }

  /** Written out for the reason that {@link Position#hashCode} is. */
  @Override
  public int hashCode() {
    return at.hashCode() * 31 + message.hashCode();
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }
}
