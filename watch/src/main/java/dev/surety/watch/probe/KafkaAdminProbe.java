package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the cluster through Admin for brokers, partitions, their offsets and sizes, and groups. It
 * fails when the cluster does not describe itself; what single brokers do not answer is missing
 * from the samples and counted in {@code surety_watch_incomplete}.
 */
final class KafkaAdminProbe implements Probe {
  private final Id id;
  private final Admin admin;
  private final BrokerDirectory directory;
  private final BrokerReader brokerReader;
  private final PartitionReader partitionReader;
  private final GroupReader groupReader;
  private final TopicConfigs configs;

  KafkaAdminProbe(String target, Admin admin, BrokerDirectory directory, WatchClock clock) {
    this.id = new Id("kafka_admin", target);
    this.admin = admin;
    this.directory = directory;
    this.brokerReader = new BrokerReader(admin);
    this.partitionReader = new PartitionReader(admin);
    this.groupReader = new GroupReader(admin);
    this.configs = new TopicConfigs(admin, clock);
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline whole) throws ProbeException, InterruptedException {
    Deadline deadline = whole.share(0.9); // to say what is missing rather than to overrun
    List<Broker> brokers = brokerReader.read(samples, deadline.share(0.6));
    directory.update(brokers);
    Map<TopicPartition, Integer> leaders = readTopics(samples, deadline);
    PartitionReader.readLeaderCounts(brokers, leaders, samples);
    Map<TopicPartition, Long> ends =
        OffsetReader.read(admin, leaders, samples, deadline.share(0.6));
    partitionReader.readSizes(brokers, leaders, samples, deadline.share(0.5));
    groupReader.read(ends, samples, deadline);
  }

  /** Apart, so that the descriptions of all topics are garbage before offsets are asked for. */
  private Map<TopicPartition, Integer> readTopics(Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    Map<String, TopicDescription> topics = partitionReader.describe(deadline.share(0.7));
    configs.refresh(topics.keySet(), deadline.share(0.3));
    configs.read(topics.keySet(), samples);
    return PartitionReader.readReplicas(topics, configs, samples);
  }
}
