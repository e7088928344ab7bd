package dev.surety.validation.fast.json;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.reference.ReferenceValidator;

/**
 * Judges JSON records: those that surely keep the contract in one pass over their bytes, all others
 * by the reference path. Not thread-safe.
 */
public final class FastJsonValidator implements RecordValidator {
  private final RecordValidator reference;
  private final Scan scan = new Scan();
  private final Check record;
  private final boolean keyless;
  private final int maxBytes;

  private FastJsonValidator(ObjectPlan object, Limits limits, RecordValidator reference) {
    this.reference = requireNonNull(reference, "reference");
    this.record = new PlanCompiler(scan, limits.maxDepth()).record(object.root());
    this.keyless = object.keyless() == Passage.PASS;
    this.maxBytes = limits.maxBytes();
  }

  /** A validator for a plan: with a fast path where it can be had, else the reference alone. */
  public static RecordValidator of(Plan plan, Limits limits) {
    RecordValidator reference = new ReferenceValidator(plan, limits);
    ObjectPlan only = plan.objects().get(0);
    return only.when() == null && only.rules().isEmpty()
        ? new FastJsonValidator(only, limits, reference)
        : reference;
  }

  @Override
  public Verdict validate(RecordInput input) {
    return accepts(input) ? Verdict.Accepted.CLEAN : reference.validate(input);
  }

  /** Whether the record surely keeps the contract, without a warning. */
  public boolean accepts(RecordInput input) {
    byte[] value = input.value();
    if (value == null || value.length > maxBytes || (!keyless && input.key() == null)) {
      return false;
    }
    byte[] b = scan.load(value);
    int at = record.scan(b, Syntax.space(b, 0), scan);
    return at > 0 && (at == value.length || Syntax.space(b, at) == value.length);
  }
}
