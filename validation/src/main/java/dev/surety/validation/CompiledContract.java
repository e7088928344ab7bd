package dev.surety.validation;

import static java.util.Objects.requireNonNull;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.fast.avro.FastAvroValidator;
import dev.surety.validation.fast.json.FastJsonValidator;
import dev.surety.validation.fast.protobuf.FastProtobufValidator;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The record types that a contract has on a topic, ready to judge records of any format. Immutable;
 * may be shared between threads, which the validators that it makes may not.
 */
public final class CompiledContract {
  private final Plan plan;
  private final Limits limits;

  private CompiledContract(Plan plan, Limits limits) {
    this.plan = requireNonNull(plan, "plan");
    this.limits = requireNonNull(limits, "limits");
  }

  /**
   * What compiling gave.
   *
   * @param contract null exactly when a problem is an error
   * @param problems what is wrong with the contract's expressions, patterns and formats
   */
  public record Result(@Nullable CompiledContract contract, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Compiles the record types that a contract has on a topic. A contract of which something is not
   * enforced is refused: a rule that nobody checks looks like one that all records keep.
   */
  public static Result compile(Contract contract, String topic, Limits limits) {
    if (!contract.notEnforced().isEmpty()) {
      return new Result(
          null, contract.notEnforced().stream().map(CompiledContract::refusal).toList());
    }
    ContractCompiler.Result result = ContractCompiler.compile(contract, topic);
    Plan plan = result.plan();
    return new Result(plan == null ? null : new CompiledContract(plan, limits), result.problems());
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

  /** A validator of values in JSON. */
  public RecordValidator json() {
    return FastJsonValidator.of(plan, limits);
  }

  /**
   * A validator of values in Avro's binary encoding, without a header; see {@link
   * RecordInput#payloadStart}.
   *
   * @param writer the schema that they were written with
   */
  public RecordValidator avro(Schema writer) {
    return FastAvroValidator.of(plan, writer, limits);
  }

  /**
   * A validator of values in Protobuf's binary encoding, without a header; see {@link
   * RecordInput#payloadStart}.
   *
   * @param writer the message that they were written as
   */
  public RecordValidator protobuf(Descriptor writer) {
    return FastProtobufValidator.of(plan, writer, limits);
  }
}
