package dev.surety.job.wire;

import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import java.util.List;
import java.util.Locale;

/**
 * What is wrong with how a record names its schema; stable, as they stand in quarantine headers.
 */
enum WireCode {
  /** A schema's number begins and does not end as it should. */
  FRAME_MALFORMED,
  /** Nothing names a schema, and the contract asks for one. */
  SCHEMA_NOT_NAMED,
  /** The registry says that there is no such schema. */
  SCHEMA_UNKNOWN;

  static final String RULE = "surety.encoding";

  Verdict verdict(String message) {
    String code = name().toLowerCase(Locale.ROOT);
    return new Verdict.Rejected(List.of(new Violation(RULE, "", code, message)), List.of());
  }
}
