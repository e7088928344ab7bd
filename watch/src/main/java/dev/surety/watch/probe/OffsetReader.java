package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Reads where partitions begin and end; one request to each broker for each of the three. */
final class OffsetReader {
  private final Admin admin;
  private final Collection<TopicPartition> partitions;
  private final ListOffsetsResult end;
  private final ListOffsetsResult begin;
  private final ListOffsetsResult stable;

  private OffsetReader(Admin admin, Collection<TopicPartition> partitions, Deadline deadline) {
    this.admin = admin;
    this.partitions = partitions;
    this.end = ask(OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, deadline);
    this.begin = ask(OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED, deadline);
    this.stable = ask(OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, deadline);
  }

  /** Asks every broker at once; nothing is waited for yet. */
  static OffsetReader ask(Admin admin, Collection<TopicPartition> partitions, Deadline deadline) {
    return new OffsetReader(admin, partitions, deadline);
  }

  private ListOffsetsResult ask(OffsetSpec spec, IsolationLevel isolation, Deadline deadline) {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>(partitions.size() * 2);
    partitions.forEach(partition -> specs.put(partition, spec));
    ListOffsetsOptions options = new ListOffsetsOptions(isolation);
    options.timeoutMs((int) deadline.remaining().toMillis());
    return admin.listOffsets(specs, options);
  }

  /**
   * Samples of the offsets that have come by the deadline.
   *
   * @return the end of each partition that has answered
   */
  Map<TopicPartition, Long> read(Samples samples, Deadline deadline) throws InterruptedException {
    Map<TopicPartition, Long> ends = new HashMap<>(partitions.size() * 2);
    int missing = 0;
    for (TopicPartition partition : partitions) {
      OptionalLong offset = offset(end, partition, deadline);
      offset.ifPresent(value -> ends.put(partition, value));
      missing += offset.isEmpty() ? 1 : 0;
      add(WatchMetric.KAFKA_PARTITION_END_OFFSET, partition, offset, samples);
      add(
          WatchMetric.KAFKA_PARTITION_BEGIN_OFFSET,
          partition,
          offset(begin, partition, deadline),
          samples);
      add(
          WatchMetric.KAFKA_PARTITION_LAST_STABLE_OFFSET,
          partition,
          offset(stable, partition, deadline),
          samples);
    }
    samples.add(WatchMetric.WATCH_INCOMPLETE, missing, "partition_offsets");
    return ends;
  }

  private static OptionalLong offset(
      ListOffsetsResult result, TopicPartition partition, Deadline deadline)
      throws InterruptedException {
    KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> future = result.partitionResult(partition);
    return KafkaAnswers.getIfAnswered(future, deadline)
        .map(info -> OptionalLong.of(info.offset()))
        .orElse(OptionalLong.empty());
  }

  private static void add(
      WatchMetric metric, TopicPartition partition, OptionalLong offset, Samples samples) {
    if (offset.isPresent()) {
      String number = PartitionReader.label(partition.partition());
      samples.add(metric, offset.getAsLong(), partition.topic(), number);
    }
  }
}
