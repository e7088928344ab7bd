package dev.surety.watch.promql;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands between two operands; a higher precedence binds tighter. */
enum Operator {
  OR("or", 1, Kind.SET),
  AND("and", 2, Kind.SET),
  UNLESS("unless", 2, Kind.SET),
  EQUAL("==", 3, Kind.COMPARISON),
  NOT_EQUAL("!=", 3, Kind.COMPARISON),
  GREATER(">", 3, Kind.COMPARISON),
  LESS("<", 3, Kind.COMPARISON),
  GREATER_OR_EQUAL(">=", 3, Kind.COMPARISON),
  LESS_OR_EQUAL("<=", 3, Kind.COMPARISON),
  ADD("+", 4, Kind.ARITHMETIC),
  SUBTRACT("-", 4, Kind.ARITHMETIC),
  MULTIPLY("*", 5, Kind.ARITHMETIC),
  DIVIDE("/", 5, Kind.ARITHMETIC),
  MODULO("%", 5, Kind.ARITHMETIC);

  enum Kind {
    SET,
    COMPARISON,
    ARITHMETIC
  }

  private static final Map<String, Operator> BY_SYMBOL = bySymbol();

  private final String symbol;
  private final int precedence;
  private final Kind kind;

  Operator(String symbol, int precedence, Kind kind) {
    this.symbol = symbol;
    this.precedence = precedence;
    this.kind = kind;
  }

  private static Map<String, Operator> bySymbol() {
    Map<String, Operator> map = new HashMap<>();
    for (Operator operator : values()) {
      map.put(operator.symbol, operator);
    }
    return Map.copyOf(map);
  }

  static @Nullable Operator of(String symbol) {
    return BY_SYMBOL.get(symbol);
  }

  String symbol() {
    return symbol;
  }

  int precedence() {
    return precedence;
  }

  Kind kind() {
    return kind;
  }

  /** Whether a comparison holds. */
  boolean holds(double left, double right) {
    return switch (this) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case GREATER -> left > right;
      case LESS -> left < right;
      case GREATER_OR_EQUAL -> left >= right;
      case LESS_OR_EQUAL -> left <= right;
      default -> throw new IllegalStateException(symbol + " compares nothing");
    };
  }

  /** The result of an arithmetic operator. */
  double compute(double left, double right) {
    return switch (this) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      default -> throw new IllegalStateException(symbol + " computes nothing");
    };
  }
}
