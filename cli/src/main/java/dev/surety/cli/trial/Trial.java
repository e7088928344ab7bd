package dev.surety.cli.trial;

import dev.surety.validation.Limits;
import dev.surety.validation.RecordValidator;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.ViolationCode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges every record of a stream. Memory does not grow with the stream. */
public final class Trial {
  /** How often progress is shown, in records. */
  private static final int PROGRESS_RECORDS = 1 << 10;

  private final RecordValidator validator;
  private final Limits limits;
  private final LineRecord record;
  private final Report report;
  private final Progress progress;
  private final Map<String, Long> rejectedBy = new TreeMap<>();
  private final Map<String, Long> warnedBy = new TreeMap<>();
  private long records;
  private long rejected;
  private long warned;
  private long undecided;

  /**
   * For one stream.
   *
   * @param key the key of every record; null for none
   * @param headers the headers of every record
   */
  public Trial(
      RecordValidator validator,
      Limits limits,
      @Nullable String key,
      Map<String, String> headers,
      Report report,
      Progress progress) {
    this.validator = validator;
    this.limits = limits;
    this.record = new LineRecord(key, headers);
    this.report = report;
    this.progress = progress;
  }

  /**
   * What came of all records.
   *
   * @param records all of them; blank lines are none
   * @param warned accepted records that break a rule that lets pass
   * @param rejectedBy by rule, how many records it rejected
   * @param warnedBy by rule, how many accepted or rejected records it warned of
   */
  public record Summary(
      long records,
      long rejected,
      long warned,
      long undecided,
      Map<String, Long> rejectedBy,
      Map<String, Long> warnedBy) {
    /** Records that keep the contract. */
    public long accepted() {
      return records - rejected - undecided;
    }
  }

  /** Judges all records; blank lines are none. */
  public Summary run(RecordSource source) throws IOException, RecordSource.Unreadable {
    long number = 0;
    for (byte[] next = source.next(); next != null; next = source.next()) {
      number++;
      if (source.isTooLong()) {
        count(number, tooLong());
      } else if (!source.isBlank()) {
        count(number, validator.validate(record.of(next)));
      }
      if ((number & (PROGRESS_RECORDS - 1)) == 0) {
        progress.show(records, rejected, source.bytesRead());
      }
    }
    progress.clear();
    Summary summary = new Summary(records, rejected, warned, undecided, rejectedBy, warnedBy);
    report.summary(summary);
    return summary;
  }

  private Verdict tooLong() {
    Violation violation =
        new Violation(
            "maxBytes",
            "",
            ViolationCode.TOO_LARGE.code(),
            "The line has more than " + limits.maxBytes() + " bytes, which is the limit.");
    return new Verdict.Rejected(List.of(violation), List.of());
  }

  private void count(long line, Verdict verdict) throws IOException {
    records++;
    if (verdict == Verdict.Accepted.CLEAN) {
      report.accepted(line);
      return;
    }
    List<Violation> violations =
        verdict.match(any -> List.of(), Verdict.Rejected::violations, any -> List.of());
    List<Violation> warnings =
        verdict.match(Verdict.Accepted::warnings, Verdict.Rejected::warnings, any -> List.of());
    tally(violations, rejectedBy);
    tally(warnings, warnedBy);
    progress.clear();
    if (verdict instanceof Verdict.Undecided unknown) {
      undecided++;
      report.undecided(line, unknown.reason());
    } else if (violations.isEmpty()) {
      warned++;
      report.warned(line, warnings);
    } else {
      rejected++;
      report.rejected(line, violations, warnings);
    }
  }

  private static void tally(List<Violation> violations, Map<String, Long> by) {
    Set<String> rules = new HashSet<>();
    violations.forEach(violation -> rules.add(violation.rule()));
    rules.forEach(rule -> by.merge(rule, 1L, Long::sum));
  }
}
