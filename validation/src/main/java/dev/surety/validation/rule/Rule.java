package dev.surety.validation.rule;

import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.validation.type.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record rule, compiled. Immutable. */
public final class Rule {
  private final RecordRule rule;
  private final Expression expression;

  public Rule(RecordRule rule, Expression expression) {
    this.rule = rule;
    this.expression = expression;
  }

  /** Its name in violations. */
  public String id() {
    return rule.id();
  }

  /** What happens to a record that breaks it. */
  public OnViolation onViolation() {
    return rule.onViolation();
  }

  /** What the record breaks when the rule is false: the description, else the expression. */
  public String message() {
    return rule.description().isBlank()
        ? "The rule is false: " + expression.source()
        : rule.description();
  }

  /** The expression. */
  public Expression expression() {
    return expression;
  }

  /** The property paths that it reads; the empty path is the whole record. */
  public Set<List<String>> reads() {
    return expression.reads().paths();
  }

  /** Evaluates the rule on a decoded record, with {@code now}. */
  public Expression.Outcome evaluate(Node root, @Nullable Object record, Instant now) {
    Absence absence = new Absence();
    return expression.evaluate(
        Map.of("record", new View(absence).typed(root, record), "now", now), absence);
  }
}
