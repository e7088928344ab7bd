package dev.surety.job.kafka;

import static java.util.Objects.requireNonNull;

import dev.surety.job.OperationException;
import dev.surety.pipeline.Profile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/**
 * What is asked of a Kafka cluster before and beside a run. Every call has a timeout; failures are
 * {@link OperationException}s.
 */
public final class KafkaCluster implements AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final String brokers;

  private KafkaCluster(Admin admin, String brokers) {
    this.admin = admin;
    this.brokers = brokers;
  }

  /** Opens a connection; brokers are first asked by the first call. */
  public static KafkaCluster open(Profile profile) {
    Properties properties = clientProperties(profile);
    long timeoutMs = CALL_TIMEOUT.toMillis();
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeoutMs);
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeoutMs / 2);
    try {
      return new KafkaCluster(Admin.create(properties), profile.bootstrapServers());
    } catch (KafkaException e) {
      throw KafkaFailure.of(e, "connect", profile.bootstrapServers());
    }
  }

  /** The profile's properties as a client takes them. */
  public static Properties clientProperties(Profile profile) {
    Properties properties = new Properties();
    properties.putAll(profile.kafka());
    return properties;
  }

  /**
   * Why no bootstrap server takes a TCP connection; empty when one does. Tells in a second what a
   * client only tells after its timeouts. An address is read as Kafka's clients read it.
   */
  public Optional<String> connectFailure() {
    String reason = "";
    for (String server : brokers.split(",")) {
      String address = server.strip();
      String host = Utils.getHost(address);
      Integer port = Utils.getPort(address);
      if (host == null || port == null) {
        reason = "'" + address + "' is not host:port";
        continue;
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(host, port), (int) CONNECT_TIMEOUT.toMillis());
        return Optional.empty();
      } catch (IOException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    return Optional.of("Kafka at " + brokers + ": " + reason);
  }

  /** What this cluster knows of transactions; open as long as this is. */
  public KafkaTransactions transactions() {
    return new KafkaTransactions(admin, brokers);
  }

  /** Whether a topic has ever held a record that a read-committed consumer may have seen. */
  public boolean hasRecords(String topic, int partitions) {
    return endOffsets(topic, partitions).values().stream().anyMatch(offset -> offset > 0);
  }

  /**
   * A topic as it is now.
   *
   * @param id changes when a topic is deleted and made again
   */
  record Topic(String name, String id, int partitions, int replicas, Map<String, String> settings) {
    String setting(String key) {
      return requireNonNull(settings.get(key), key);
    }

    boolean isCompacted() {
      return setting("cleanup.policy").contains("compact");
    }
  }

  String clusterId() {
    DescribeClusterResult cluster = admin.describeCluster();
    return await(cluster.clusterId(), "describe the cluster");
  }

  /**
   * The bound for transaction timeouts, the least of all brokers: any of them may coordinate a
   * transaction. Empty when we may not read their settings.
   */
  Optional<Duration> greatestTransactionTimeout() {
    List<ConfigResource> brokerResources =
        await(admin.describeCluster().nodes(), "describe the cluster").stream()
            .map(node -> new ConfigResource(ConfigResource.Type.BROKER, node.idString()))
            .toList();
    try {
      return admin
          .describeConfigs(brokerResources)
          .all()
          .get(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
          .values()
          .stream()
          .flatMap(config -> Stream.ofNullable(config.get("transaction.max.timeout.ms")))
          .map(entry -> Duration.ofMillis(Long.parseLong(entry.value())))
          .min(Comparator.naturalOrder());
    } catch (ExecutionException e) {
      if (KafkaFailure.unwrapped(e) instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw KafkaFailure.of(e, "read the settings of a broker", brokers);
    } catch (java.util.concurrent.TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  Optional<Topic> topic(String name) {
    TopicDescription description;
    try {
      description =
          admin
              .describeTopics(List.of(name))
              .allTopicNames()
              .get(CALL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .get(name);
    } catch (ExecutionException e) {
      Throwable cause = KafkaFailure.unwrapped(e);
      if (cause instanceof UnknownTopicOrPartitionException
          || cause instanceof InvalidTopicException) {
        return Optional.empty();
      }
      throw KafkaFailure.of(e, "describe the topic '" + name + "'", brokers);
    } catch (java.util.concurrent.TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    requireNonNull(description, "asked");
    return Optional.of(
        new Topic(
            name,
            description.topicId().toString(),
            description.partitions().size(),
            description.partitions().get(0).replicas().size(),
            settings(name)));
  }

  private Map<String, String> settings(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        requireNonNull(
            await(
                    admin.describeConfigs(List.of(resource)).all(),
                    "read the settings of the topic '" + topic + "'")
                .get(resource),
            "asked");
    Map<String, String> settings = new HashMap<>();
    config.entries().forEach(entry -> settings.put(entry.name(), entry.value()));
    return settings;
  }

  Set<String> topicNames() {
    return await(admin.listTopics().names(), "list topics");
  }

  void createTopic(String name, int partitions, int replicas, Map<String, String> settings) {
    NewTopic topic = new NewTopic(name, partitions, (short) replicas).configs(settings);
    await(admin.createTopics(List.of(topic)).all(), "create the topic '" + name + "'");
  }

  /** Offset behind the newest record that a read-committed consumer can see, by partition. */
  public Map<Integer, Long> endOffsets(String topic, int partitions) {
    return offsets(topic, partitions, OffsetSpec.latest());
  }

  /** Offset of the oldest record, by partition. */
  public Map<Integer, Long> beginningOffsets(String topic, int partitions) {
    return offsets(topic, partitions, OffsetSpec.earliest());
  }

  private Map<Integer, Long> offsets(String topic, int partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, partitions)
            .boxed()
            .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> spec));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        await(
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all(),
            "read the offsets of the topic '" + topic + "'");
    Map<Integer, Long> offsets = new TreeMap<>();
    found.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  private <T> T await(KafkaFuture<T> future, String doing) {
    try {
      return future.get(CALL_TIMEOUT.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw KafkaFailure.of(e, doing, brokers);
    } catch (java.util.concurrent.TimeoutException e) {
      throw timedOut();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private OperationException timedOut() {
    return KafkaFailure.of(
        new org.apache.kafka.common.errors.TimeoutException("no answer"), "answer", brokers);
  }

  private OperationException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return KafkaFailure.of(e, "answer before we were interrupted", brokers);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
