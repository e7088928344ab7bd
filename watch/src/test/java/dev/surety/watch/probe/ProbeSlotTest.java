package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.metric.Samples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeSlotTest {
  private static final String SUCCESS = "surety_probe_success{registry,r:1}";
  private static final String DURATION = "surety_probe_duration_seconds{registry,r:1}";
  private static final String LAST = "surety_probe_last_success_timestamp_seconds{registry,r:1}";

  private final ManualClock clock = new ManualClock();
  private final ProbeSlot slot = new ProbeSlot(new Probe.Id("registry", "r:1"));

  @Test
  void saysNothingBeforeTheFirstRunHasEnded() {
    begin();

    assertThat(description()).isEmpty();
  }

  @Test
  void aGoodRunIsShownWithTheTimeAtWhichItBegan() {
    double began = clock.now().getEpochSecond();
    begin();
    clock.advance(Duration.ofSeconds(2));
    slot.succeed(new Samples(clock.now()), clock.nanos());

    assertThat(description())
        .containsExactlyInAnyOrderEntriesOf(Map.of(SUCCESS, 1.0, DURATION, 2.0, LAST, began));
  }

  @Test
  void aFailureDropsTheOldSamplesAndKeepsTheTimeOfTheLastSuccess() {
    begin();
    slot.succeed(new Samples(clock.now()), clock.nanos());
    double lastSuccess = clock.now().getEpochSecond();
    clock.advance(Duration.ofSeconds(5));
    begin();
    slot.failed("refused", clock.nanos());

    assertThat(slot.good()).isNull();
    assertThat(slot.failure()).isEqualTo("refused");
    assertThat(description()).containsEntry(SUCCESS, 0.0).containsEntry(LAST, lastSuccess);
  }

  @Test
  void aRunThatOverrunsHasFailedAndIsNotStartedTwice() {
    begin();
    clock.advance(Duration.ofSeconds(4));
    assertThat(slot.expire(clock.nanos())).isTrue();
    clock.advance(Duration.ofSeconds(1));

    assertThat(slot.begin(clock.now(), clock.nanos())).isFalse();
    assertThat(description()).containsEntry(SUCCESS, 0.0).containsEntry(DURATION, 5.0);
  }

  @Test
  void anAnswerAfterTheDeadlineIsNotShownButLetsTheNextRunBegin() {
    begin();
    clock.advance(Duration.ofSeconds(4));
    slot.expire(clock.nanos());
    slot.succeed(new Samples(clock.now()), clock.nanos());

    assertThat(slot.good()).isNull();
    assertThat(description()).containsEntry(SUCCESS, 0.0);
    assertThat(slot.begin(clock.now(), clock.nanos())).isTrue();
  }

  @Test
  void aRunThatHasEndedDoesNotExpire() {
    begin();
    slot.succeed(new Samples(clock.now()), clock.nanos());
    clock.advance(Duration.ofSeconds(4));

    assertThat(slot.expire(clock.nanos())).isFalse();
    assertThat(description()).containsEntry(SUCCESS, 1.0);
  }

  private void begin() {
    assertThat(slot.begin(clock.now(), clock.nanos())).isTrue();
  }

  private Map<String, Double> description() {
    Samples samples = new Samples(clock.now());
    slot.describe(samples);
    return TestSamples.of(samples);
  }
}
