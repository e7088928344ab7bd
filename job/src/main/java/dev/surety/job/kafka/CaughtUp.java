package dev.surety.job.kafka;

import static java.util.Objects.requireNonNull;

import dev.surety.pipeline.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a pipeline has committed everything up to given end offsets. It asks for the offsets
 * that the job commits with each completed checkpoint, so what it calls done is done, through any
 * restart in between.
 *
 * <p>An end offset may lie behind transaction markers and aborted records, which no record ever
 * reaches; when a partition stands still before its end, a consumer looks whether anything is left
 * to read there.
 */
public final class CaughtUp {
  private static final Duration PROBE_BOUND = Duration.ofSeconds(5);

  private final KafkaCluster cluster;
  private final Profile profile;
  private final String group;
  private final String topic;
  private final Map<Integer, Long> begin;
  private final Map<Integer, Long> end;
  private @Nullable Map<Integer, Long> before;

  /** Aims at the topic's end as it is now. */
  public CaughtUp(
      KafkaCluster cluster, Profile profile, String group, String topic, int partitions) {
    this.cluster = requireNonNull(cluster, "cluster");
    this.profile = requireNonNull(profile, "profile");
    this.group = requireNonNull(group, "group");
    this.topic = requireNonNull(topic, "topic");
    this.begin = cluster.beginningOffsets(topic, partitions);
    this.end = cluster.endOffsets(topic, partitions);
  }

  /** Whether everything up to the aim is committed. Meant to be asked about once a second. */
  public boolean reached() {
    Map<Integer, Long> committed = cluster.committedOffsets(group, topic);
    boolean reached =
        end.entrySet().stream().allMatch(aim -> reached(aim.getKey(), aim.getValue(), committed));
    before = committed;
    return reached;
  }

  private boolean reached(int partition, long aim, Map<Integer, Long> committed) {
    long first = begin.getOrDefault(partition, 0L);
    if (first >= aim) {
      return true;
    }
    long position = committed.getOrDefault(partition, first);
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
    }
  }
}
