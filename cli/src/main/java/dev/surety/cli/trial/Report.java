package dev.surety.cli.trial;

import dev.surety.validation.Violation;
import java.io.IOException;
import java.util.List;

/** Shows verdicts as they come. Lines are numbered from 1. */
public interface Report {
  /** The record keeps the contract. */
  void accepted(long line) throws IOException;

  /** It keeps the contract and breaks rules that let it pass. */
  void warned(long line, List<Violation> warnings) throws IOException;

  /** It breaks the contract. */
  void rejected(long line, List<Violation> violations, List<Violation> warnings) throws IOException;

  /** It cannot be judged now. */
  void undecided(long line, String reason) throws IOException;

  /** What came of all records. */
  void summary(Trial.Summary summary) throws IOException;
}
