package dev.surety.job.enforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.surety.job.metrics.KeyShares;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HotKeysTest {
  private static final long SECOND = 1_000_000_000L;
  private final AtomicLong clock = new AtomicLong();
  private final HotKeys keys = new HotKeys(clock::get);

  @Test
  void estimatesTheShareOfAHotKeyAmongManyOthers() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      add(random.nextInt(10) < 4 ? "hot" : "cold-" + random.nextInt(50_000));
    }
    keys.look();

    KeyShares shares = keys.shares();
    assertThat(shares.records()).isEqualTo(100_000);
    assertThat(shares.top(1).get(0).share()).isCloseTo(0.4, within(0.02));
    assertThat(shares.top(2).get(1).share()).isLessThan(0.02);
  }

  @Test
  void publishesOnceASecondWhileRecordsCome() {
    add(2_000);
    assertThat(keys.shares().records()).isZero();

    clock.addAndGet(SECOND);
    add(2_000);

    assertThat(keys.shares().records()).isBetween(2_000L, 4_000L);
  }

  private void add(int records) {
    for (int i = 0; i < records; i++) {
      add("key");
    }
  }

  @Test
  void showsAKeyByItsHashOnly() {
    add("ACC-123456789");
    keys.look();

    assertThat(keys.shares().top(1).get(0).key())
        .matches("[0-9a-f]{16}")
        .doesNotContain("123456789");
  }

  @Test
  void countsKeylessRecordsAsRecordsOfNoKey() {
    for (int i = 0; i < 50; i++) {
      add("a");
      keys.add(null);
    }
    keys.look();

    assertThat(keys.shares().top(1).get(0).share()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void forgetsAKeyThatIsNoLongerHotAfterTwoWindows() {
    for (int i = 0; i < 1000; i++) {
      add("yesterday");
    }
    for (int window = 0; window < 2; window++) {
      clock.addAndGet(31 * SECOND);
      keys.look();
    }
    for (int i = 0; i < 10; i++) {
      add("today");
    }
    keys.look();

    assertThat(keys.shares().records()).isEqualTo(10);
    assertThat(keys.shares().top(5)).hasSize(1);
  }

  @Test
  void addsTheCountsOfSubtasks() {
    KeyShares left = new KeyShares(100, java.util.Map.of(1L, 60L, 2L, 10L));
    KeyShares right = new KeyShares(300, java.util.Map.of(3L, 100L, 2L, 50L));

    KeyShares both = left.plus(right);

    assertThat(both.records()).isEqualTo(400);
    assertThat(both.top(1).get(0).share()).isCloseTo(0.25, within(1e-9));
    assertThat(both.top(2).get(1).share()).isCloseTo(0.15, within(1e-9));
  }

  private void add(String key) {
    keys.add(key.getBytes(UTF_8));
  }
}
