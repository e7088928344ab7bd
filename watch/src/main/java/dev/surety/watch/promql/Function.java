package dev.surety.watch.promql;

import static dev.surety.watch.promql.Expr.Type.RANGE;
import static dev.surety.watch.promql.Expr.Type.SCALAR;
import static dev.surety.watch.promql.Expr.Type.TEXT;
import static dev.surety.watch.promql.Expr.Type.VECTOR;

import dev.surety.watch.promql.Expr.Type;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions that are known, with the types of their arguments. */
enum Function {
  ABS(VECTOR, VECTOR),
  ABSENT(VECTOR, VECTOR),
  AVG_OVER_TIME(VECTOR, RANGE),
  CLAMP_MIN(VECTOR, VECTOR, SCALAR),
  COUNT_OVER_TIME(VECTOR, RANGE),
  DERIV(VECTOR, RANGE),
  FLOOR(VECTOR, VECTOR),
  INCREASE(VECTOR, RANGE),
  LABEL_REPLACE(VECTOR, VECTOR, TEXT, TEXT, TEXT, TEXT),
  LAST_OVER_TIME(VECTOR, RANGE),
  MAX_OVER_TIME(VECTOR, RANGE),
  MIN_OVER_TIME(VECTOR, RANGE),
  PREDICT_LINEAR(VECTOR, RANGE, SCALAR),
  QUANTILE_OVER_TIME(VECTOR, SCALAR, RANGE),
  RATE(VECTOR, RANGE),
  RESETS(VECTOR, RANGE),
  SQRT(VECTOR, VECTOR),
  TIME(SCALAR);

  private final Type result;
  private final List<Type> arguments;

  Function(Type result, Type... arguments) {
    this.result = result;
    this.arguments = List.of(arguments);
  }

  static @Nullable Function of(String name) {
    for (Function function : values()) {
      if (function.symbol().equals(name)) {
        return function;
      }
    }
    return null;
  }

  /** Its name in an expression. */
  String symbol() {
    return name().toLowerCase(Locale.ROOT);
  }

  Type result() {
    return result;
  }

  List<Type> arguments() {
    return arguments;
  }

  /** Samples that a series needs within the range to have a result. */
  int leastSamples() {
    return switch (this) {
      case INCREASE, RATE, DERIV, PREDICT_LINEAR -> 2;
      default -> 1;
    };
  }
}
