package dev.surety.watch.scrape;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something that serves metrics.
 *
 * @param file name of the file that names it, without its ending
 * @param address {@code host:port}
 * @param labels of all its series; {@code job} and {@code instance} among them
 */
public record Target(String file, String address, Map<String, String> labels) {
  public Target {
    requireNonNull(file, "file");
    requireNonNull(address, "address");
    labels = Map.copyOf(labels);
  }

  /** The job that it belongs to; empty when it names none. */
  public String job() {
    return labels.getOrDefault("job", "");
  }

  /**
   * Labels of a scraped sample with those of the target. A label that both have is the target's;
   * that of the sample is kept as {@code exported_…}, as in Prometheus.
   */
  static Map<String, String> attach(Map<String, String> sample, Map<String, String> target) {
    Map<String, String> all = new TreeMap<>(sample);
    target.forEach(
        (name, value) -> {
          String own = all.put(name, value);
          if (own != null && !own.isEmpty()) {
            String exported = "exported_" + name;
            while (all.containsKey(exported)) {
              exported = "exported_" + exported;
            }
            all.put(exported, own);
          }
        });
    return all;
  }
}
