package dev.surety.validation.rule;

import dev.surety.contract.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What compiling an expression gave.
 *
 * @param program null exactly when there is a problem
 * @param problems what is wrong with it
 */
public record CompiledExpression(@Nullable Expression program, List<Problem> problems) {
  public CompiledExpression {
    problems = List.copyOf(problems);
  }
}
