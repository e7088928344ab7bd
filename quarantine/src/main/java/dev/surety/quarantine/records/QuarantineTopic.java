package dev.surety.quarantine.records;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed records of a topic, without a group and without a trace: from a time or the
 * beginning up to where the topic ends when the reading begins. Not thread-safe. Failures are
 * Kafka's own exceptions; {@link TimeoutException} also when no record comes for a while.
 */
public final class QuarantineTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;

  private QuarantineTopic(Consumer<byte[], byte[]> consumer, String topic) {
    this.consumer = consumer;
    this.topic = requireNonNull(topic, "topic");
  }

  /** What is done with a record. */
  @FunctionalInterface
  public interface Visitor {
    /** Whether the reading goes on. */
    boolean visit(ConsumerRecord<byte[], byte[]> record);
  }

  /**
   * Where a reading begins and ends, by partition.
   *
   * @param begins first offset to be read
   * @param ends first offset that is not
   */
  public record Range(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
    public Range {
      begins = Map.copyOf(begins);
      ends = Map.copyOf(ends);
    }

    /** How many records there are at most: also markers of transactions have an offset. */
    public long size() {
      return ends.entrySet().stream()
          .mapToLong(end -> Math.max(0, end.getValue() - begins.getOrDefault(end.getKey(), 0L)))
          .sum();
    }
  }

  /** Opens a topic with a client's properties. */
  public static QuarantineTopic open(Properties properties, String topic) {
    Properties config = new Properties();
    config.putAll(properties);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    // Offsets that retention has removed meanwhile: go on with what is left.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, String.valueOf(16 << 20));
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(2 << 20));
    config.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(CALL_TIMEOUT.toMillis()));
    return new QuarantineTopic(
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        topic);
  }

  /** How many partitions it has. */
  public int partitions() {
    return all().size();
  }

  private List<TopicPartition> all() {
    var found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException("there is no topic '" + topic + "'");
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
  }

  /** What is on the topic now; with a time, from the first record that is not older. */
  public Range range(@Nullable Instant since) {
    List<TopicPartition> partitions = all();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
    if (since != null) {
      Map<TopicPartition, Long> asked = new HashMap<>();
      partitions.forEach(partition -> asked.put(partition, since.toEpochMilli()));
      Map<TopicPartition, @Nullable OffsetAndTimestamp> found = new HashMap<>();
      found.putAll(consumer.offsetsForTimes(asked));
      for (TopicPartition partition : partitions) {
        OffsetAndTimestamp first = found.get(partition);
        begins.put(
            partition, first == null ? ends.getOrDefault(partition, 0L) : (Long) first.offset());
      }
    }
    return new Range(begins, ends);
  }

  /** One record. */
  public Range at(int partition, long offset) {
    TopicPartition at = new TopicPartition(topic, partition);
    return new Range(Map.of(at, offset), Map.of(at, offset + 1));
  }

  /** Reads a range; records of a partition come in their order. */
  public void read(Range range, Visitor visitor) {
    consumer.assign(range.ends().keySet());
    consumer.resume(range.ends().keySet()); // an earlier reading paused them at their end
    range.begins().forEach(consumer::seek);
    List<TopicPartition> open = new ArrayList<>(range.ends().keySet());
    long heard = System.nanoTime();
    Map<TopicPartition, Long> positions = new HashMap<>();
    while (!done(open, range)) {
      boolean moved = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        moved = true;
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < range.ends().getOrDefault(partition, 0L) && !visitor.visit(record)) {
          return;
        }
      }
      for (TopicPartition partition : open) {
        Long position = consumer.position(partition);
        moved |= !position.equals(positions.put(partition, position));
      }
      if (moved) {
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > STALLED.toNanos()) {
        throw new TimeoutException(
            "no record of " + open + " in " + STALLED.toSeconds() + " s; an open transaction?");
      }
    }
  }

  /** The position passes transaction markers, which end most partitions. */
  private boolean done(List<TopicPartition> open, Range range) {
    open.removeIf(
        partition -> {
          boolean reached =
              consumer.position(partition) >= range.ends().getOrDefault(partition, 0L);
          if (reached) {
            consumer.pause(List.of(partition));
          }
          return reached;
        });
    return open.isEmpty();
  }

  @Override
  public void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
