package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
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

/** A real broker for one test class, and plain clients for it: nothing of what is tested. */
final class ReplayKafka implements AutoCloseable {
  private static final long TIMEOUT_NANOS = Duration.ofSeconds(30).toNanos();

  private final Sandbox sandbox;
  private final Admin admin;

  private ReplayKafka(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.admin = Admin.create(properties());
  }

  static ReplayKafka start(Path dir) {
    String home = requireNonNull(System.getProperty("surety.home"), "surety.home");
    return new ReplayKafka(
        Sandbox.up(SandboxOptions.of(Path.of(home)).withDir(dir), Progress.SILENT));
  }

  String bootstrap() {
    return sandbox.bootstrapServers();
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", sandbox.bootstrapServers());
    return properties;
  }

  void createTopics(int partitions, Map<String, String> config, String... names) throws Exception {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(new NewTopic(name, partitions, (short) 1).configs(config));
    }
    admin.createTopics(topics).all().get(30, TimeUnit.SECONDS);
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (!admin.listTopics().names().get(30, TimeUnit.SECONDS).containsAll(List.of(names))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("topics do not appear");
      }
      Thread.onSpinWait();
    }
  }

  void produce(List<ProducerRecord<byte[], byte[]>> records) {
    Properties config = properties();
    config.put("acks", "all");
    // A partition that was just made may refuse a first batch, which upsets sequence numbers.
    config.put("enable.idempotence", "false");
    config.put("max.in.flight.requests.per.connection", "1");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      records.forEach(producer::send);
      producer.flush();
    }
  }

  /**
   * All that a read-committed consumer sees when nothing is open any more, by partition in order.
   */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    Properties config = properties();
    config.put("isolation.level", "read_committed");
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(config, bytes, bytes)) {
      for (var info : consumer.partitionsFor(topic)) {
        TopicPartition partition = new TopicPartition(topic, info.partition());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
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

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
  }
}
