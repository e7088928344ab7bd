package dev.surety.watch.rule;

import static java.util.Objects.requireNonNull;

import dev.surety.watch.promql.Expr;
import java.util.Map;

/** What is evaluated at each round. */
public sealed interface Rule {
  /** Name of the series that it records, or of the alert. */
  String name();

  /** What it evaluates. */
  Expr expression();

  /** Records the result of an expression as new series. */
  record Recording(String name, Expr expression, Map<String, String> labels) implements Rule {
    public Recording {
      requireNonNull(name, "name");
      requireNonNull(expression, "expression");
      labels = Map.copyOf(labels);
    }
  }

  /**
   * Raises an alert for each series of a result.
   *
   * @param forMs how long it is pending before it fires
   */
  record Alerting(
      String name,
      Expr expression,
      long forMs,
      Map<String, Template> labels,
      Map<String, Template> annotations)
      implements Rule {
    public Alerting {
      requireNonNull(name, "name");
      requireNonNull(expression, "expression");
      labels = Map.copyOf(labels);
      annotations = Map.copyOf(annotations);
    }
  }
}
