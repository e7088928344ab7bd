package dev.surety.job.enforce;

/**
 * A record cannot be judged now. The job restarts from its last checkpoint and judges it again; it
 * is never called invalid.
 */
final class UndecidedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UndecidedException(String record, String reason) {
    super("record " + record + " cannot be judged now: " + reason);
  }
}
