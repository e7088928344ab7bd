package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Retention and minimum of in-sync replicas of each topic. They seldom change and an answer is
 * large, so that a round asks for a part only: first for topics that are new, then for those that
 * were asked for longest ago, each once a minute.
 */
final class TopicConfigs {
  private static final int MOST_PER_ROUND = 250;
  private static final long FRESH_NANOS = SECONDS.toNanos(60);
  private static final double MS_PER_SECOND = 1000;

  private final Admin admin;
  private final WatchClock clock;
  private final Map<String, Known> known = new HashMap<>();

  private record Known(int minInSyncReplicas, double retentionSeconds, long atNanos) {}

  TopicConfigs(Admin admin, WatchClock clock) {
    this.admin = admin;
    this.clock = clock;
  }

  /** Smallest number of in-sync replicas for acks=all; 0 while it is not known. */
  int minInSyncReplicas(String topic) {
    Known config = known.get(topic);
    return config == null ? 0 : config.minInSyncReplicas();
  }

  void refresh(Collection<String> topics, Deadline deadline) throws InterruptedException {
    known.keySet().retainAll(topics);
    List<ConfigResource> stale =
        stale(topics).stream()
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .toList();
    if (stale.isEmpty()) {
      return;
    }
    Map<ConfigResource, KafkaFuture<Config>> asked = admin.describeConfigs(stale).values();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> entry : asked.entrySet()) {
      Optional<Config> config = KafkaAnswers.getIfAnswered(entry.getValue(), deadline);
      config.ifPresent(answer -> known.put(entry.getKey().name(), read(answer)));
    }
  }

  private List<String> stale(Collection<String> topics) {
    long now = clock.nanos();
    return topics.stream()
        .filter(topic -> age(topic, now) > FRESH_NANOS)
        .sorted(Comparator.comparingLong((String topic) -> age(topic, now)).reversed())
        .limit(MOST_PER_ROUND)
        .toList();
  }

  private long age(String topic, long now) {
    Known config = known.get(topic);
    return config == null ? Long.MAX_VALUE : now - config.atNanos();
  }

  private Known read(Config config) {
    double retentionMs = Double.parseDouble(value(config, "retention.ms", "-1"));
    boolean deletes = value(config, "cleanup.policy", "delete").contains("delete");
    return new Known(
        Integer.parseInt(value(config, "min.insync.replicas", "1")),
        !deletes || retentionMs < 0 ? Double.POSITIVE_INFINITY : retentionMs / MS_PER_SECOND,
        clock.nanos());
  }

  private static String value(Config config, String key, String otherwise) {
    ConfigEntry entry = config.get(key);
    return entry == null || entry.value() == null ? otherwise : entry.value();
  }

  /** Samples of what is known; what is not is counted. */
  void read(Collection<String> topics, Samples samples) {
    int missing = 0;
    for (String topic : topics) {
      Known config = known.get(topic);
      if (config == null) {
        missing++;
      } else {
        samples.add(WatchMetric.KAFKA_TOPIC_RETENTION, config.retentionSeconds(), topic);
      }
    }
    samples.add(WatchMetric.WATCH_INCOMPLETE, missing, "topic_configs");
  }
}
