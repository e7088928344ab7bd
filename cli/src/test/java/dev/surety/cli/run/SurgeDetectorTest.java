package dev.surety.cli.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.cli.run.SurgeDetector.Change;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurgeDetectorTest {
  private final SurgeDetector detector = new SurgeDetector();
  private long second;
  private long records;
  private long quarantined;

  @Test
  void aUsualShareIsNoSurge() {
    assertThat(seconds(600, 100, 2)).isEmpty();
  }

  @Test
  void aRuleThatSuddenlyBreaksIsASurgeWithItsCounts() {
    seconds(60, 100, 2);

    Change change = seconds(5, 100, 50).orElseThrow();

    assertThat(change.began()).isTrue();
    assertThat(change.judged().byRule()).containsOnlyKeys("amount");
    assertThat(change.judged().ratio()).isGreaterThan(0.06);
    assertThat(change.baseline()).hasValue(0.02);
  }

  @Test
  void aSurgeIsToldOnceAndItsEndHasWhatWasJudgedInIt() {
    seconds(60, 100, 0);
    assertThat(seconds(5, 100, 50)).isPresent();
    assertThat(seconds(20, 100, 50)).as("goes on").isEmpty();

    Change change = seconds(30, 100, 0).orElseThrow();

    assertThat(change.began()).isFalse();
    assertThat(change.judged().quarantined()).isEqualTo(25 * 50);
  }

  @Test
  void aSecondSurgeIsMeasuredAgainstWhatWasUsualBeforeTheFirst() {
    seconds(60, 100, 4);
    assertThat(seconds(10, 100, 90)).isPresent();
    assertThat(seconds(30, 100, 4)).isPresent();

    assertThat(seconds(60, 100, 8)).as("twice the usual share").isEmpty();
    assertThat(seconds(10, 100, 90)).isPresent();
  }

  @Test
  void withoutAUsualShareFivePercentIsTheLimit() {
    assertThat(seconds(5, 100, 4)).isEmpty();
    assertThat(seconds(10, 100, 30)).isPresent();
  }

  @Test
  void aShareThatAPipelineHasFromTheStartBecomesUsualAfterTenMinutes() {
    assertThat(seconds(60, 100, 8)).isPresent();
    assertThat(seconds(600, 100, 8).orElseThrow().began()).isFalse();

    assertThat(seconds(600, 100, 8)).isEmpty();
  }

  @Test
  void fewRecordsAreNoSurge() {
    seconds(60, 10, 0);

    assertThat(seconds(9, 1, 1)).isEmpty();
  }

  @Test
  void countsThatStepBackWhenTheJobRestartsAreNoSurge() {
    seconds(60, 100, 2);
    records -= 300;
    quarantined -= 6;

    assertThat(seconds(60, 100, 2)).isEmpty();
  }

  /** So many seconds with so many records each; the first change in them. */
  private Optional<Change> seconds(int seconds, long recordsEach, long quarantinedEach) {
    Optional<Change> first = Optional.empty();
    for (int i = 0; i < seconds; i++) {
      Optional<Change> change =
          detector.look(
              SECONDS.toNanos(second++),
              new Judged(records, quarantined, Map.of("amount", quarantined)));
      first = first.isPresent() ? first : change;
      records += recordsEach;
      quarantined += quarantinedEach;
    }
    return first;
  }
}
