package dev.surety.job.kafka;

import dev.surety.contract.yaml.DidYouMean;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.job.kafka.KafkaCluster.Topic;
import dev.surety.pipeline.Pipeline;
import dev.surety.quarantine.format.QuarantineFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Checks before a run that a pipeline's topics can keep its promises, and makes the clean and the
 * quarantine topic when they are missing.
 */
public final class TopicCheck {
  /**
   * Kafka counts retention from a record's own timestamp, and a quarantined record keeps its,
   * however old it is.
   */
  private static final String FOREVER = "-1";

  private static final Duration DEFAULT_BROKER_BOUND = Duration.ofMinutes(15);

  private static final Duration LONGEST_OF_OURS = Duration.ofHours(1);

  /** How long a checkpoint may take before it is given up. */
  public static final Duration LONGEST_CHECKPOINT = Duration.ofMinutes(2);

  /** How long a restart may take, the pauses between failed attempts included. */
  public static final Duration RESTART_BUDGET = Duration.ofMinutes(3);

  private final KafkaCluster cluster;
  private final Pipeline pipeline;
  private final Optional<Duration> chosenTimeout;
  private final List<String> notes = new ArrayList<>();

  private TopicCheck(KafkaCluster cluster, Pipeline pipeline, Optional<Duration> chosenTimeout) {
    this.cluster = cluster;
    this.pipeline = pipeline;
    this.chosenTimeout = chosenTimeout;
  }

  /**
   * What a run needs to know of its topics.
   *
   * @param partitions how many partitions the input topic has
   * @param cleanIsCompacted whether the clean topic takes records with a key only
   * @param maxRecordBytes greatest record that the pipeline may have to write
   * @param transactionTimeout longest that the broker keeps an open transaction for us
   * @param identity cluster and topics by id: what checkpoints belong to
   * @param notes what was done and what to mind, for people
   */
  public record Topics(
      int partitions,
      int cleanPartitions,
      int quarantinePartitions,
      boolean cleanIsCompacted,
      int maxRecordBytes,
      Duration transactionTimeout,
      Map<String, String> identity,
      List<String> notes) {
    public Topics {
      identity = Map.copyOf(identity);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Checks, and creates what is missing.
   *
   * @throws OperationException when the pipeline could not keep its promises on these topics
   */
  public static Topics check(KafkaCluster cluster, Pipeline pipeline) {
    return check(cluster, pipeline, Optional.empty());
  }

  /**
   * The same with a transaction timeout that was chosen, though it may be too short to outlast a
   * restart.
   */
  public static Topics check(
      KafkaCluster cluster, Pipeline pipeline, Optional<Duration> transactionTimeout) {
    return new TopicCheck(cluster, pipeline, transactionTimeout).check();
  }

  private Topics check() {
    String clusterId = cluster.clusterId();
    Topic input = input();
    Topic clean = output(pipeline.sink().topic(), input, asOf(input));
    Topic quarantine = output(pipeline.quarantineTopic(), input, Map.of("retention.ms", FOREVER));
    if (clean.partitions() < input.partitions()) {
      throw refused(
          "the clean topic '%s' has %d partitions and the input topic '%s' has %d, so records could not keep"
              + " their partition. Add partitions to '%s', or name another clean topic.",
          clean.name(), clean.partitions(), input.name(), input.partitions(), clean.name());
    }
    if (quarantine.isCompacted()) {
      throw refused(
          "the quarantine topic '%s' is compacted, so quarantined records of one key would replace each other."
              + " Set its cleanup.policy to delete.",
          quarantine.name());
    }
    noteQuarantineRetention(quarantine);
    requireOriginalTimestamps(clean);
    requireOriginalTimestamps(quarantine);
    noteSmallRecordLimit(input, clean, 0);
    noteSmallRecordLimit(input, quarantine, QuarantineFormat.MAX_ADDED_BYTES);
    Map<String, String> identity = new LinkedHashMap<>();
    identity.put("cluster", clusterId);
    for (Topic topic : List.of(input, clean, quarantine)) {
      identity.put("topic " + topic.name(), topic.id());
    }
    return new Topics(
        input.partitions(),
        clean.partitions(),
        quarantine.partitions(),
        clean.isCompacted(),
        maxMessageBytes(input, QuarantineFormat.MAX_ADDED_BYTES),
        transactionTimeout(),
        identity,
        notes);
  }

  private Topic input() {
    String name = pipeline.source().topic();
    return cluster
        .topic(name)
        .orElseThrow(
            () ->
                new OperationException(
                    ErrorCode.NOT_FOUND,
                    "there is no input topic '"
                        + name
                        + "'"
                        + DidYouMean.closest(name, cluster.topicNames())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(
                                "; create it first, Surety creates only the clean and the"
                                    + " quarantine topic")));
  }

  /** What is kept of the input is kept of its clean records. */
  private static Map<String, String> asOf(Topic input) {
    return List.of("retention.ms", "retention.bytes", "cleanup.policy").stream()
        .collect(Collectors.toMap(key -> key, input::setting));
  }

  private Topic output(String name, Topic input, Map<String, String> more) {
    return cluster
        .topic(name)
        .orElseGet(
            () -> {
              Map<String, String> settings = new LinkedHashMap<>(more);
              settings.put(
                  "max.message.bytes",
                  Integer.toString(maxMessageBytes(input, QuarantineFormat.MAX_ADDED_BYTES)));
              cluster.createTopic(name, input.partitions(), input.replicas(), settings);
              notes.add(
                  "created the topic '%s' with %d partitions and replication factor %d"
                      .formatted(name, input.partitions(), input.replicas()));
              return awaitTopic(name);
            });
  }

  /** A created topic is known to every broker only after a moment. */
  private Topic awaitTopic(String name) {
    for (int attempt = 0; attempt < 50; attempt++) {
      var topic = cluster.topic(name);
      if (topic.isPresent()) {
        return topic.get();
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw new OperationException(
        ErrorCode.UNREACHABLE, "the topic '" + name + "' was created but does not appear");
  }

  private static void requireOriginalTimestamps(Topic topic) {
    if (!topic.setting("message.timestamp.type").equals("CreateTime")) {
      throw refused(
          "the topic '%s' replaces each record's timestamp (message.timestamp.type=LogAppendTime), but records"
              + " keep theirs. Set it to CreateTime.",
          topic.name());
    }
  }

  private void noteQuarantineRetention(Topic quarantine) {
    String retention = quarantine.setting("retention.ms");
    if (!retention.equals(FOREVER)) {
      notes.add(
          "the quarantine topic '%s' deletes records %s ms after their own timestamp, which may be before anyone has seen"
                  .formatted(quarantine.name(), retention)
              + " them. Set its retention.ms to -1 to keep them.");
    }
  }

  private void noteSmallRecordLimit(Topic input, Topic output, int added) {
    int needed = maxMessageBytes(input, added);
    if (maxMessageBytes(output, 0) < needed) {
      notes.add(
          "the topic '%s' takes records of at most %d bytes and the input topic may have larger ones: such a"
                  .formatted(output.name(), maxMessageBytes(output, 0))
              + " record stops the pipeline (nothing is lost). Set its max.message.bytes to "
              + needed
              + ".");
    }
  }

  /** Greatest record of a topic with so much more; the greatest that Kafka can have at most. */
  private static int maxMessageBytes(Topic topic, int more) {
    return (int)
        Math.min(Integer.MAX_VALUE, Long.parseLong(topic.setting("max.message.bytes")) + more);
  }

  /**
   * A transaction is open for a checkpoint interval and, behind it, at worst for a checkpoint that
   * takes as long as it may, and for a restart.
   */
  private Duration transactionTimeout() {
    Duration bound = cluster.greatestTransactionTimeout().orElse(DEFAULT_BROKER_BOUND);
    Duration interval = pipeline.runtime().checkpointInterval();
    Duration least = interval.plus(LONGEST_CHECKPOINT).plus(RESTART_BUDGET);
    if (chosenTimeout.isPresent()) {
      Duration chosen = chosenTimeout.get();
      if (chosen.compareTo(bound) > 0) {
        throw refused(
            "the broker takes no transaction timeout above %d s (transaction.max.timeout.ms).",
            bound.toSeconds());
      }
      if (chosen.compareTo(least) < 0) {
        notes.add(
            "a transaction timeout of %d s does not outlast a checkpoint and a restart: at least %d s would"
                .formatted(chosen.toSeconds(), least.plusMillis(999).toSeconds()));
      }
      return chosen;
    }
    if (bound.compareTo(least) < 0) {
      throw refused(
          "the broker ends transactions after %d s (transaction.max.timeout.ms), which is too short to outlast a"
              + " checkpoint interval of %d s, a checkpoint that takes %d s and a restart within %d s: records would be"
              + " lost. Raise it to at least %d s.",
          bound.toSeconds(),
          interval.toSeconds(),
          LONGEST_CHECKPOINT.toSeconds(),
          RESTART_BUDGET.toSeconds(),
          least.plusMillis(999).toSeconds());
    }
    return bound.compareTo(LONGEST_OF_OURS) > 0 ? LONGEST_OF_OURS : bound;
  }

  private static OperationException refused(String format, Object... values) {
    return new OperationException(ErrorCode.REFUSED, format.formatted(values));
  }
}
