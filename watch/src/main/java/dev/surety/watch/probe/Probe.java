package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;

/**
 * Asks one target and says what it answered. Runs in a thread of its own, never twice at the same
 * time; it is interrupted when it overruns its deadline.
 */
interface Probe extends AutoCloseable {
  /** What is probed; one for each pair of probe and target. */
  record Id(String probe, String target) {}

  Id id();

  /**
   * Asks the target.
   *
   * @param samples takes what it answered; thrown away when the probe fails
   * @throws ProbeException when the target does not answer as it should
   */
  void run(Samples samples, Deadline deadline) throws ProbeException, InterruptedException;

  /** What is known whether the target answers or not, such as counters. */
  default void addLasting(Samples samples) {}

  /** Ends connections; called once, when the target is not probed any more. */
  @Override
  default void close() {}
}
