package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads where partitions begin and end. Some thousand are asked for at once, of every broker its
 * share: what Admin keeps of a question would otherwise be most of watch's memory. A broker that
 * does not answer is asked for nothing more in this round, so that the others are heard.
 */
final class OffsetReader {
  private static final int PARTITIONS_AT_ONCE = 5000;

  private final Admin admin;
  private final Samples samples;
  private final Map<TopicPartition, Long> ends;
  private int missing;

  private OffsetReader(Admin admin, Samples samples, int partitions) {
    this.admin = admin;
    this.samples = samples;
    this.ends = new HashMap<>(partitions * 2);
  }

  /**
   * Samples of the offsets that come by the deadline.
   *
   * @param leaders the partitions to ask for, each with the broker that answers for it
   * @return the end of each partition that has answered
   */
  static Map<TopicPartition, Long> read(
      Admin admin, Map<TopicPartition, Integer> leaders, Samples samples, Deadline deadline)
      throws InterruptedException {
    OffsetReader reader = new OffsetReader(admin, samples, leaders.size());
    reader.read(leaders, deadline);
    samples.add(WatchMetric.WATCH_INCOMPLETE, reader.missing, "partition_offsets");
    return reader.ends;
  }

  private void read(Map<TopicPartition, Integer> leaders, Deadline deadline)
      throws InterruptedException {
    Map<Integer, List<TopicPartition>> waiting = new HashMap<>();
    leaders.forEach(
        (partition, leader) ->
            waiting.computeIfAbsent(leader, broker -> new ArrayList<>()).add(partition));
    while (!waiting.isEmpty() && deadline.remainingMs() > 0) {
      int brokers = waiting.size();
      List<TopicPartition> next = take(waiting, PARTITIONS_AT_ONCE / brokers);
      // Only where another broker could still be heard is there something to save time for.
      boolean alone = brokers == 1 || waiting.isEmpty();
      for (TopicPartition silent : read(next, alone ? deadline : deadline.share(0.5))) {
        List<TopicPartition> others = waiting.remove(leaders.get(silent));
        missing += others == null ? 0 : others.size();
      }
    }
    waiting.values().forEach(unasked -> missing += unasked.size());
  }

  /** Takes so many of each broker, at least one. */
  private static List<TopicPartition> take(Map<Integer, List<TopicPartition>> waiting, int ofEach) {
    List<TopicPartition> taken = new ArrayList<>();
    for (List<TopicPartition> partitions : waiting.values()) {
      int rest = Math.max(0, partitions.size() - Math.max(1, ofEach));
      List<TopicPartition> end = partitions.subList(rest, partitions.size());
      taken.addAll(end);
      end.clear();
    }
    waiting.values().removeIf(List::isEmpty);
    return taken;
  }

  /** Asks for some partitions; returns those that were not answered. */
  private Set<TopicPartition> read(List<TopicPartition> partitions, Deadline deadline)
      throws InterruptedException {
    ListOffsetsResult end =
        ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED, deadline);
    ListOffsetsResult begin =
        ask(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED, deadline);
    ListOffsetsResult stable =
        ask(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED, deadline);
    Set<TopicPartition> silent = new HashSet<>();
    for (TopicPartition partition : partitions) {
      OptionalLong offset = offset(end, partition, deadline);
      offset.ifPresent(value -> ends.put(partition, value));
      if (offset.isEmpty()) {
        missing++;
        silent.add(partition);
      }
      add(WatchMetric.KAFKA_PARTITION_END_OFFSET, partition, offset);
      add(WatchMetric.KAFKA_PARTITION_BEGIN_OFFSET, partition, offset(begin, partition, deadline));
      add(
          WatchMetric.KAFKA_PARTITION_LAST_STABLE_OFFSET,
          partition,
          offset(stable, partition, deadline));
    }
    return silent;
  }

  private ListOffsetsResult ask(
      Collection<TopicPartition> partitions,
      OffsetSpec spec,
      IsolationLevel isolation,
      Deadline deadline) {
    Map<TopicPartition, OffsetSpec> specs = new HashMap<>(partitions.size() * 2);
    partitions.forEach(partition -> specs.put(partition, spec));
    ListOffsetsOptions options = new ListOffsetsOptions(isolation);
    options.timeoutMs((int) deadline.remaining().toMillis());
    return admin.listOffsets(specs, options);
  }

  private static OptionalLong offset(
      ListOffsetsResult result, TopicPartition partition, Deadline deadline)
      throws InterruptedException {
    KafkaFuture<ListOffsetsResult.ListOffsetsResultInfo> future = result.partitionResult(partition);
    return KafkaAnswers.getIfAnswered(future, deadline)
        .map(info -> OptionalLong.of(info.offset()))
        .orElse(OptionalLong.empty());
  }

  private void add(WatchMetric metric, TopicPartition partition, OptionalLong offset) {
    if (offset.isPresent()) {
      String number = PartitionReader.label(partition.partition());
      samples.add(metric, offset.getAsLong(), partition.topic(), number);
    }
  }
}
