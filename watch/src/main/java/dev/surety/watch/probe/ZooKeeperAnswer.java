package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what ZooKeeper answers to {@code mntr} and {@code srvr} (versions 3.4 to 3.9). */
final class ZooKeeperAnswer {
  private static final double MS_PER_SECOND = 1000;
  private static final Set<String> LEADING = Set.of("leader", "standalone");

  private ZooKeeperAnswer() {}

  static boolean isMntr(String text) {
    return text.contains("zk_server_state\t");
  }

  /** Lines of a key, a tabulator and a value. */
  static void readMntr(String text, String target, Samples samples) throws ProbeException {
    Map<String, String> values = pairs(text, "\t");
    String state = required(values, "zk_server_state");
    add(samples, WatchMetric.ZOOKEEPER_OUTSTANDING, values, "zk_outstanding_requests", target);
    add(samples, WatchMetric.ZOOKEEPER_CONNECTIONS, values, "zk_num_alive_connections", target);
    samples.add(
        WatchMetric.ZOOKEEPER_LATENCY,
        number(required(values, "zk_avg_latency")) / MS_PER_SECOND,
        target);
    if (values.containsKey("zk_synced_followers")) {
      add(samples, WatchMetric.ZOOKEEPER_FOLLOWERS, values, "zk_synced_followers", target);
    }
    samples.add(WatchMetric.ZOOKEEPER_LEADER, LEADING.contains(state) ? 1 : 0, target);
  }

  /** Lines of a key, a colon and a value. */
  static void readSrvr(String text, String target, Samples samples) throws ProbeException {
    Map<String, String> values = pairs(text, ": ");
    String mode = required(values, "Mode");
    add(samples, WatchMetric.ZOOKEEPER_OUTSTANDING, values, "Outstanding", target);
    add(samples, WatchMetric.ZOOKEEPER_CONNECTIONS, values, "Connections", target);
    List<String> latencies = List.of(required(values, "Latency min/avg/max").split("/", -1));
    if (latencies.size() != 3) {
      throw new ProbeException("ZooKeeper's latency is not min/avg/max: " + latencies);
    }
    samples.add(WatchMetric.ZOOKEEPER_LATENCY, number(latencies.get(1)) / MS_PER_SECOND, target);
    samples.add(WatchMetric.ZOOKEEPER_LEADER, LEADING.contains(mode) ? 1 : 0, target);
  }

  private static void add(
      Samples samples, WatchMetric metric, Map<String, String> values, String key, String target)
      throws ProbeException {
    samples.add(metric, number(required(values, key)), target);
  }

  private static Map<String, String> pairs(String text, String separator) {
    Map<String, String> pairs = new HashMap<>();
    for (String line : text.split("\n", -1)) {
      int at = line.indexOf(separator);
      if (at > 0) {
        pairs.put(line.substring(0, at), line.substring(at + separator.length()).strip());
      }
    }
    return pairs;
  }

  private static String required(Map<String, String> values, String key) throws ProbeException {
    String value = values.get(key);
    if (value == null) {
      throw new ProbeException("ZooKeeper's answer has no " + key);
    }
    return value;
  }

  private static double number(String text) throws ProbeException {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ProbeException("ZooKeeper answered '" + text + "' for a number", e);
    }
  }
}
