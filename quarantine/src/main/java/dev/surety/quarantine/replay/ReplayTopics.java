package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topics of a replay, checked before the first record moves.
 *
 * @param generation the quarantine topic's id
 * @param quarantinePartitions how many partitions it has
 * @param targetPartitions how many the target has
 * @param targetIsCompacted whether the target takes records with a key only
 * @param hasLedger whether the ledger's topic exists
 */
record ReplayTopics(
    String generation,
    int quarantinePartitions,
    int targetPartitions,
    boolean targetIsCompacted,
    boolean hasLedger) {
  private static final int TIMEOUT_SECONDS = 15;
  private static final String FOREVER = "-1";

  /** Looks; makes nothing. */
  static ReplayTopics look(Properties properties, ReplaySettings settings) {
    try (Admin admin = Admin.create(properties)) {
      return look(admin, settings);
    }
  }

  /** Looks, and makes the ledger's and the parking topic when there are none. */
  static ReplayTopics prepare(Properties properties, ReplaySettings settings) {
    try (Admin admin = Admin.create(properties)) {
      look(admin, settings);
      Map<String, TopicDescription> found = describe(admin, List.of(settings.quarantine()));
      TopicDescription quarantine = requireNonNull(found.get(settings.quarantine()));
      Config limits = config(admin, settings.quarantine());
      short replicas = (short) quarantine.partitions().get(0).replicas().size();
      create(
          admin,
          new NewTopic(settings.ledger(), 1, replicas)
              .configs(Map.of("cleanup.policy", "compact", "retention.ms", FOREVER)));
      create(
          admin,
          new NewTopic(settings.parking(), quarantine.partitions().size(), replicas)
              .configs(
                  Map.of(
                      "retention.ms",
                      FOREVER,
                      "max.message.bytes",
                      limits.get("max.message.bytes").value())));
      return look(admin, settings);
    }
  }

  private static ReplayTopics look(Admin admin, ReplaySettings settings) {
    if (Set.of(settings.quarantine(), settings.ledger(), settings.parking())
        .contains(settings.target())) {
      throw new ReplayRefused(
          "records cannot go to '"
              + settings.target()
              + "': it is the quarantine topic itself, its ledger or its parking topic");
    }
    Map<String, TopicDescription> topics =
        describe(admin, List.of(settings.quarantine(), settings.target(), settings.ledger()));
    TopicDescription quarantine = required(topics, settings.quarantine());
    TopicDescription target = required(topics, settings.target());
    TopicDescription ledger = topics.get(settings.ledger());
    Config targetConfig = config(admin, settings.target());
    if (!targetConfig.get("message.timestamp.type").value().equals("CreateTime")) {
      throw new ReplayRefused(
          "the topic '%s' replaces each record's timestamp (message.timestamp.type=LogAppendTime), but records keep theirs"
              .formatted(settings.target()));
    }
    if (target.partitions().size() < quarantine.partitions().size()) {
      throw new ReplayRefused(
          "the topic '%s' has %d partitions and '%s' has %d, so records could not keep their partition"
              .formatted(
                  settings.target(),
                  target.partitions().size(),
                  settings.quarantine(),
                  quarantine.partitions().size()));
    }
    if (ledger != null) {
      requireLedger(admin, settings.ledger(), ledger);
    }
    return new ReplayTopics(
        quarantine.topicId().toString(),
        quarantine.partitions().size(),
        target.partitions().size(),
        targetConfig.get("cleanup.policy").value().contains("compact"),
        ledger != null);
  }

  /** Entries are read in the order in which they were written, and none may ever be deleted. */
  private static void requireLedger(Admin admin, String name, TopicDescription ledger) {
    String policy = config(admin, name).get("cleanup.policy").value();
    if (ledger.partitions().size() != 1 || !policy.equals("compact")) {
      throw new ReplayRefused(
          "the topic '%s' is to be the ledger of replays, but has %d partitions and cleanup.policy=%s; it needs one partition"
                  .formatted(name, ledger.partitions().size(), policy)
              + " and 'compact', or records could be moved twice");
    }
  }

  private static TopicDescription required(Map<String, TopicDescription> topics, String name) {
    TopicDescription topic = topics.get(name);
    if (topic == null) {
      throw new UnknownTopicOrPartitionException("there is no topic '" + name + "'");
    }
    return topic;
  }

  /** Those of the topics that exist. */
  private static Map<String, TopicDescription> describe(Admin admin, List<String> names) {
    Map<String, TopicDescription> found = new HashMap<>();
    admin
        .describeTopics(names)
        .topicNameValues()
        .forEach(
            (name, future) -> {
              try {
                found.put(name, await(future));
              } catch (UnknownTopicOrPartitionException absent) {
                found.remove(name);
              }
            });
    return found;
  }

  private static Config config(Admin admin, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return requireNonNull(
        await(admin.describeConfigs(List.of(resource)).all()).get(resource), "asked");
  }

  private static void create(Admin admin, NewTopic topic) {
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (TopicExistsException exists) {
      return; // by an earlier replay
    }
    awaitVisible(admin, topic.name());
  }

  /** A created topic is known to every broker only after a moment. */
  private static void awaitVisible(Admin admin, String name) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (!describe(admin, List.of(name)).containsKey(name)) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("the topic '" + name + "' was created but does not appear");
      }
      Pace.sleep(50);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("no answer in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptException(e);
    }
  }
}
