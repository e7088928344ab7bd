package dev.surety.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.RecordedMetrics;
import java.util.List;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CheckpointedOffsetsTest {
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final CheckpointedOffsets offsets = new CheckpointedOffsets(metrics.group());

  @Test
  void saysNothingBeforeTheFirstCheckpointOfANewPipeline() {
    offsets.added(List.of(split(0, KafkaPartitionSplit.EARLIEST_OFFSET)));

    assertThat(metrics.gauges()).isEmpty();
  }

  @Test
  void beginsAtTheOffsetOfTheCheckpointThatARunGoesOnFrom() {
    offsets.added(List.of(split(0, 40), split(1, 0)));

    assertThat(metrics.gauges()).containsEntry(gauge(0), 40L).containsEntry(gauge(1), 0L);
  }

  @Test
  void movesOnWhenACheckpointCompletesAndNotWhenItIsTaken() {
    offsets.added(List.of(split(0, 40)));
    offsets.snapshot(1, List.of(split(0, 50)));
    assertThat(metrics.gauges()).containsEntry(gauge(0), 40L);

    offsets.completed(1);

    assertThat(metrics.gauges()).containsEntry(gauge(0), 50L);
  }

  @Test
  void takesTheOffsetsOfTheCheckpointThatCompletedAndForgetsThoseBefore() {
    offsets.snapshot(1, List.of(split(0, 10)));
    offsets.snapshot(2, List.of(split(0, 20)));
    offsets.snapshot(3, List.of(split(0, 30)));

    offsets.completed(2);
    assertThat(metrics.gauges()).containsEntry(gauge(0), 20L);
    offsets.completed(1);
    assertThat(metrics.gauges()).containsEntry(gauge(0), 20L);
    offsets.completed(3);
    assertThat(metrics.gauges()).containsEntry(gauge(0), 30L);
  }

  private static String gauge(int partition) {
    return "surety.topic.orders.partition." + partition + ".checkpointed_position";
  }

  private static KafkaPartitionSplit split(int partition, long offset) {
    return new KafkaPartitionSplit(new TopicPartition("orders", partition), offset);
  }
}
