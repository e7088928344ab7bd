package dev.surety.contract.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberSetTest {
  /** All quarters from -20 to 20, as far as two sets reach. */
  private static boolean isWithin(NumberSet a, NumberSet b) {
    for (int i = -200; i <= 200; i++) {
      BigDecimal number = BigDecimal.valueOf(i).divide(BigDecimal.valueOf(4));
      if (a.contains(number) && !b.contains(number)) {
        return false;
      }
    }
    return true;
  }

  /** On a grid of quarters, trying every number is a proof. */
  @Test
  void isWithinIsWhatTryingEveryNumberSays() {
    long seed = Long.getLong("surety.seed", 3);
    Random random = new Random(seed);
    BigDecimal quarter = new BigDecimal("0.25");
    for (int i = 0; i < 20_000; i++) {
      NumberSet a =
          set(random).and(NumberSet.between(number(-45), number(45))).multiplesOf(quarter);
      NumberSet b = set(random);
      assertThat(a.isWithin(b))
          .as("seed %d, %d: %s in %s", seed, i, a, b)
          .isEqualTo(isWithin(a, b));
    }
  }

  private static BigDecimal number(int value) {
    return BigDecimal.valueOf(value);
  }

  private static NumberSet set(Random random) {
    NumberSet set = NumberSet.ALL;
    if (random.nextBoolean()) {
      set = set.atLeast(number(random.nextInt(20) - 10), random.nextBoolean());
    }
    if (random.nextBoolean()) {
      set = set.atMost(number(random.nextInt(20) - 5), random.nextBoolean());
    }
    if (random.nextInt(3) == 0) {
      set =
          set.multiplesOf(
              List.of(number(1), number(2), number(3), new BigDecimal("0.5"))
                  .get(random.nextInt(4)));
    }
    if (random.nextInt(5) == 0) {
      set = set.onlyOf(List.of(number(random.nextInt(5)), number(7), new BigDecimal("1.5")));
    }
    return set;
  }

  @Test
  void numbersBetweenGridPointsCountWhereThereIsNoGrid() {
    NumberSet open = NumberSet.ALL.atLeast(number(0), true).atMost(number(1), true);
    assertThat(open.isEmpty()).isFalse();
    assertThat(open.multiplesOf(number(1)).isEmpty()).isTrue();
    assertThat(open.isWithin(NumberSet.ALL.multiplesOf(number(1)))).isFalse();
    assertThat(
            NumberSet.between(number(2), number(2)).isWithin(NumberSet.ALL.multiplesOf(number(2))))
        .isTrue();
  }
}
