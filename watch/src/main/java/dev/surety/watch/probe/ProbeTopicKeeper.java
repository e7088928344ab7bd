package dev.surety.watch.probe;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Keeps {@link ProbeTopic} as it should be. Used by the probes of all brokers; the first that needs
 * it in a round does the work.
 */
final class ProbeTopicKeeper {
  private final Admin admin;
  private final BrokerDirectory directory;
  private Map<Integer, Integer> partitions = Map.of();

  ProbeTopicKeeper(Admin admin, BrokerDirectory directory) {
    this.admin = admin;
    this.directory = directory;
  }

  /** The partition that only this broker has; made when there is none. */
  synchronized int partitionOf(int broker, Deadline deadline)
      throws ProbeException, InterruptedException {
    Integer known = partitions.get(broker);
    if (known != null) {
      return known;
    }
    List<List<Integer>> replicas = describe(deadline);
    List<Integer> alive =
        directory.brokers().stream().filter(b -> !b.fenced()).map(Broker::id).toList();
    ProbeTopic.Plan plan = ProbeTopic.plan(replicas, alive);
    if (!plan.isNothing()) {
      apply(plan, replicas.size(), deadline);
      replicas = describe(deadline);
    }
    partitions = ProbeTopic.partitionsByBroker(replicas);
    Integer partition = partitions.get(broker);
    if (partition == null) {
      throw new ProbeException("broker " + broker + " has no partition of " + ProbeTopic.NAME);
    }
    return partition;
  }

  /** Looks again next time: the broker's probe failed, perhaps because its partition was moved. */
  synchronized void forget(int broker) {
    Map<Integer, Integer> others = new TreeMap<>(partitions);
    others.remove(broker);
    partitions = others;
  }

  private List<List<Integer>> describe(Deadline deadline)
      throws ProbeException, InterruptedException {
    Collection<String> name = List.of(ProbeTopic.NAME);
    try {
      Map<String, TopicDescription> topics =
          KafkaAnswers.get(
              admin.describeTopics(TopicCollection.ofTopicNames(name)).allTopicNames(),
              deadline,
              "describing " + ProbeTopic.NAME);
      return topics.values().iterator().next().partitions().stream()
          .map(partition -> partition.replicas().stream().map(Node::id).toList())
          .toList();
    } catch (ProbeException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return List.of();
      }
      throw e;
    }
  }

  private void apply(ProbeTopic.Plan plan, int partitionCount, Deadline deadline)
      throws ProbeException, InterruptedException {
    if (partitionCount == 0) {
      create(plan.additions(), deadline);
      return;
    }
    if (!plan.moves().isEmpty()) {
      Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
      plan.moves()
          .forEach(
              (partition, broker) ->
                  moves.put(
                      new TopicPartition(ProbeTopic.NAME, partition),
                      Optional.of(new NewPartitionReassignment(List.of(broker)))));
      KafkaAnswers.get(
          admin.alterPartitionReassignments(moves).all(), deadline, "moving " + ProbeTopic.NAME);
    }
    if (!plan.additions().isEmpty()) {
      List<List<Integer>> added = plan.additions().stream().map(List::of).toList();
      NewPartitions more = NewPartitions.increaseTo(partitionCount + added.size(), added);
      KafkaAnswers.get(
          admin.createPartitions(Map.of(ProbeTopic.NAME, more)).all(),
          deadline,
          "adding partitions to " + ProbeTopic.NAME);
    }
  }

  private void create(List<Integer> brokers, Deadline deadline)
      throws ProbeException, InterruptedException {
    Map<Integer, List<Integer>> assignments = new TreeMap<>();
    for (int partition = 0; partition < brokers.size(); partition++) {
      assignments.put(partition, List.of(brokers.get(partition)));
    }
    NewTopic topic = new NewTopic(ProbeTopic.NAME, assignments).configs(ProbeTopic.CONFIGS);
    try {
      KafkaAnswers.get(
          admin.createTopics(List.of(topic)).all(), deadline, "creating " + ProbeTopic.NAME);
    } catch (ProbeException e) {
      if (!(e.getCause() instanceof TopicExistsException)) { // another watch was quicker
        throw e;
      }
    }
  }
}
