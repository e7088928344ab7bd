package dev.surety.validation.rule;

import dev.cel.common.values.NullValue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code surety.when}, compiled. Immutable. */
public final class Condition {
  private final Expression expression;

  public Condition(Expression expression) {
    this.expression = expression;
  }

  /** The expression. */
  public Expression expression() {
    return expression;
  }

  /** Whether it needs the decoded record. */
  public boolean readsRecord() {
    return expression.reads().record();
  }

  /** Whether it needs the headers. */
  public boolean readsHeaders() {
    return expression.reads().headers();
  }

  /** Whether it needs the key. */
  public boolean readsKey() {
    return expression.reads().key();
  }

  /**
   * Whether it is true; one that cannot be evaluated counts as false.
   *
   * @param key null for a record without a key
   * @param record the decoded record; what is not read may be anything
   */
  public boolean isTrue(
      Map<String, String> headers, @Nullable String key, @Nullable Object record) {
    Absence absence = new Absence();
    Map<String, Object> variables = new HashMap<>();
    variables.put("headers", headers);
    variables.put("key", key == null ? NullValue.NULL_VALUE : key);
    variables.put("record", new View(absence).untyped(record));
    return expression.evaluate(variables, absence).value();
  }
}
