package dev.surety.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LagClockTest {
  private final LagClock clock = new LagClock();

  @Test
  void interpolatesBetweenTwoPoints() {
    clock.end(1000, 10);
    clock.end(2000, 20);

    assertThat(clock.lagSeconds(1500, 25)).isCloseTo(10, within(1e-9));
    assertThat(clock.lagSeconds(2000, 25)).isZero();
  }

  @Test
  void drawsTheLineOnForAPositionBeforeTheFirstPoint() {
    clock.end(1000, 10);
    clock.end(2000, 20);

    assertThat(clock.lagSeconds(500, 20)).isCloseTo(15, within(1e-9));
  }

  @Test
  void growsWhileThePositionStandsStillAndTheEndToo() {
    clock.end(0, 0);
    clock.end(100, 10);
    for (int second = 11; second <= 600; second++) {
      clock.end(100, second);
    }

    assertThat(clock.lagSeconds(50, 600)).isCloseTo(595, within(1e-9));
  }

  @Test
  void cannotTellBeforeTheEndHasMoved() {
    assertThat(clock.lagSeconds(0, 1)).isNaN();
    clock.end(100, 1);
    clock.end(100, 2);

    assertThat(clock.lagSeconds(50, 3)).isNaN();
    assertThat(clock.lagSeconds(100, 3)).isZero();
  }

  @Test
  void beginsAnewWhenTheTopicWasMadeAgain() {
    clock.end(5000, 1);
    clock.end(6000, 2);
    clock.end(10, 3);
    clock.end(20, 4);

    assertThat(clock.lagSeconds(15, 4)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void keepsABoundedNumberOfPoints() {
    for (int second = 0; second < 10_000; second++) {
      clock.end(second * 10L, second);
    }

    assertThat(clock.lagSeconds(99_900, 9_999)).isCloseTo(9, within(1e-9));
  }
}
