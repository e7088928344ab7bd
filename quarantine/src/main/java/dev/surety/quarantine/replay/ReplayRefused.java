package dev.surety.quarantine.replay;

/** Going on could lose, duplicate or misplace records; the message says why and what to do. */
public final class ReplayRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReplayRefused(String message) {
    super(message);
  }

  public ReplayRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
