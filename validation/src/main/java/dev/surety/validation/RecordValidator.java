package dev.surety.validation;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.json.FastJsonValidator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the records of one topic by a contract. Not thread-safe: one instance per thread. */
public interface RecordValidator {
  /** The verdict on a record. Never throws because of what is in the record. */
  Verdict validate(RecordInput input);

  /**
   * What compiling gave.
   *
   * @param validator the validator; null exactly when a problem is an error
   * @param problems what is wrong with the contract's expressions, patterns and formats
   */
  record Compiled(@Nullable RecordValidator validator, List<Problem> problems) {
    public Compiled {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Compiles the record types that a contract has on a topic. A contract of which something is not
   * enforced is refused: a rule that nobody checks looks like one that all records keep.
   */
  static Compiled compile(Contract contract, String topic, Limits limits) {
    if (!contract.notEnforced().isEmpty()) {
      return new Compiled(
          null, contract.notEnforced().stream().map(RecordValidator::refusal).toList());
    }
    ContractCompiler.Result result = ContractCompiler.compile(contract, topic);
    Plan plan = result.plan();
    return new Compiled(
        plan == null ? null : FastJsonValidator.of(plan, limits), result.problems());
  }

  private static Problem refusal(Problem notEnforced) {
    return new Problem(
        Problem.Severity.ERROR,
        "not-supported-yet",
        notEnforced.at(),
        notEnforced.message(),
        notEnforced.help(),
        notEnforced.sourceLine());
  }

  /** Everything that compiling would find wrong with a contract, on all of its topics. */
  static List<Problem> lint(Contract contract) {
    return ContractCompiler.lint(contract);
  }
}
