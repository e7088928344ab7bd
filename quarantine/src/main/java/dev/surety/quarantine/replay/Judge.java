package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.records.Quarantined;
import dev.surety.quarantine.replay.ReplayLedger.Judgement;
import dev.surety.validation.RecordInput;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import org.jspecify.annotations.Nullable;

/** Repairs a record and holds it to the contract of today. */
final class Judge {
  private final RecordValidator validator;
  private final Repair repair;

  Judge(RecordValidator validator, Repair repair) {
    this.validator = requireNonNull(validator, "validator");
    this.repair = requireNonNull(repair, "repair");
  }

  /**
   * What was found.
   *
   * @param value the value after repair
   * @param why null when it passes; quotes no classified value
   */
  @SuppressWarnings("ArrayRecordComponent") // compared nowhere
  record Judged(Judgement judgement, byte @Nullable [] value, @Nullable String why) {
    boolean isRepaired(Quarantined record) {
      return value != record.value();
    }
  }

  Judged judge(Quarantined record, boolean refusesKeyless) {
    Repair.Result repaired = repair.apply(record);
    if (repaired.failure() != null) {
      return new Judged(Judgement.FAILS, record.value(), "repair: " + repaired.failure());
    }
    byte[] value = repaired.value();
    if (refusesKeyless && record.key() == null) {
      return new Judged(
          Judgement.FAILS, value, "it has no key, and the target is compacted and takes none");
    }
    Verdict verdict = validator.validate(new Repaired(record, value));
    return verdict.match(
        accepted -> new Judged(Judgement.PASSES, value, null),
        rejected -> new Judged(Judgement.FAILS, value, text(rejected.violations().get(0))),
        undecided -> new Judged(Judgement.UNDECIDED, value, undecided.reason()));
  }

  private static String text(Violation violation) {
    String where = violation.path().isEmpty() ? "" : violation.path() + ": ";
    return where + violation.message() + " [" + violation.code() + "]";
  }

  private record Repaired(Quarantined record, byte @Nullable [] value) implements RecordInput {
    @Override
    public byte @Nullable [] key() {
      return record.key();
    }

    @Override
    public int headerCount() {
      return record.headerCount();
    }

    @Override
    public String headerName(int index) {
      return record.headerName(index);
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      return record.headerValue(index);
    }
  }
}
