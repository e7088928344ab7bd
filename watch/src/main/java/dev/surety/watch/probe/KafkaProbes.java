package dev.surety.watch.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The probes of a Kafka cluster: some of the cluster as a whole, some of each broker. */
final class KafkaProbes implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Map<String, Object> properties;
  private final Duration timeout;
  private final WatchClock clock;
  private final Admin admin;
  private final @Nullable KafkaProducer<String, String> producer;
  private final BrokerDirectory directory = new BrokerDirectory();
  private final ProbeTopicKeeper topic;
  private final List<Probe> ofCluster;
  private final List<Probe> ofBootstrap;
  private Map<Broker, List<Probe>> ofBrokers = Map.of();

  KafkaProbes(Map<String, String> kafka, boolean probeTopic, Duration timeout, WatchClock clock) {
    this.properties = KafkaAnswers.properties(kafka, timeout);
    this.timeout = timeout;
    this.clock = clock;
    this.admin = Admin.create(properties);
    this.producer = probeTopic ? producer() : null;
    this.topic = new ProbeTopicKeeper(admin, directory);
    String target = String.valueOf(kafka.get("bootstrap.servers"));
    this.ofCluster =
        List.of(
            new KafkaAdminProbe(target, admin, directory, clock),
            new QuorumProbe(target, admin),
            new TransactionProbe(target, admin));
    this.ofBootstrap =
        Stream.of(target.split(","))
            .map(address -> HostPort.parse(address.strip()))
            .<Probe>map(address -> new TcpProbe("kafka_tcp", address, clock))
            .toList();
  }

  /** Those to run now; the brokers are known from the second round on. */
  List<Probe> probes() {
    List<Probe> probes = new ArrayList<>(ofCluster);
    List<Broker> brokers = directory.brokers();
    if (brokers.isEmpty()) {
      probes.addAll(ofBootstrap);
    }
    Map<Broker, List<Probe>> next = new HashMap<>();
    for (Broker broker : brokers) {
      Broker unfenced = new Broker(broker.id(), broker.address(), broker.rack(), false);
      List<Probe> known = ofBrokers.get(unfenced);
      next.put(unfenced, known == null ? ofBroker(unfenced) : known);
    }
    ofBrokers = next;
    next.values().forEach(probes::addAll);
    return probes;
  }

  private List<Probe> ofBroker(Broker broker) {
    List<Probe> probes = new ArrayList<>();
    probes.add(new TcpProbe("kafka_tcp", broker.address(), clock));
    if (producer != null) {
      probes.add(new ProduceConsumeProbe(broker, topic, producer, consumer(), clock));
    }
    return probes;
  }

  private KafkaProducer<String, String> producer() {
    Map<String, Object> config = clientProperties();
    config.put("acks", "all");
    config.put("enable.idempotence", "false"); // a record twice does no harm, a fenced id would
    config.put("linger.ms", "0");
    config.put("batch.size", "1024");
    config.put("buffer.memory", "1048576");
    config.put("delivery.timeout.ms", Long.toString(timeout.toMillis()));
    config.put("max.block.ms", Long.toString(timeout.toMillis() / 2));
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  private KafkaConsumer<String, String> consumer() {
    Map<String, Object> config = clientProperties();
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", "false");
    config.put("fetch.max.bytes", "65536");
    config.put("max.partition.fetch.bytes", "65536");
    config.put("allow.auto.create.topics", "false");
    return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
  }

  private Map<String, Object> clientProperties() {
    Map<String, Object> config = new HashMap<>(properties);
    config.put("metadata.max.age.ms", "10000");
    return config;
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE);
    }
    admin.close(CLOSE);
  }
}
