package dev.surety.watch.promql;

/** The series that there are do not fit an expression, such as two matches where one is needed. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EvaluationException(String message) {
    super(message);
  }
}
