package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.records.JsonValue;
import dev.surety.quarantine.records.Quarantined;
import dev.surety.quarantine.records.RecordFilter;
import dev.surety.validation.cases.RecordEdit;
import dev.surety.validation.rule.RecordExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes records, step by step. A step sees what the steps before it made. Immutable.
 *
 * @param text the file, for the audit
 */
public record Repair(String text, List<Step> steps) {
  /** No change. */
  public static final Repair NONE = new Repair("", List.of());

  /**
   * A step.
   *
   * @param when null for every record
   * @param set expressions by place; all read the record as it was before the step
   * @param remove places; one that is absent is no failure
   */
  public record Step(
      @Nullable RecordExpression when, Map<String, RecordExpression> set, List<String> remove) {
    public Step {
      set = new LinkedHashMap<>(set);
      remove = List.copyOf(remove);
    }
  }

  /**
   * What became of a value.
   *
   * @param value its bytes; the same array when nothing was changed
   * @param failure why a step could not be done; then the value is the original one
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  public record Result(byte @Nullable [] value, @Nullable String failure) {}

  public Repair {
    requireNonNull(text, "text");
    steps = List.copyOf(steps);
  }

  /** The repaired value. A record that is no JSON object stays as it is. */
  public Result apply(Quarantined record) {
    Optional<JsonValue.Decoded> decoded =
        steps.isEmpty() ? Optional.empty() : JsonValue.read(record.value());
    if (decoded.isEmpty() || !(decoded.get().value() instanceof Map<?, ?> root)) {
      return new Result(record.value(), null);
    }
    Map<String, @Nullable Object> variables = RecordFilter.variables(record);
    boolean changed = false;
    for (Step step : steps) {
      variables.put("record", root);
      if (step.when() != null && !step.when().isTrue(variables)) {
        continue;
      }
      String failure = apply(step, root, variables);
      if (failure != null) {
        return new Result(record.value(), failure);
      }
      changed = true;
    }
    return new Result(changed ? JsonValue.write(root) : record.value(), null);
  }

  private static @Nullable String apply(
      Step step, Map<?, ?> root, Map<String, @Nullable Object> variables) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, RecordExpression> entry : step.set().entrySet()) {
      RecordExpression.Outcome outcome = entry.getValue().evaluate(variables);
      if (outcome.whyNot() != null) {
        return "'" + entry.getKey() + "' cannot be set: " + outcome.whyNot();
      }
      values.put(entry.getKey(), outcome.value());
    }
    for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
      try {
        RecordEdit.set(root, entry.getKey(), entry.getValue());
      } catch (RecordEdit.NoSuchPlace e) {
        return "'" + entry.getKey() + "' cannot be set: " + e.getMessage();
      }
    }
    for (String place : step.remove()) {
      try {
        RecordEdit.remove(root, place);
      } catch (RecordEdit.NoSuchPlace absent) {
        continue; // what is not there need not be removed
      }
    }
    return null;
  }
}
