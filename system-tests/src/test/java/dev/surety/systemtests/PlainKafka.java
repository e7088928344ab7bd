package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's own clients, as a user of the topics has them. */
final class PlainKafka {
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final String bootstrapServers;

  PlainKafka(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  private Map<String, Object> properties(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.put("bootstrap.servers", bootstrapServers);
    return properties;
  }

  /** Makes a topic that keeps its records whatever timestamps they have. */
  void createTopic(String name, int partitions) throws Exception {
    try (Admin admin = Admin.create(properties(Map.of()))) {
      NewTopic topic =
          new NewTopic(name, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
      admin.createTopics(List.of(topic)).all().get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** Deletes a topic and waits until it is gone. */
  void deleteTopic(String name) throws Exception {
    try (Admin admin = Admin.create(properties(Map.of()))) {
      admin.deleteTopics(List.of(name)).all().get(BOUND.toSeconds(), TimeUnit.SECONDS);
      await().atMost(BOUND).until(() -> !admin.listTopics().names().get().contains(name));
    }
  }

  /** Produces records and waits until all are stored. */
  void produce(Collection<ProducerRecord<byte[], byte[]>> records) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            properties(Map.of("acks", "all")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var sent = records.stream().map(producer::send).toList();
      for (var each : sent) {
        each.get(BOUND.toSeconds(), TimeUnit.SECONDS);
      }
    }
  }

  /** All committed records of a topic with one partition, in order. */
  List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            properties(
                Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      assertThat(consumer.partitionsFor(topic)).hasSize(1);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).getOrDefault(only, 0L);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long deadline = System.nanoTime() + BOUND.toNanos();
      while (consumer.position(only) < end) {
        assertThat(System.nanoTime()).as("reading %s is too slow", topic).isLessThan(deadline);
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }
}
