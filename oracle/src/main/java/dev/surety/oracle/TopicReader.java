package dev.surety.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads whole topics, each from its beginning to its last stable offset at the start. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> committed;
  private final Consumer<byte[], byte[]> uncommitted;
  private final long deadlineNanos;
  private final Duration timeout;
  private final List<String> notes = new ArrayList<>();

  /**
   * A reader over two consumers.
   *
   * @param committed reads only what is committed
   * @param uncommitted is asked for end offsets only: what lies between is in open transactions
   */
  TopicReader(
      Consumer<byte[], byte[]> committed, Consumer<byte[], byte[]> uncommitted, Duration timeout) {
    this.committed = committed;
    this.uncommitted = uncommitted;
    this.timeout = timeout;
    this.deadlineNanos = System.nanoTime() + timeout.toNanos();
  }

  static TopicReader connect(Map<String, ?> properties, Duration timeout) {
    Consumer<byte[], byte[]> committed = consumer(properties, "read_committed");
    try {
      return new TopicReader(committed, consumer(properties, "read_uncommitted"), timeout);
    } catch (OracleException e) {
      committed.close();
      throw e;
    }
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, ?> properties, String isolation) {
    Map<String, Object> config = new HashMap<>();
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    config.putAll(properties);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Offsets that retention has removed meanwhile must end the reading, not restart it.
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    try {
      return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw new OracleException("cannot make a consumer: " + e.getMessage(), e);
    }
  }

  /** Reads the topics one after the other. */
  void read(List<String> topics, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> to) {
    Map<String, Map<TopicPartition, Long>> ends = new HashMap<>();
    for (String topic : topics) {
      ends.put(topic, attempt(topic, () -> ends(topic)));
    }
    for (String topic : topics) {
      attempt(
          topic,
          () -> {
            read(ends.getOrDefault(topic, Map.of()), to);
            return topic;
          });
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  @Override
  public void close() {
    committed.close();
    uncommitted.close();
  }

  private Map<TopicPartition, Long> ends(String topic) {
    List<TopicPartition> partitions =
        committed.partitionsFor(topic, left()).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new OracleException("topic " + topic + " does not exist");
    }
    Map<TopicPartition, Long> stable = committed.endOffsets(partitions, left());
    // Asked for second, so that a difference may also be a record that came between: only a note.
    uncommitted
        .endOffsets(partitions, left())
        .forEach(
            (partition, high) -> {
              long end = stable.getOrDefault(partition, 0L);
              if (high > end) {
                notes.add(
                    partition
                        + " has "
                        + (high - end)
                        + " offsets from "
                        + end
                        + " on that were not"
                        + " committed when the reading began");
              }
            });
    return stable;
  }

  private void read(
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> to) {
    committed.assign(ends.keySet());
    committed.seekToBeginning(ends.keySet());
    List<TopicPartition> open = new ArrayList<>(ends.keySet());
    while (true) {
      open.removeIf(partition -> hasReached(partition, ends));
      if (open.isEmpty()) {
        return;
      }
      for (ConsumerRecord<byte[], byte[]> record : committed.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < ends.getOrDefault(partition, 0L)) {
          to.accept(record);
        }
      }
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new OracleException(
            "could not read the topics in " + timeout.toSeconds() + " s; still open: " + open);
      }
    }
  }

  /** The position passes transaction markers, which are at the end of most partitions here. */
  private boolean hasReached(TopicPartition partition, Map<TopicPartition, Long> ends) {
    boolean reached = committed.position(partition, left()) >= ends.getOrDefault(partition, 0L);
    if (reached) {
      committed.pause(List.of(partition));
    }
    return reached;
  }

  private Duration left() {
    // Calls with no time left at all fail even when the answer is at hand.
    return Duration.ofNanos(Math.max(deadlineNanos - System.nanoTime(), 1_000_000));
  }

  private static <T> T attempt(String topic, java.util.function.Supplier<T> operation) {
    try {
      return operation.get();
    } catch (KafkaException e) {
      throw new OracleException("cannot read topic " + topic + ": " + e.getMessage(), e);
    }
  }
}
