package dev.surety.job;

/** What kind of operation failed, and the exit code that the command line gives for it. */
public enum ErrorCode {
  /** No broker, registry or other server answers in time. */
  UNREACHABLE(3),
  /** The server refuses the credentials, or the two do not speak the same security protocol. */
  AUTHENTICATION_FAILED(3),
  /** The server knows us and does not let us. */
  NOT_AUTHORIZED(3),
  /** A name that the server does not know. */
  NOT_FOUND(2),
  /** Going on could lose, duplicate or change records. */
  REFUSED(4),
  /** The job failed and cannot go on by itself. */
  JOB_FAILED(3);

  private final int exitCode;

  ErrorCode(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
