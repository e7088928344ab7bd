package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeFeaturesOptions;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.SupportedVersionRange;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Reads which brokers there are. */
final class BrokerReader {
  private static final String METADATA_VERSION = "metadata.version";

  private final Admin admin;
  private final Map<Integer, String> versions = new HashMap<>();

  BrokerReader(Admin admin) {
    this.admin = admin;
  }

  List<Broker> read(Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    List<Broker> brokers = describe(deadline).stream().map(Broker::of).toList();
    readVersions(brokers, deadline.share(0.5));
    long fenced = brokers.stream().filter(Broker::fenced).count();
    samples.add(WatchMetric.KAFKA_BROKERS, brokers.size() - fenced);
    samples.add(WatchMetric.KAFKA_BROKERS_FENCED, fenced);
    for (Broker broker : brokers) {
      samples.add(
          WatchMetric.KAFKA_BROKER_INFO,
          1,
          broker.label(),
          broker.address().host(),
          Integer.toString(broker.address().port()),
          broker.rack(),
          versions.getOrDefault(broker.id(), "unknown"));
    }
    return brokers;
  }

  /** Brokers before 4.0 do not tell about fenced ones. */
  private Collection<Node> describe(Deadline deadline) throws ProbeException, InterruptedException {
    try {
      return describe(true, deadline);
    } catch (ProbeException e) {
      if (e.getCause() instanceof UnsupportedVersionException) {
        return describe(false, deadline);
      }
      throw e;
    }
  }

  private Collection<Node> describe(boolean fencedToo, Deadline deadline)
      throws ProbeException, InterruptedException {
    DescribeClusterOptions options = new DescribeClusterOptions().includeFencedBrokers(fencedToo);
    return KafkaAnswers.get(
        admin.describeCluster(options).nodes(), deadline, "describing the cluster");
  }

  /** Of each broker that answers; the others keep the version that they had. */
  private void readVersions(List<Broker> brokers, Deadline deadline) throws InterruptedException {
    Map<Integer, KafkaFuture<FeatureMetadata>> asked = new TreeMap<>();
    for (Broker broker : brokers) {
      if (!broker.fenced()) {
        DescribeFeaturesOptions options = new DescribeFeaturesOptions().nodeId(broker.id());
        options.timeoutMs((int) deadline.remaining().toMillis());
        asked.put(broker.id(), admin.describeFeatures(options).featureMetadata());
      }
    }
    for (Map.Entry<Integer, KafkaFuture<FeatureMetadata>> entry : asked.entrySet()) {
      KafkaAnswers.getIfAnswered(entry.getValue(), deadline)
          .map(features -> features.supportedFeatures().get(METADATA_VERSION))
          .ifPresent(range -> versions.put(entry.getKey(), version(range)));
    }
  }

  private static String version(SupportedVersionRange range) {
    return release(range.maxVersion());
  }

  /**
   * Kafka's protocol does not tell a broker's release. The newest metadata format that it supports
   * comes closest; levels are those of {@code MetadataVersion} in Kafka 4.2.
   */
  static String release(int level) {
    if (level >= 31 || level < 7) {
      return "metadata.version-" + level;
    }
    if (level >= 22) {
      return level >= 30 ? "4.3" : level >= 28 ? "4.2" : level >= 26 ? "4.1" : "4.0";
    }
    if (level >= 15) {
      return level >= 21 ? "3.9" : level >= 20 ? "3.8" : "3.7";
    }
    return level >= 12 ? "3.6" : level >= 9 ? "3.5" : level >= 8 ? "3.4" : "3.3";
  }
}
