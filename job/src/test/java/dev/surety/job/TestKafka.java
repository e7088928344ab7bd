package dev.surety.job;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import dev.surety.pipeline.Profile;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker for one test class, and plain clients for it. */
final class TestKafka implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Sandbox sandbox;
  private final Admin admin;

  private TestKafka(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrapServers()));
  }

  static TestKafka start(Path dir) {
    String home = requireNonNull(System.getProperty("surety.home"), "surety.home");
    return new TestKafka(
        Sandbox.up(SandboxOptions.of(Path.of(home)).withDir(dir), Progress.SILENT));
  }

  Profile profile() {
    return Profile.plaintext("test", sandbox.bootstrapServers());
  }

  Admin admin() {
    return admin;
  }

  void createTopic(String name, int partitions, Map<String, String> settings) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)))
        .all()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    // The broker itself hears of a new topic a moment after its controller.
    await().atMost(TIMEOUT).until(() -> admin.listTopics().names().get().contains(name));
  }

  Map<String, String> settings(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return requireNonNull(
            admin
                .describeConfigs(List.of(resource))
                .all()
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                .get(resource))
        .entries()
        .stream()
        .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
  }

  void deleteRecordsBefore(TopicPartition partition, long offset) throws Exception {
    admin
        .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
        .all()
        .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
  }

  KafkaProducer<byte[], byte[]> producer(Map<String, String> more) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", sandbox.bootstrapServers());
    properties.putAll(more);
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  void produce(Collection<ProducerRecord<byte[], byte[]>> records) {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("acks", "all"))) {
      records.forEach(producer::send);
      producer.flush();
    }
  }

  /** All that a consumer sees now, by partition in order. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic, String isolation) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", sandbox.bootstrapServers());
    properties.put("isolation.level", isolation);
    properties.put("auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        TopicPartition partition = new TopicPartition(topic, info.partition());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(100)).forEach(found::add);
          if (System.nanoTime() > deadline) {
            throw new AssertionError(partition + " cannot be read up to " + end);
          }
        }
      }
    }
    return found;
  }

  List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) {
    return read(topic, "read_committed");
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
  }
}
