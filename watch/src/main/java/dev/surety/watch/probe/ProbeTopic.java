package dev.surety.watch.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watch's own topic: a partition on each broker, with that broker as its only replica, so that a
 * record through a partition tests one broker and no other. What has to be done when brokers come
 * or partitions are moved is decided here, without asking anybody.
 */
final class ProbeTopic {
  /** The topic's name. */
  static final String NAME = "surety-watch-probe";

  /** Records need to live for some seconds only. */
  static final Map<String, String> CONFIGS =
      Map.of(
          "cleanup.policy", "delete",
          "retention.ms", "3600000",
          "segment.ms", "3600000",
          "segment.bytes", "1048576",
          "min.insync.replicas", "1",
          "message.timestamp.type", "CreateTime");

  private ProbeTopic() {}

  /**
   * How to get a partition to every broker.
   *
   * @param moves brokers that get an existing partition, by the number of the partition
   * @param additions brokers that get new partitions, in the order of their numbers
   */
  record Plan(Map<Integer, Integer> moves, List<Integer> additions) {
    boolean isNothing() {
      return moves.isEmpty() && additions.isEmpty();
    }
  }

  /**
   * Plans for brokers that live.
   *
   * @param replicas the replicas of each partition as it is; empty for a topic that is not there
   */
  static Plan plan(List<List<Integer>> replicas, Collection<Integer> brokers) {
    Set<Integer> lacking = new HashSet<>(brokers);
    List<Integer> spare = new ArrayList<>();
    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> on = replicas.get(partition);
      boolean needed = on.size() == 1 && lacking.remove(on.get(0));
      // What was on a broker that is gone cannot be moved: there is nobody to copy it from.
      if (!needed && brokers.containsAll(on)) {
        spare.add(partition);
      }
    }
    Map<Integer, Integer> moves = new TreeMap<>();
    List<Integer> additions = new ArrayList<>();
    for (int broker : lacking.stream().sorted().toList()) {
      if (spare.isEmpty()) {
        additions.add(broker);
      } else {
        moves.put(spare.remove(0), broker);
      }
    }
    return new Plan(moves, additions);
  }

  /** The partition of each broker that has one to itself. */
  static Map<Integer, Integer> partitionsByBroker(List<List<Integer>> replicas) {
    Map<Integer, Integer> partitions = new TreeMap<>();
    for (int partition = 0; partition < replicas.size(); partition++) {
      List<Integer> on = replicas.get(partition);
      if (on.size() == 1) {
        partitions.putIfAbsent(on.get(0), partition);
      }
    }
    return partitions;
  }
}
