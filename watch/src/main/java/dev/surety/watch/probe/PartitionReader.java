package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Reads who leads which partition and how its replicas and sizes are. */
final class PartitionReader {
  private static final String[] NUMBERS = numbers();

  private final Admin admin;

  PartitionReader(Admin admin) {
    this.admin = admin;
  }

  /** The numbers of most partitions, as text, once: they are labels of every sample. */
  private static String[] numbers() {
    String[] numbers = new String[1024];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.toString(i);
    }
    return numbers;
  }

  static String label(int partition) {
    return partition < NUMBERS.length ? NUMBERS[partition] : Integer.toString(partition);
  }

  /** All topics but watch's own, whose partitions have one replica each and go with its broker. */
  Map<String, TopicDescription> describe(Deadline deadline)
      throws ProbeException, InterruptedException {
    ListTopicsOptions options = new ListTopicsOptions().listInternal(true);
    Collection<String> names =
        KafkaAnswers.get(admin.listTopics(options).names(), deadline, "listing the topics");
    List<String> wanted = names.stream().filter(name -> !name.equals(ProbeTopic.NAME)).toList();
    Map<String, TopicDescription> topics = new TreeMap<>();
    Map<String, KafkaFuture<TopicDescription>> asked =
        admin.describeTopics(TopicCollection.ofTopicNames(wanted)).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> entry : asked.entrySet()) {
      Optional<TopicDescription> answer =
          KafkaAnswers.getIfAnswered(entry.getValue(), deadline); // it may just have been deleted
      answer.ifPresent(description -> topics.put(entry.getKey(), description));
    }
    if (topics.isEmpty() && !wanted.isEmpty()) {
      throw new ProbeException("describing the topics: no answer in time");
    }
    return topics;
  }

  /**
   * Samples of every partition's replicas.
   *
   * @return the leader of each partition that has one
   */
  static Map<TopicPartition, Integer> readReplicas(
      Map<String, TopicDescription> topics, TopicConfigs configs, Samples samples) {
    Map<TopicPartition, Integer> leaders = new HashMap<>();
    int underReplicated = 0;
    int underMinIsr = 0;
    int offline = 0;
    for (TopicDescription topic : topics.values()) {
      int minIsr = configs.minInSyncReplicas(topic.name());
      for (TopicPartitionInfo partition : topic.partitions()) {
        int leader = leader(partition);
        int inSync = partition.isr().size();
        int replicas = partition.replicas().size();
        underReplicated += inSync < replicas ? 1 : 0;
        underMinIsr += inSync < minIsr ? 1 : 0;
        offline += leader < 0 ? 1 : 0;
        if (leader >= 0) {
          leaders.put(new TopicPartition(topic.name(), partition.partition()), leader);
        }
        String number = label(partition.partition());
        samples.add(WatchMetric.KAFKA_PARTITION_LEADER, leader, topic.name(), number);
        samples.add(WatchMetric.KAFKA_PARTITION_REPLICAS, replicas, topic.name(), number);
        samples.add(WatchMetric.KAFKA_PARTITION_IN_SYNC_REPLICAS, inSync, topic.name(), number);
      }
    }
    samples.add(WatchMetric.KAFKA_PARTITIONS_UNDER_REPLICATED, underReplicated);
    samples.add(WatchMetric.KAFKA_PARTITIONS_UNDER_MIN_ISR, underMinIsr);
    samples.add(WatchMetric.KAFKA_PARTITIONS_OFFLINE, offline);
    return leaders;
  }

  private static int leader(TopicPartitionInfo partition) {
    Node leader = partition.leader();
    return leader == null || leader.isEmpty() ? -1 : leader.id();
  }

  static void readLeaderCounts(
      List<Broker> brokers, Map<TopicPartition, Integer> leaders, Samples samples) {
    Map<Integer, Integer> counts = new TreeMap<>();
    brokers.forEach(broker -> counts.put(broker.id(), 0));
    leaders.values().forEach(leader -> counts.merge(leader, 1, Integer::sum));
    counts.forEach(
        (broker, count) ->
            samples.add(WatchMetric.KAFKA_BROKER_LEADERS, count, Integer.toString(broker)));
  }

  /** Samples of the sizes that come by the deadline; every broker is asked at once. */
  void readSizes(
      List<Broker> brokers,
      Map<TopicPartition, Integer> leaders,
      Samples samples,
      Deadline deadline)
      throws InterruptedException {
    List<Integer> alive = brokers.stream().filter(b -> !b.fenced()).map(Broker::id).toList();
    Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked =
        alive.isEmpty() ? Map.of() : admin.describeLogDirs(alive).descriptions();
    int missing = 0;
    for (Map.Entry<Integer, KafkaFuture<Map<String, LogDirDescription>>> entry : asked.entrySet()) {
      Optional<Map<String, LogDirDescription>> answer =
          KafkaAnswers.getIfAnswered(entry.getValue(), deadline);
      missing += answer.isEmpty() ? 1 : 0;
      answer.ifPresent(dirs -> readSizes(entry.getKey(), dirs, leaders, samples));
    }
    samples.add(WatchMetric.WATCH_INCOMPLETE, missing, "broker_log_dirs");
  }

  private static void readSizes(
      Integer broker,
      Map<String, LogDirDescription> dirs,
      Map<TopicPartition, Integer> leaders,
      Samples samples) {
    for (LogDirDescription dir : dirs.values()) {
      dir.replicaInfos()
          .forEach(
              (partition, replica) -> {
                if (!replica.isFuture() && broker.equals(leaders.get(partition))) {
                  samples.add(
                      WatchMetric.KAFKA_PARTITION_SIZE,
                      replica.size(),
                      partition.topic(),
                      label(partition.partition()));
                }
              });
    }
  }
}
