package dev.surety.validation.fast.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.RecordInput;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.fast.code.Background;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.Slots;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
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
  private final MessageCheck message;
  private final RuleProgram rules;
  private final Slots slots;
  private final @Nullable When when;
  private volatile Payload record;
  private int asked;

  /** Keys and headers under contract are judged by the reference only. */
  private final boolean onlyValue;

  Route(ObjectPlan object, Descriptor type, Wire wire) {
    this.keyless = object.keyless() == Passage.PASS;
    this.rules = RuleProgram.compile(object.root(), object.rules());
    this.slots = rules.slots().newSlots();
    this.message =
        new MessageCompiler(wire, slots).record(type, object.root(), rules.slots().root());
    this.record = new Message(message);
    this.onlyValue = object.key() == null && object.headers().isEmpty();
    Condition condition = object.when();
    this.when = condition == null ? null : new When(object.name(), condition, type, wire);
  }

  /** Whether everything that the contract asks for can be decided here. */
  boolean isComplete() {
    return onlyValue && rules.isComplete() && (when == null || when.rule.isComplete());
  }

  /** Makes classes of the messages. */
  void generate() {
    record = MessageCode.compile(message);
  }

  Claim claims(RecordInput input, byte[] b, int end, Wire wire) {
    return when == null ? Claim.YES : when.claims(input, b, end, wire);
  }

  boolean accepts(RecordInput input, byte[] b, int end, Wire wire) {
    if (!keyless && input.key() == null) {
      return false;
    }
    if (++asked == Background.AFTER_RECORDS) {
      Background.run(this::generate);
    }
    slots.reset(b);
    return record.read(b, wire.start(), end, wire) == end && rules.allHold(slots);
  }

  /** A {@code surety.when} with the slots that it reads of a record of no type. */
  private static final class When {
    private final RuleProgram rule;
    private final Slots slots;
    private final String[] headerNames;
    private final int[] headerSlots;
    private final @Nullable MessageCheck record;

    When(String object, Condition condition, Descriptor type, Wire wire) {
      this.rule = RuleProgram.compile(object, condition);
      this.slots = rule.slots().newSlots();
      this.headerNames = rule.slots().headers().keySet().toArray(String[]::new);
      this.headerSlots = Arrays.stream(headerNames).mapToInt(rule.slots().headers()::get).toArray();
      Node any = new Node("", false, false, AllowedValues.ALL, new Shape.Any());
      this.record =
          condition.readsRecord()
              ? new MessageCompiler(wire, slots).record(type, any, rule.slots().root())
              : null;
    }

    Claim claims(RecordInput input, byte[] b, int end, Wire wire) {
      slots.reset(b);
      for (int i = 0; i < headerNames.length; i++) {
        header(input, headerNames[i], headerSlots[i]);
      }
      if (rule.slots().key() >= 0) {
        slots.setOutside(rule.slots().key(), input.key());
      }
      if (record != null && !record.holds(b, wire.start(), end, wire)) {
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
