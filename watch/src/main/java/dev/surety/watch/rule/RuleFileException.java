package dev.surety.watch.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rule files that cannot be used, with everything that is wrong in them. */
public final class RuleFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<RuleProblem> problems;

  RuleFileException(List<RuleProblem> problems) {
    super(problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All of them, in the order of the files. */
  public List<RuleProblem> problems() {
    return problems;
  }
}
