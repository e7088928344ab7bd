package dev.surety.job;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** An operation failed; the message says what, why and what to do, for the user as it is. */
public final class OperationException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final ErrorCode code;

  public OperationException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = requireNonNull(code, "code");
  }

  public OperationException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public ErrorCode code() {
    return code;
  }
}
