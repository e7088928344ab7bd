package dev.surety.validation.rule;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled expression that is true or false of a record. Immutable. */
public final class Expression {
  private final String source;
  private final CelRuntime.Program program;
  private final Reads reads;
  private final CelAbstractSyntaxTree ast;

  Expression(String source, CelRuntime.Program program, Reads reads, CelAbstractSyntaxTree ast) {
    this.source = source;
    this.ast = ast;
    this.program = program;
    this.reads = reads;
  }

  /**
   * True, false, or why it is neither.
   *
   * @param whyNot null when the expression was evaluated; else a clause that quotes no value
   */
  public record Outcome(boolean value, @Nullable String whyNot) {
    static final Outcome TRUE = new Outcome(true, null);
    static final Outcome FALSE = new Outcome(false, null);
  }

  /** The expression as the contract has it. */
  public String source() {
    return source;
  }

  /** The expression, parsed and type-checked. */
  public CelAbstractSyntaxTree ast() {
    return ast;
  }

  /** The property paths that it reads; the empty path is the whole record. */
  public Set<List<String>> readPaths() {
    return reads.paths();
  }

  Reads reads() {
    return reads;
  }

  Outcome evaluate(Map<String, Object> variables, Absence absence) {
    Result result = result(variables, absence);
    if (result.whyNot() != null) {
      return new Outcome(false, result.whyNot());
    }
    if (result.value() instanceof Boolean value) {
      return value ? Outcome.TRUE : Outcome.FALSE;
    }
    return new Outcome(false, "its result is neither true nor false");
  }

  /** A result as CEL has it, or why there is none. */
  record Result(@Nullable Object value, @Nullable String whyNot) {}

  Result result(Map<String, Object> variables, Absence absence) {
    try {
      return new Result(program.eval(variables), null);
    } catch (CelEvaluationException e) {
      return new Result(null, whyNot(e.getErrorCode(), absence));
    }
  }

  /** CEL's own message is not used: it may quote a value of the record. */
  private String whyNot(CelErrorCode code, Absence absence) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND -> absence.describe(source);
      case INDEX_OUT_OF_BOUNDS -> "an index is beyond the end of a list";
      case DIVIDE_BY_ZERO -> "it divides by zero";
      case NUMERIC_OVERFLOW -> "a number is too large for 64 bits";
      case ITERATION_BUDGET_EXCEEDED ->
          "it takes more than " + CelLimits.ITERATIONS + " steps over lists and maps";
      case BAD_FORMAT -> "a text cannot be converted to what the expression asks for";
      case INVALID_ARGUMENT -> "a function does not accept the value it is given";
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
          "an operator or function does not take values of these types";
      case DUPLICATE_ATTRIBUTE -> "a map that it builds has the same key twice";
      case INTERNAL_ERROR ->
          "a function does not accept the value it is given, or the result is" + " too large";
    };
  }
}
