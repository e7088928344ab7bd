package dev.surety.watch.rule;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong in a rule file.
 *
 * @param line from 1
 */
public record RuleProblem(String file, int line, String message) {
  public RuleProblem {
    requireNonNull(file, "file");
    requireNonNull(message, "message");
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
