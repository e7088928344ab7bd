package dev.surety.sandbox;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An operation on the sandbox failed; the message says why in words for the user. */
public final class SandboxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it was. */
  public enum Code {
    /** The server files are not where {@link SandboxOptions#suretyHome()} says. */
    SERVER_FILES_MISSING,
    /** A port that a server needs is taken by another program. */
    PORT_IN_USE,
    /** A server ended, or did not answer in time, while it was started. */
    START_FAILED,
    /** What runs, or the data that is kept, does not fit what is asked for. */
    DIFFERENT_SANDBOX,
    /** Another process starts or stops this sandbox and did not finish in time. */
    BUSY,
    /** There is no such server in this sandbox, or it is not in the state that is needed. */
    WRONG_STATE,
    /** A server answered with an error or not at all. */
    SERVER_UNREACHABLE,
    /** A file of the sandbox cannot be read or written. */
    FILES
  }

  private final Code code;

  SandboxException(Code code, String message) {
    this(code, message, null);
  }

  SandboxException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code");
  }

  /** What kind of failure it was. */
  public Code code() {
    return code;
  }
}
