package dev.surety.job.source;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a pipeline without a checkpoint begins. Unlike Flink's own initializers it never lets the
 * consumer reset: when retention has deleted what a checkpoint still needs, the job fails loudly
 * and does not skip.
 */
public final class StartOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;
  private final boolean atTheEnd;

  private StartOffsets(boolean atTheEnd) {
    this.atTheEnd = atTheEnd;
  }

  /** The oldest record that the topic still has. */
  public static StartOffsets earliest() {
    return new StartOffsets(false);
  }

  /** Behind the newest record at the time of the first start. */
  public static StartOffsets latest() {
    return new StartOffsets(true);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    if (atTheEnd) {
      return retriever.endOffsets(partitions);
    }
    Map<TopicPartition, Long> offsets = new HashMap<>();
    partitions.forEach(partition -> offsets.put(partition, KafkaPartitionSplit.EARLIEST_OFFSET));
    return offsets;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
