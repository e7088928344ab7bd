package dev.surety.validation.fast.text;

/** What {@link Moments} read last; reused. */
public final class ReadMoment {
  /** Seconds since 1970. */
  public long seconds;

  /** The nanoseconds behind them. */
  public int nanos;

  /** Where its text ends; 0 when it has none, or the instant was not asked for. */
  public int end;
}
