package dev.surety.validation.rule;

import dev.cel.common.CelOptions;
import dev.surety.validation.type.LinearPattern;

/** What one expression may cost. CEL for Java limits none of this unless told. */
final class CelLimits {
  /** Characters of an expression. */
  static final int EXPRESSION_CODE_POINTS = 4_096;

  /** Nesting of an expression; also bounds how often a list can contain itself twice. */
  static final int PARSER_DEPTH = 32;

  /** Steps of all macros ({@code all}, {@code map}, …) of one evaluation together. */
  static final int ITERATIONS = 10_000;

  /** Length of a text, bytes or list that {@code +} makes. */
  static final int RESULT_SIZE = 1 << 20;

  static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(EXPRESSION_CODE_POINTS)
          .maxParseRecursionDepth(PARSER_DEPTH)
          .comprehensionMaxIterations(ITERATIONS)
          .maxRegexProgramSize(LinearPattern.MAX_PROGRAM_SIZE)
          // record.amount > 100 on a number: the author should not have to know of int and double.
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private CelLimits() {}
}
