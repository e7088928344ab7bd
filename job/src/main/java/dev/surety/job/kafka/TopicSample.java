package dev.surety.job.kafka;

import static java.util.Objects.requireNonNull;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.pipeline.Profile;
import dev.surety.validation.RecordInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads some records of a topic without a trace: committed ones only, without a group, and not more
 * than its bounds.
 */
public final class TopicSample {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private TopicSample() {}

  /** Which end of the topic. */
  public enum From {
    EARLIEST,
    LATEST
  }

  /**
   * Bounds, each of which ends the reading.
   *
   * @param records how many records
   * @param bytes of keys and values together
   */
  public record Bounds(int records, long bytes, Duration time) {
    public Bounds {
      requireNonNull(time, "time");
    }
  }

  /** Reads what is on the topic now. */
  public static List<RecordInput> read(Profile profile, String topic, From from, Bounds bounds) {
    Properties properties = KafkaCluster.clientProperties(profile);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.put(
        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(CALL_TIMEOUT.toMillis()));
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer, topic, from, bounds);
    } catch (KafkaException e) {
      throw KafkaFailure.of(e, "read topic " + topic, profile.bootstrapServers());
    }
  }

  private static List<RecordInput> read(
      Consumer<byte[], byte[]> consumer, String topic, From from, Bounds bounds) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new OperationException(ErrorCode.NOT_FOUND, "there is no topic '" + topic + "'");
    }
    List<TopicPartition> partitions =
        found.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    consumer.assign(partitions);
    long share = (bounds.records() + partitions.size() - 1L) / partitions.size();
    for (TopicPartition partition : partitions) {
      long begin = begins.getOrDefault(partition, 0L);
      long last = Math.max(begin, ends.getOrDefault(partition, 0L) - share);
      consumer.seek(partition, from == From.EARLIEST ? begin : last);
    }
    return poll(consumer, ends, bounds);
  }

  private static List<RecordInput> poll(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, Bounds bounds) {
    List<RecordInput> records = new ArrayList<>();
    long bytes = 0;
    long deadline = System.nanoTime() + bounds.time().toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        bytes += size(record.key()) + size(record.value());
        records.add(new Read(record));
        if (records.size() >= bounds.records() || bytes >= bounds.bytes()) {
          return records;
        }
      }
      boolean atEnd =
          ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
      if (atEnd) {
        return records;
      }
    }
    return records;
  }

  private static long size(byte @Nullable [] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** A record as it was read. */
  private static final class Read implements RecordInput {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Header[] headers;

    Read(ConsumerRecord<byte[], byte[]> record) {
      this.key = record.key();
      this.value = record.value();
      this.headers = record.headers().toArray();
    }

    @Override
    public byte @Nullable [] key() {
      return key;
    }

    @Override
    public byte @Nullable [] value() {
      return value;
    }

    @Override
    public int headerCount() {
      return headers.length;
    }

    @Override
    public String headerName(int index) {
      return headers[index].key();
    }

    @Override
    public byte @Nullable [] headerValue(int index) {
      return headers[index].value();
    }
  }
}
