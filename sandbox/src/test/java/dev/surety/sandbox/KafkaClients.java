package dev.surety.sandbox;

import java.time.Duration;
import java.util.ArrayList;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plain Kafka clients against a sandbox. */
final class KafkaClients {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Map<String, Object> bootstrap;

  KafkaClients(Sandbox sandbox) {
    this.bootstrap =
        Map.of("bootstrap.servers", sandbox.bootstrapServers(), "reconnect.backoff.max.ms", 200);
  }

  Admin admin() {
    return Admin.create(bootstrap);
  }

  void createTopic(String topic, int partitions, int replicas) throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(List.of(new NewTopic(topic, partitions, (short) replicas)))
          .all()
          .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** In one transaction, so that the transaction coordinator takes part. */
  void produce(String topic, String... values) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            with("transactional.id", "test", "max.block.ms", TIMEOUT.toMillis()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value));
      }
      producer.commitTransaction();
    }
  }

  /** Reads as a group until this many values are there or the time is over. */
  List<String> consume(String topic, String group, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            with(
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<String> values = new ArrayList<>();
      Deadline deadline = Deadline.after(TIMEOUT);
      while (values.size() < count && !deadline.passed()) {
        for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofMillis(200))) {
          values.add(r.value());
        }
      }
      return values;
    }
  }

  private Map<String, Object> with(Object... pairs) {
    Map<String, Object> config = new HashMap<>(bootstrap);
    for (int i = 0; i < pairs.length; i += 2) {
      config.put((String) pairs[i], pairs[i + 1]);
    }
    return config;
  }
}
