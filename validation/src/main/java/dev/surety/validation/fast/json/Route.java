package dev.surety.validation.fast.json;

import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.RecordInput;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.fast.code.Background;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.Slots;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A record type: whether a record is of it, and whether it keeps the contract then. */
final class Route {
  /** Whether a record is of a type. */
  enum Claim {
    YES,
    NO,
    UNSURE
  }

  private final boolean keyless;
  private final RuleProgram rules;
  private final Slots slots;
  private final Envelope envelope;
  private final @Nullable When when;
  private volatile Check record;
  private int asked;

  Route(ObjectPlan object, Scan scan, int maxDepth) {
    this.keyless = object.keyless() == Passage.PASS;
    this.rules = RuleProgram.compile(object.root(), object.rules(), Envelope.property(object));
    this.slots = rules.slots().newSlots();
    this.envelope = new Envelope(object, rules.property(), maxDepth);
    this.record =
        new PlanCompiler(scan, maxDepth, slots).record(object.root(), rules.slots().root());
    Condition condition = object.when();
    this.when = condition == null ? null : new When(object.name(), condition, scan, maxDepth);
  }

  /** Whether everything that the contract asks for can be decided here. */
  boolean isComplete() {
    return rules.isComplete() && envelope.isComplete() && (when == null || when.rule.isComplete());
  }

  /** Makes classes of the checks, by the order in which members came until now. */
  void generate() {
    record = CheckCode.compile(record);
  }

  Claim claims(RecordInput input, byte[] b, int length, Scan scan) {
    return when == null ? Claim.YES : when.claims(input, b, length, scan);
  }

  boolean accepts(RecordInput input, byte[] b, int length, Scan scan) {
    if (!keyless && input.key() == null) {
      return false;
    }
    if (++asked == Background.AFTER_RECORDS) {
      Background.run(this::generate);
    }
    slots.reset(b);
    return isWhole(record, b, length, scan)
        && rules.allHold(slots)
        && envelope.accepts(input, slots);
  }

  /** Whether there is one value, nothing before it and nothing behind it. */
  private static boolean isWhole(Check check, byte[] b, int length, Scan scan) {
    int at = check.scan(b, Syntax.space(b, 0), scan);
    return at >= 0 && (at == length || Syntax.space(b, at) == length);
  }

  /** A {@code surety.when} with the slots that it reads of a record of no type. */
  private static final class When {
    private final RuleProgram rule;
    private final Slots slots;
    private final String[] headerNames;
    private final int[] headerSlots;
    private final @Nullable Check record;

    When(String object, Condition condition, Scan scan, int maxDepth) {
      this.rule = RuleProgram.compile(object, condition);
      this.slots = rule.slots().newSlots();
      this.headerNames = rule.slots().headers().keySet().toArray(String[]::new);
      this.headerSlots = Arrays.stream(headerNames).mapToInt(rule.slots().headers()::get).toArray();
      this.record =
          condition.readsRecord()
              ? new PlanCompiler(scan, maxDepth, slots).anything(rule.slots().root())
              : null;
    }

    Claim claims(RecordInput input, byte[] b, int length, Scan scan) {
      slots.reset(b);
      for (int i = 0; i < headerNames.length; i++) {
        header(input, headerNames[i], headerSlots[i]);
      }
      if (rule.slots().key() >= 0) {
        slots.setOutside(rule.slots().key(), input.key());
      }
      if (record != null && !isWhole(record, b, length, scan)) {
        return Claim.UNSURE;
      }
      if (rule.rules().get(0).holds(slots)) {
        return Claim.YES;
      }
      return rule.rules().get(0).fails(slots) ? Claim.NO : Claim.UNSURE;
    }

    /** Of several headers of a name the last counts; one without a value is absent. */
    private void header(RecordInput input, String name, int slot) {
      for (int i = input.headerCount() - 1; i >= 0; i--) {
        if (input.headerName(i).equals(name)) {
          byte[] value = input.headerValue(i);
          if (value != null) {
            slots.setOutside(slot, value);
          }
          return;
        }
      }
    }
  }
}
