package dev.surety.validation.reference;

import com.google.protobuf.Descriptors.Descriptor;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject.Passage;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.rule.Expression;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.type.Node;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Judges records by a plan: decode, claim (which record type is it), walk, rules.
 *
 * <p>A tombstone (key, no value) that no object claims passes, unless an object of the topic says
 * {@code quarantine}: its {@code surety.when} may read a record that is not there.
 */
public final class ReferenceValidator implements RecordValidator {
  private final Plan plan;
  private final Limits limits;
  private final List<Node> allRoots;
  private final InstantSource clock;
  private final RecordDecoder decoder;

  /** Of JSON. */
  public ReferenceValidator(Plan plan, Limits limits) {
    this(plan, limits, InstantSource.system());
  }

  /** Of JSON. {@code clock}: what {@code now} is in rules. */
  public ReferenceValidator(Plan plan, Limits limits, InstantSource clock) {
    this(plan, limits, clock, JsonDecoder::decode);
  }

  private ReferenceValidator(Plan plan, Limits limits, InstantSource clock, RecordDecoder decoder) {
    this.decoder = decoder;
    this.clock = clock;
    this.plan = plan;
    this.limits = limits;
    this.allRoots = plan.objects().stream().map(ObjectPlan::root).toList();
  }

  /** Of Avro's binary encoding by the schema that a value was written with. */
  public static ReferenceValidator avro(Plan plan, Schema writer, Limits limits) {
    return new ReferenceValidator(plan, limits, InstantSource.system(), new AvroDecoder(writer));
  }

  /** Of Protobuf's binary encoding by the message that a value was written as. */
  public static ReferenceValidator protobuf(Plan plan, Descriptor writer, Limits limits) {
    return new ReferenceValidator(
        plan,
        limits,
        InstantSource.system(),
        (bytes, bounds, findings) -> ProtobufDecoder.decode(bytes, writer, bounds, findings));
  }

  /** Where the record in Avro that begins at a position ends; -1 when it is damaged. */
  public static int avroEnd(byte[] bytes, int from, Schema writer, Limits limits) {
    return new AvroDecoder(writer).end(bytes, from, limits);
  }

  /** The part of a value that is the record. */
  static byte[] payload(RecordInput input, byte[] value) {
    int start = input.payloadStart();
    return start == 0 ? value : Arrays.copyOfRange(value, start, value.length);
  }

  @Override
  public Verdict validate(RecordInput input) {
    Findings violations = new Findings(limits.maxViolations());
    Findings warnings = new Findings(limits.maxViolations());
    byte[] value = input.value();
    ObjectPlan object =
        value == null
            ? withoutValue(input, violations)
            : withValue(input, value, violations, warnings);
    if (violations.isEmpty() && warnings.isEmpty()) {
      return Verdict.Accepted.CLEAN;
    }
    List<Node> roots = object == null ? allRoots : List.of(object.root());
    List<Violation> warned = warnings.toViolations(roots);
    return violations.isEmpty()
        ? new Verdict.Accepted(warned)
        : new Verdict.Rejected(violations.toViolations(roots), warned);
  }

  private @Nullable ObjectPlan withoutValue(RecordInput input, Findings violations) {
    if (input.key() == null) {
      violations.add(
          ViolationCode.MISSING_VALUE, "value", List.of(), "The record has neither key nor value.");
      return null;
    }
    ObjectPlan object = new Claim(input, new Decoded(true, null)).first(plan.objects());
    boolean refused =
        object == null
            ? plan.objects().stream().anyMatch(any -> any.tombstones() == Passage.QUARANTINE)
            : object.tombstones() == Passage.QUARANTINE;
    if (refused) {
      violations.add(
          ViolationCode.TOMBSTONE,
          "surety.tombstones",
          List.of(),
          "The record has a key and no value, and the contract does not let tombstones pass.");
    }
    if (object != null) {
      new EnvelopeCheck(input, limits, violations).check(object, Decoded.NOTHING);
    }
    return object;
  }

  private @Nullable ObjectPlan withValue(
      RecordInput input, byte[] value, Findings violations, Findings warnings) {
    Decoded decoded = decoder.decode(payload(input, value), limits, violations);
    ObjectPlan object = new Claim(input, decoded).first(plan.objects());
    if (object == null) {
      // Without a value it could not be asked for; then what is wrong with the bytes is the reason.
      if (decoded.complete()) {
        violations.add(ViolationCode.UNKNOWN_RECORD_TYPE, "surety.when", List.of(), unknownType());
      }
      return null;
    }
    if (input.key() == null && object.keyless() == Passage.QUARANTINE) {
      violations.add(
          ViolationCode.KEYLESS,
          "surety.keyless",
          List.of(),
          "The record has no key, and the contract requires one.");
    }
    if (decoded.complete()) {
      new RecordWalk(violations).check(object.root(), decoded.value());
    }
    new EnvelopeCheck(input, limits, violations).check(object, decoded);
    if (decoded.complete()) {
      rules(object, decoded.value(), violations, warnings);
    }
    return object;
  }

  private String unknownType() {
    return "No object of the contract claims the record: surety.when is not true for "
        + plan.objects().stream().map(ObjectPlan::name).collect(Collectors.joining(", "))
        + ".";
  }

  private void rules(
      ObjectPlan object, @Nullable Object record, Findings violations, Findings warnings) {
    if (object.rules().isEmpty() || violations.isFull()) {
      return;
    }
    // What rules add does not keep later rules from being evaluated.
    List<Rule> due =
        violations.isEmpty()
            ? object.rules()
            : object.rules().stream()
                .filter(rule -> rule.reads().stream().noneMatch(violations::touches))
                .toList();
    Instant now = clock.instant();
    for (Rule rule : due) {
      Expression.Outcome outcome = rule.evaluate(object.root(), record, now);
      if (outcome.value()) {
        continue;
      }
      Findings to = rule.onViolation() == OnViolation.PASS ? warnings : violations;
      if (outcome.whyNot() == null) {
        to.add(ViolationCode.RULE_FAILED, rule.id(), List.of(), rule.message());
      } else {
        to.add(
            ViolationCode.RULE_NOT_EVALUABLE,
            rule.id(),
            List.of(),
            "The rule cannot be evaluated: " + outcome.whyNot() + ".");
      }
    }
  }
}
