package dev.surety.sandbox;

import java.time.Duration;

/** A bound on waiting, measured with the monotonic clock. */
record Deadline(long startNanos, Duration timeout) {
  private static final long PAUSE_MS = 100;

  static Deadline after(Duration timeout) {
    return new Deadline(System.nanoTime(), timeout);
  }

  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  boolean passed() {
    return waited().compareTo(timeout) >= 0;
  }

  /** Waits a moment before the next look at something outside of this process. */
  static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException(SandboxException.Code.BUSY, "interrupted while waiting", e);
    }
  }
}
