package dev.surety.watch.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression that was read: what {@link PromqlParser} makes and {@link Evaluator} computes. */
public sealed interface Expr {
  /** A number. */
  record NumberLiteral(double value) implements Expr {}

  /** A text, as an argument of {@code label_replace}. */
  record TextLiteral(String value) implements Expr {}

  /**
   * Series by name and labels.
   *
   * @param rangeMs length of the range; 0 for the newest sample
   */
  record Selector(String metric, List<Matcher> matchers, long rangeMs, long offsetMs)
      implements Expr {
    public Selector {
      matchers = List.copyOf(matchers);
    }

    boolean matches(Labels labels) {
      for (Matcher matcher : matchers) {
        if (!matcher.test(labels)) {
          return false;
        }
      }
      return true;
    }

    /** How long before now its oldest sample may be. */
    long reachMs() {
      return offsetMs + Math.max(rangeMs, SeriesStore.LOOKBACK_MS);
    }
  }

  /** {@code -operand}. */
  record Negation(Expr operand) implements Expr {}

  /** Two operands and what is between them. */
  record Binary(Operator operator, boolean bool, Matching matching, Expr left, Expr right)
      implements Expr {}

  /** {@code sum by (labels) (operand)} and others; the parameter is that of {@code quantile}. */
  record Aggregate(
      Aggregation aggregation,
      Grouping grouping,
      List<String> labels,
      @Nullable Expr parameter,
      Expr operand)
      implements Expr {
    public Aggregate {
      labels = List.copyOf(labels);
    }
  }

  /** A function and its arguments. */
  record Call(Function function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** Whether the labels of an aggregation stay or go. */
  enum Grouping {
    BY,
    WITHOUT
  }

  /** Which side of an operation may have several series for one of the other. */
  enum Cardinality {
    ONE_TO_ONE,
    MANY_TO_ONE,
    ONE_TO_MANY
  }

  /**
   * Which series of both sides belong together.
   *
   * @param on by these labels alone, else by all but these
   * @param include labels that come from the side of the one
   */
  record Matching(boolean on, List<String> labels, Cardinality cardinality, List<String> include) {
    static final Matching ALL_LABELS =
        new Matching(false, List.of(), Cardinality.ONE_TO_ONE, List.of());

    public Matching {
      labels = List.copyOf(labels);
      include = List.copyOf(include);
    }
  }

  /** What an expression results in. */
  enum Type {
    SCALAR,
    VECTOR,
    RANGE,
    TEXT
  }

  /** What it results in. */
  default Type type() {
    if (this instanceof NumberLiteral) {
      return Type.SCALAR;
    }
    if (this instanceof TextLiteral) {
      return Type.TEXT;
    }
    if (this instanceof Selector selector) {
      return selector.rangeMs() > 0 ? Type.RANGE : Type.VECTOR;
    }
    if (this instanceof Negation negation) {
      return negation.operand().type();
    }
    if (this instanceof Binary binary) {
      return binary.left().type() == Type.SCALAR && binary.right().type() == Type.SCALAR
          ? Type.SCALAR
          : Type.VECTOR;
    }
    return this instanceof Call call ? call.function().result() : Type.VECTOR;
  }

  /** Adds every selector in it to a list. */
  default void collectSelectors(List<Selector> into) {
    if (this instanceof Selector selector) {
      into.add(selector);
    } else if (this instanceof Negation negation) {
      negation.operand().collectSelectors(into);
    } else if (this instanceof Binary binary) {
      binary.left().collectSelectors(into);
      binary.right().collectSelectors(into);
    } else if (this instanceof Aggregate aggregate) {
      aggregate.operand().collectSelectors(into);
    } else if (this instanceof Call call) {
      call.arguments().forEach(argument -> argument.collectSelectors(into));
    }
  }
}
