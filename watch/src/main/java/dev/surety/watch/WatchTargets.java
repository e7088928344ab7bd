package dev.surety.watch;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, and how often.
 *
 * @param kafka Kafka client properties, passed through as they are; may hold secrets
 * @param probeTopic whether records are sent through every broker, on a topic of watch's own
 * @param flink Flink's REST API; null when there is none
 * @param registry the Confluent-compatible API of a schema registry; null when there is none
 * @param zookeeper {@code host:port} of each ZooKeeper server
 * @param disks paths whose disks are measured
 * @param interval time from the start of one round to the start of the next
 * @param timeout time that a round may take; what has not answered by then has failed
 */
public record WatchTargets(
    Map<String, String> kafka,
    boolean probeTopic,
    @Nullable URI flink,
    @Nullable URI registry,
    List<String> zookeeper,
    List<Path> disks,
    Duration interval,
    Duration timeout) {

  /** The interval unless another is given. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(4);

  public WatchTargets {
    kafka = Map.copyOf(kafka);
    zookeeper = List.copyOf(zookeeper);
    disks = List.copyOf(disks);
    requireNonNull(interval, "interval");
    requireNonNull(timeout, "timeout");
    if (!kafka.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException("the Kafka properties need bootstrap.servers");
    }
    if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(interval) > 0) {
      throw new IllegalArgumentException(
          "timeout must be longer than 0 and not longer than the interval");
    }
  }

  /** Kafka alone, every five seconds, with the probe topic. */
  public static WatchTargets kafka(Map<String, String> properties) {
    return new WatchTargets(
        properties,
        true,
        null,
        null,
        List.of(),
        List.of(),
        DEFAULT_INTERVAL,
        timeoutFor(DEFAULT_INTERVAL));
  }

  /** The same with Flink's REST API and the registry's, each where it is not null. */
  public WatchTargets withServices(@Nullable URI newFlink, @Nullable URI newRegistry) {
    return new WatchTargets(
        kafka, probeTopic, newFlink, newRegistry, zookeeper, disks, interval, timeout);
  }

  /** The same with these ZooKeeper servers and disks. */
  public WatchTargets withMachines(List<String> newZookeeper, List<Path> newDisks) {
    return new WatchTargets(
        kafka, probeTopic, flink, registry, newZookeeper, newDisks, interval, timeout);
  }

  /** The same without a topic of its own: nothing is written to Kafka. */
  public WatchTargets withoutProbeTopic() {
    return new WatchTargets(kafka, false, flink, registry, zookeeper, disks, interval, timeout);
  }

  /** The same this often, with the timeout that goes with it. */
  public WatchTargets every(Duration newInterval) {
    return new WatchTargets(
        kafka, probeTopic, flink, registry, zookeeper, disks, newInterval, timeoutFor(newInterval));
  }

  /** Four fifths of the interval, so that no round runs into the next. */
  private static Duration timeoutFor(Duration interval) {
    Duration most = interval.multipliedBy(4).dividedBy(5);
    return most.compareTo(LONGEST_TIMEOUT) < 0 ? most : LONGEST_TIMEOUT;
  }

  /** Names the Kafka properties but not their values: some are secrets. */
  @Override
  public String toString() {
    return "WatchTargets[kafka="
        + kafka.keySet()
        + ", flink="
        + flink
        + ", registry="
        + registry
        + ", zookeeper="
        + zookeeper
        + ", disks="
        + disks
        + ", interval="
        + interval
        + "]";
  }
}
