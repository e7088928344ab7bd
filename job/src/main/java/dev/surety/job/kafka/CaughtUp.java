package dev.surety.job.kafka;

import static java.util.Objects.requireNonNull;

import dev.surety.pipeline.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a pipeline has committed everything up to given end offsets. It goes by the offsets in
 * completed checkpoints, so what it calls done is done, through any restart in between.
 *
 * <p>An end offset may lie behind transaction markers and aborted records, which no record ever
 * reaches; when a partition stands still before its end, a consumer looks whether anything is left
 * to read there.
 */
public final class CaughtUp {
  private static final Duration PROBE_BOUND = Duration.ofSeconds(5);

  private final Profile profile;
  private final String topic;
  private final Map<Integer, Long> begin;
  private final Map<Integer, Long> end;
  private final Supplier<Map<Integer, Long>> checkpointed;
  private @Nullable Map<Integer, Long> before;

  /**
   * Aims at the topic's end as it is now.
   *
   * @param checkpointed up to which offset completed checkpoints have come, by partition
   */
  public CaughtUp(
      KafkaCluster cluster,
      Profile profile,
      String topic,
      int partitions,
      Supplier<Map<Integer, Long>> checkpointed) {
    this.profile = requireNonNull(profile, "profile");
    this.topic = requireNonNull(topic, "topic");
    this.checkpointed = requireNonNull(checkpointed, "checkpointed");
    this.begin = cluster.beginningOffsets(topic, partitions);
    this.end = cluster.endOffsets(topic, partitions);
  }

  /** Whether everything up to the aim is committed. Meant to be asked about once a second. */
  public boolean reached() {
    Map<Integer, Long> now = checkpointed.get();
    boolean reached =
        end.entrySet().stream().allMatch(aim -> reached(aim.getKey(), aim.getValue(), now));
    before = now;
    return reached;
  }

  private boolean reached(int partition, long aim, Map<Integer, Long> now) {
    long first = begin.getOrDefault(partition, 0L);
    if (first >= aim) {
      return true;
    }
    long position = now.getOrDefault(partition, first);
    if (position >= aim) {
      return true;
    }
    boolean standsStill = before != null && position == before.getOrDefault(partition, first);
    return standsStill && nothingLeft(new TopicPartition(topic, partition), position, aim);
  }

  private boolean nothingLeft(TopicPartition partition, long from, long aim) {
    Properties properties = KafkaCluster.clientProperties(profile);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, from);
      long deadline = System.nanoTime() + PROBE_BOUND.toNanos();
      while (System.nanoTime() < deadline) {
        if (!consumer.poll(Duration.ofMillis(200)).isEmpty()) {
          return false;
        }
        if (consumer.position(partition, PROBE_BOUND) >= aim) {
          return true;
        }
      }
      return false;
    } catch (KafkaException e) {
      throw KafkaFailure.of(e, "read the topic '" + topic + "'", profile.bootstrapServers());
    }
  }
}
