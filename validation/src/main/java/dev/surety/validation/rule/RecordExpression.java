package dev.surety.validation.rule;

import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.surety.contract.Problem;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CEL expression that stands outside a contract, such as a filter or a step of a repair, with the
 * limits that rules have. Its variables are JSON values: {@code Map}, {@code List}, {@code String},
 * {@code Long}, {@code BigDecimal}, {@code Boolean}, null. Immutable.
 */
public final class RecordExpression {
  private final Expression expression;

  private RecordExpression(Expression expression) {
    this.expression = expression;
  }

  /**
   * What compiling gave.
   *
   * @param expression null exactly when there is a problem
   */
  public record Compiled(@Nullable RecordExpression expression, List<Problem> problems) {
    public Compiled {
      problems = List.copyOf(problems);
    }
  }

  /**
   * What evaluating gave.
   *
   * @param value a JSON value
   * @param whyNot null when there is a value; else a clause that quotes no value
   */
  public record Outcome(@Nullable Object value, @Nullable String whyNot) {}

  /** An expression that must be true or false. */
  public static Compiled condition(Text text, List<String> variables) {
    return compiled(RuleCompiler.forNames(variables, SimpleType.BOOL).compile(text));
  }

  /** An expression of any JSON type. */
  public static Compiled value(Text text, List<String> variables) {
    return compiled(RuleCompiler.forNames(variables, SimpleType.DYN).compile(text));
  }

  private static Compiled compiled(CompiledExpression compiled) {
    Expression program = compiled.program();
    return new Compiled(
        program == null ? null : new RecordExpression(program), compiled.problems());
  }

  /** The expression as it was written. */
  public String source() {
    return expression.source();
  }

  /** Whether it is true; one that cannot be evaluated counts as false. */
  public boolean isTrue(Map<String, ? extends @Nullable Object> variables) {
    return Boolean.TRUE.equals(evaluate(variables).value());
  }

  /** Its value. */
  public Outcome evaluate(Map<String, ? extends @Nullable Object> variables) {
    Absence absence = new Absence();
    View view = new View(absence);
    Map<String, Object> converted = new HashMap<>();
    variables.forEach((name, value) -> converted.put(name, view.untyped(value)));
    Expression.Result result = expression.result(converted, absence);
    if (result.whyNot() != null) {
      return new Outcome(null, result.whyNot());
    }
    try {
      return new Outcome(json(result.value()), null);
    } catch (NotJson e) {
      return new Outcome(null, "its result is no JSON value");
    }
  }

  private static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static @Nullable Object json(@Nullable Object value) throws NotJson {
    if (value == null || value instanceof NullValue) {
      return null;
    }
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return BigDecimal.valueOf(number);
    }
    if (value instanceof Instant instant) {
      return instant.toString();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      for (Object item : list) {
        items.add(json(item));
      }
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      return members(map);
    }
    throw new NotJson();
  }

  private static Map<String, @Nullable Object> members(Map<?, ?> map) throws NotJson {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new NotJson();
      }
      members.put(name, json(entry.getValue()));
    }
    return members;
  }
}
