package dev.surety.validation.reference;

import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.Plan;
import java.util.Optional;

/** Which of a topic's record types a record is of. */
public final class RecordTypes {
  private RecordTypes() {}

  /** The name of the schema object that claims a record; empty when none does. */
  public static Optional<String> of(RecordInput input, Plan plan, Limits limits) {
    byte[] value = input.value();
    Decoded decoded =
        value == null
            ? new Decoded(true, null)
            : JsonDecoder.decode(ReferenceValidator.payload(input, value), limits, new Findings(1));
    return Optional.ofNullable(new Claim(input, decoded).first(plan.objects()))
        .map(ObjectPlan::name);
  }
}
