package dev.surety.cli;

/** Exit codes of the command line; the same for every command. */
final class ExitCode {
  /** Done. */
  static final int DONE = 0;

  /** Something was found: a lint error, a failed test, records that do not reconcile. */
  static final int FINDINGS = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** A server cannot be reached, or failed. */
  static final int UNREACHABLE = 3;

  /** Refused to protect data. */
  static final int REFUSED = 4;

  private ExitCode() {}
}
