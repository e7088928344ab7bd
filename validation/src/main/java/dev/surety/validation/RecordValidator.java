package dev.surety.validation;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.validation.compile.ContractCompiler;
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
   * Compiles the record types that a contract has on a topic to a validator of JSON; {@link
   * CompiledContract} has those of other formats, and says what is refused.
   */
  static Compiled compile(Contract contract, String topic, Limits limits) {
    CompiledContract.Result result = CompiledContract.compile(contract, topic, limits);
    CompiledContract compiled = result.contract();
    return new Compiled(compiled == null ? null : compiled.json(), result.problems());
  }

  /** Everything that compiling would find wrong with a contract, on all of its topics. */
  static List<Problem> lint(Contract contract) {
    return ContractCompiler.lint(contract);
  }
}
