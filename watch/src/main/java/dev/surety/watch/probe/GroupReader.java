package dev.surety.watch.probe;

import static java.util.Objects.requireNonNull;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Reads consumer groups: their members, and how far they have committed. */
final class GroupReader {
  /** Groups in the order of their names; those behind are left out and counted. */
  static final int MOST_GROUPS = 500;

  /** Committed partitions of all groups together. */
  static final int MOST_OFFSETS = 20_000;

  /** Those without a protocol commit offsets without a membership, as Flink does. */
  private static final Set<String> PROTOCOLS = Set.of("", "consumer");

  private final Admin admin;

  GroupReader(Admin admin) {
    this.admin = admin;
  }

  private record Asked(
      List<String> groups,
      Map<String, KafkaFuture<ConsumerGroupDescription>> members,
      ListConsumerGroupOffsetsResult offsets) {}

  void read(Map<TopicPartition, Long> ends, Samples samples, Deadline deadline)
      throws InterruptedException {
    ListGroupsOptions options = new ListGroupsOptions().withProtocolTypes(PROTOCOLS);
    Deadline listing = deadline.share(0.5);
    options.timeoutMs((int) listing.remaining().toMillis());
    // Those of coordinators that do not answer are missing, the others are there.
    Optional<Collection<GroupListing>> listed =
        KafkaAnswers.getIfAnswered(admin.listGroups(options).valid(), listing);
    samples.add(WatchMetric.WATCH_INCOMPLETE, listed.isEmpty() ? 1 : 0, "group_listing");
    List<String> all =
        listed.orElse(List.of()).stream().map(GroupListing::groupId).sorted().toList();
    List<String> groups = all.subList(0, Math.min(all.size(), MOST_GROUPS));
    samples.add(WatchMetric.WATCH_TRUNCATED, all.size() - groups.size(), "groups");
    if (!groups.isEmpty()) {
      read(ask(groups), ends, samples, deadline);
    }
  }

  private Asked ask(List<String> groups) {
    Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
    groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
    return new Asked(
        groups,
        admin.describeConsumerGroups(groups).describedGroups(),
        admin.listConsumerGroupOffsets(specs));
  }

  private static void read(
      Asked asked, Map<TopicPartition, Long> ends, Samples samples, Deadline deadline)
      throws InterruptedException {
    int missing = 0;
    int truncated = 0;
    for (String group : asked.groups()) {
      Optional<ConsumerGroupDescription> members =
          KafkaAnswers.getIfAnswered(requireNonNull(asked.members().get(group), group), deadline);
      members.ifPresent(
          answer -> samples.add(WatchMetric.KAFKA_GROUP_MEMBERS, answer.members().size(), group));
      Optional<Map<TopicPartition, OffsetAndMetadata>> offsets =
          KafkaAnswers.getIfAnswered(
              asked.offsets().partitionsToOffsetAndMetadata(group), deadline);
      missing += members.isEmpty() || offsets.isEmpty() ? 1 : 0;
      if (offsets.isPresent()) {
        truncated += readOffsets(group, offsets.get(), ends, samples);
      }
    }
    samples.add(WatchMetric.WATCH_INCOMPLETE, missing, "groups");
    samples.add(WatchMetric.WATCH_TRUNCATED, truncated, "group_offsets");
  }

  /** Returns how many were left out. */
  private static int readOffsets(
      String group,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      Map<TopicPartition, Long> ends,
      Samples samples) {
    int truncated = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : offsets.entrySet()) {
      if (entry.getValue() == null) {
        continue; // nothing is committed for it
      }
      if (samples.count(WatchMetric.KAFKA_GROUP_OFFSET) >= MOST_OFFSETS) {
        truncated++;
        continue;
      }
      String topic = entry.getKey().topic();
      String partition = PartitionReader.label(entry.getKey().partition());
      long offset = entry.getValue().offset();
      samples.add(WatchMetric.KAFKA_GROUP_OFFSET, offset, group, topic, partition);
      Long end = ends.get(entry.getKey());
      if (end != null) {
        double lag = Math.max(0, end - offset);
        samples.add(WatchMetric.KAFKA_GROUP_LAG, lag, group, topic, partition);
      }
    }
    return truncated;
  }
}
