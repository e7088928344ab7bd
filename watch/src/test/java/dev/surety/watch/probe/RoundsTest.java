package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class RoundsTest {
  private static final Duration SHORT = Duration.ofMillis(50);

  private final List<Probe> probes = new ArrayList<>();

  /** What a probe does. */
  private interface Action {
    void run(Samples samples) throws ProbeException, InterruptedException;
  }

  private record FakeProbe(Id id, Action action, AtomicInteger closed) implements Probe {
    @Override
    public void run(Samples samples, Deadline deadline)
        throws ProbeException, InterruptedException {
      action.run(samples);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private FakeProbe probe(String name, Action action) {
    FakeProbe probe = new FakeProbe(new Probe.Id(name, "t"), action, new AtomicInteger());
    probes.add(probe);
    return probe;
  }

  private Rounds rounds(Duration timeout) {
    return new Rounds(() -> List.copyOf(probes), timeout, WatchClock.SYSTEM);
  }

  @Test
  void aHangingProbeFailsAndTheOthersGoOn() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger good = new AtomicInteger();
    probe("hangs", samples -> never.await());
    probe("answers", samples -> samples.add(WatchMetric.KAFKA_BROKERS, good.incrementAndGet()));
    Rounds rounds = rounds(SHORT);

    rounds.round();

    assertThat(TestSamples.of(rounds.samples()))
        .containsEntry("surety_probe_success{hangs,t}", 0.0)
        .containsEntry("surety_probe_success{answers,t}", 1.0)
        .containsEntry("surety_kafka_brokers", 1.0)
        .containsEntry("surety_watch_rounds_total", 1.0);
    assertThat(rounds.failures()).containsOnlyKeys(new Probe.Id("hangs", "t"));
  }

  @Test
  void aProbeThatDoesNotHearTheInterruptIsNotStartedAgainBeforeItHasEnded()
      throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger starts = new AtomicInteger();
    probe(
        "deaf",
        samples -> {
          if (starts.incrementAndGet() == 1) {
            awaitUninterruptibly(release);
            ended.countDown();
          }
        });
    Rounds rounds = rounds(SHORT);

    rounds.round();
    rounds.round();
    assertThat(starts).hasValue(1);
    assertThat(TestSamples.of(rounds.samples())).containsEntry("surety_probe_success{deaf,t}", 0.0);

    release.countDown();
    ended.await();
    while (starts.get() == 1) { // the slot is free a moment after the probe has ended
      rounds.round();
    }
    rounds.round();
    assertThat(TestSamples.of(rounds.samples())).containsEntry("surety_probe_success{deaf,t}", 1.0);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void samplesOfAFailedProbeAreNotShownAndItsReasonIs() throws InterruptedException {
    probe(
        "fails",
        samples -> {
          samples.add(WatchMetric.KAFKA_BROKERS, 3);
          throw new ProbeException("refused");
        });
    Rounds rounds = rounds(Duration.ofSeconds(10));

    rounds.round();

    assertThat(TestSamples.of(rounds.samples()))
        .doesNotContainKey("surety_kafka_brokers")
        .containsEntry("surety_probe_success{fails,t}", 0.0);
    assertThat(rounds.failures()).isEqualTo(Map.of(new Probe.Id("fails", "t"), "refused"));
  }

  @Test
  void aBugInOneProbeIsAFailureOfThatProbe() throws InterruptedException {
    probe(
        "broken",
        samples -> {
          throw new IllegalStateException("a bug");
        });
    probe("answers", samples -> {});
    Rounds rounds = rounds(Duration.ofSeconds(10));

    rounds.round();

    assertThat(rounds.failures().toString()).contains("broken").contains("a bug");
    assertThat(TestSamples.of(rounds.samples()))
        .containsEntry("surety_probe_success{answers,t}", 1.0);
  }

  @Test
  void aTargetThatIsGoneIsForgottenAndItsProbeClosed() throws InterruptedException {
    FakeProbe gone = probe("gone", samples -> {});
    Rounds rounds = rounds(Duration.ofSeconds(10));
    rounds.round();
    probes.clear();

    rounds.round();

    assertThat(TestSamples.of(rounds.samples())).doesNotContainKey("surety_probe_success{gone,t}");
    assertThat(gone.closed()).hasValue(1);
  }
}
