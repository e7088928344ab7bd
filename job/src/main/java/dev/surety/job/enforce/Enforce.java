package dev.surety.job.enforce;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.job.source.RawRecord;
import dev.surety.quarantine.format.QuarantineFormat;
import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds each record to its contract: a clean one is handed on as it is, one that breaks it is
 * handed on with the reasons. No record is dropped here and none is changed.
 */
public final class Enforce extends ProcessFunction<RawRecord, RawRecord>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final Violation KEYLESS =
      new Violation(
          "keyless",
          "",
          "keyless_on_compacted_topic",
          "the record has no key and the clean topic is compacted, which takes records with a key only");

  private final Enforcement enforcement;
  private final Tally tally = new Tally();
  private transient @Nullable RecordValidator validator;
  private transient @Nullable QuarantineFormat format;
  private transient @Nullable EnforceMetrics metrics;

  public Enforce(Enforcement enforcement) {
    this.enforcement = requireNonNull(enforcement, "enforcement");
  }

  @Override
  public void open(OpenContext context) {
    Contract contract =
        requireNonNull(
            ContractReader.read(enforcement.contractFile(), enforcement.contractText()).contract(),
            "a contract that was read before the job was submitted");
    validator =
        requireNonNull(
            RecordValidator.compile(contract, enforcement.topic(), Limits.DEFAULT).validator(),
            "a contract that was compiled before the job was submitted");
    format = new QuarantineFormat(enforcement.pipeline(), contract.id(), contract.version());
    metrics =
        new EnforceMetrics(
            getRuntimeContext().getMetricGroup(), enforcement.topic(), contract.id(), tally);
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<RawRecord> out) {
    Verdict verdict = judge(record);
    if (verdict instanceof Verdict.Accepted accepted) {
      if (enforcement.refuseKeyless() && record.key() == null) {
        quarantine(record, List.of(KEYLESS), accepted.warnings(), out);
      } else {
        tally.accepted(accepted.warnings());
        requireNonNull(metrics).accepted(record, accepted.warnings());
        out.collect(record);
      }
    } else {
      notAccepted(record, verdict, out);
    }
  }

  private Verdict judge(RawRecord record) {
    RecordValidator compiled = requireNonNull(validator);
    EnforceMetrics counters = requireNonNull(metrics);
    if (!counters.samples()) {
      return compiled.validate(record);
    }
    long start = System.nanoTime();
    Verdict verdict = compiled.validate(record);
    counters.judgedIn(System.nanoTime() - start);
    return verdict;
  }

  private void notAccepted(RawRecord record, Verdict verdict, Collector<RawRecord> out) {
    Verdict.Rejected rejected =
        verdict.match(
            accepted -> {
              throw new AssertionError("accepted records are handled before");
            },
            rejection -> rejection,
            undecided -> {
              throw new UndecidedException(record.toString(), undecided.reason());
            });
    List<Violation> violations = rejected.violations();
    if (enforcement.refuseKeyless() && record.key() == null) {
      violations = new ArrayList<>(violations);
      violations.add(KEYLESS);
    }
    quarantine(record, violations, rejected.warnings(), out);
  }

  private void quarantine(
      RawRecord record,
      List<Violation> violations,
      List<Violation> warnings,
      Collector<RawRecord> out) {
    tally.quarantined(violations, warnings);
    requireNonNull(metrics).quarantined(record, violations, warnings);
    out.collect(
        record.quarantined(
            requireNonNull(format)
                .headers(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Instant.now(),
                    violations)));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tally.snapshot();
    requireNonNull(metrics).look();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    tally.restore(context.getOperatorStateStore());
  }
}
