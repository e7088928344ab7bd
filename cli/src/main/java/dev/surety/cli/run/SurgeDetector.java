package dev.surety.cli.run;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Sees when many more records than usual break their contract, by the rule of the alert
 * SuretyQuarantineSurge, but sooner: within ten seconds at least ten, more than 5 %, more than
 * three times the usual share, and six standard deviations (Poisson) above it. The usual share is
 * that of the ten minutes before; until a hundred records tell it, 5 % is the limit. It has no
 * clock of its own. Not thread-safe.
 */
final class SurgeDetector {
  private static final long WINDOW_NANOS = SECONDS.toNanos(10);
  private static final long BASELINE_NANOS = MINUTES.toNanos(10);
  private static final long BASELINE_RECORDS = 100;
  private static final long LEAST_RECORDS = 10;
  private static final double LEAST_RATIO = 0.05;
  private static final double TIMES_USUAL = 3;
  private static final double DEVIATIONS = 6;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private OptionalDouble baseline = OptionalDouble.empty();
  private Judged atBegin = Judged.NONE;
  private boolean surging;
  private long beganNanos;

  private record Sample(long nanos, Judged total) {}

  /**
   * A surge has begun or ended.
   *
   * @param began false when it has ended
   * @param judged records of the window when it has begun, of the whole surge when it has ended
   * @param baseline the usual share
   */
  record Change(boolean began, Judged judged, OptionalDouble baseline) {}

  /**
   * Looks at the totals.
   *
   * @param total since the pipeline's first start; steps back when the job restarts
   */
  Optional<Change> look(long nanos, Judged total) {
    if (!samples.isEmpty() && total.records() < samples.getLast().total().records()) {
      samples.clear();
    }
    samples.addLast(new Sample(nanos, total));
    while (nanos - samples.getFirst().nanos() > BASELINE_NANOS) {
      samples.removeFirst();
    }
    Sample windowStart = windowStart(nanos);
    Judged window = total.minus(windowStart.total());
    if (surging) {
      return isSurge(window) && !hasBecomeUsual(nanos)
          ? Optional.empty()
          : Optional.of(end(nanos, total));
    }
    Judged before = windowStart.total().minus(samples.getFirst().total());
    if (before.records() >= BASELINE_RECORDS) {
      baseline = OptionalDouble.of(before.ratio());
    }
    return isSurge(window)
        ? Optional.of(begin(nanos, window, windowStart.total()))
        : Optional.empty();
  }

  private Sample windowStart(long nanos) {
    for (Sample sample : samples) {
      if (nanos - sample.nanos() <= WINDOW_NANOS) {
        return sample;
      }
    }
    return samples.getLast();
  }

  private boolean isSurge(Judged window) {
    if (window.quarantined() < LEAST_RECORDS || window.ratio() <= LEAST_RATIO) {
      return false;
    }
    if (baseline.isEmpty()) {
      return true;
    }
    double usual = baseline.getAsDouble();
    double expected = usual * window.records();
    return window.ratio() > TIMES_USUAL * usual
        && window.quarantined() > expected + DEVIATIONS * Math.sqrt(expected);
  }

  /** Of a pipeline that never had another share, ten minutes of it say what is usual. */
  private boolean hasBecomeUsual(long nanos) {
    return baseline.isEmpty() && nanos - beganNanos >= BASELINE_NANOS;
  }

  private Change begin(long nanos, Judged window, Judged windowStart) {
    surging = true;
    beganNanos = nanos;
    atBegin = windowStart;
    return new Change(true, window, baseline);
  }

  /** What was judged in a surge is not usual: the share is measured anew, and the old one kept. */
  private Change end(long nanos, Judged total) {
    surging = false;
    samples.clear();
    samples.addLast(new Sample(nanos, total));
    Judged surge = total.minus(atBegin);
    Change change = new Change(false, surge, baseline);
    if (hasBecomeUsual(nanos)) {
      baseline = OptionalDouble.of(surge.ratio());
    }
    return change;
  }
}
