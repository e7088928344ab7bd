package dev.surety.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private final Samples samples = new Samples(Instant.EPOCH);

  @Test
  void keepsLabelsAndValuesOfManySamples() {
    for (int i = 0; i < 1000; i++) {
      samples.add(WatchMetric.KAFKA_PARTITION_SIZE, i, "orders", Integer.toString(i));
    }

    assertThat(samples.count(WatchMetric.KAFKA_PARTITION_SIZE)).isEqualTo(1000);
    assertThat(samples.value(WatchMetric.KAFKA_PARTITION_SIZE, 777)).isEqualTo(777);
    assertThat(samples.label(WatchMetric.KAFKA_PARTITION_SIZE, 777, 0)).isEqualTo("orders");
    assertThat(samples.label(WatchMetric.KAFKA_PARTITION_SIZE, 777, 1)).isEqualTo("777");
    assertThat(samples.metrics()).containsExactly(WatchMetric.KAFKA_PARTITION_SIZE);
  }

  @Test
  void refusesAnotherNumberOfLabelsThanTheMetricHas() {
    assertThatThrownBy(() -> samples.add(WatchMetric.KAFKA_PARTITION_SIZE, 1, "orders"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[topic, partition], not 1");
  }

  @Test
  void hasNothingBehindTheLastSample() {
    samples.add(WatchMetric.KAFKA_BROKERS, 3);

    assertThatThrownBy(() -> samples.value(WatchMetric.KAFKA_BROKERS, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
