package dev.surety.job.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.common.TopicPartition;

/**
 * Up to where the newest completed checkpoint covers each input partition: a gauge {@code
 * checkpointed_position}, the offset behind the last record in it. Written by the task's thread,
 * read by others.
 */
final class CheckpointedOffsets {
  private final MetricGroup group;
  private final Map<TopicPartition, AtomicLong> positions = new HashMap<>();
  private final TreeMap<Long, List<KafkaPartitionSplit>> pending = new TreeMap<>();

  CheckpointedOffsets(MetricGroup operator) {
    this.group = operator.addGroup("surety");
  }

  /** A split begins at an offset of a checkpoint, or where a new pipeline begins. */
  void added(List<KafkaPartitionSplit> splits) {
    publish(splits);
  }

  void snapshot(long checkpointId, List<KafkaPartitionSplit> splits) {
    pending.put(checkpointId, List.copyOf(splits));
  }

  /** A checkpoint that completes takes the place of all before it. */
  void completed(long checkpointId) {
    List<KafkaPartitionSplit> splits = pending.get(checkpointId);
    pending.headMap(checkpointId, true).clear();
    if (splits != null) {
      publish(splits);
    }
  }

  private void publish(List<KafkaPartitionSplit> splits) {
    for (KafkaPartitionSplit split : splits) {
      // Below zero it is no offset but a word such as "earliest": nothing was read yet.
      if (split.getStartingOffset() >= 0) {
        positions
            .computeIfAbsent(split.getTopicPartition(), this::register)
            .set(split.getStartingOffset());
      }
    }
  }

  private AtomicLong register(TopicPartition partition) {
    AtomicLong position = new AtomicLong();
    group
        .addGroup("topic", partition.topic())
        .addGroup("partition", Integer.toString(partition.partition()))
        .gauge("checkpointed_position", (Gauge<Long>) position::get);
    return position;
  }
}
