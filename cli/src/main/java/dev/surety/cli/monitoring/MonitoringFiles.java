package dev.surety.cli.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files that an existing Prometheus, Alertmanager and Grafana need, plain and as objects for
 * Kubernetes: relative path → text.
 */
public final class MonitoringFiles {
  /** What is copied as it is. */
  private static final List<String> PLAIN =
      List.of("prometheus", "alertmanager", "grafana", "kubernetes");

  /** Unit tests of rules are for those who change them here. */
  private static final String TESTS = "prometheus/tests/";

  private static final String RUNBOOK_URL = "runbook_url: docs/runbooks/";

  private MonitoringFiles() {}

  /**
   * Makes all files from the image's {@code deploy} directory.
   *
   * @param runbooks where the alerts' runbooks are, with a slash at the end
   */
  public static SortedMap<String, String> of(Path deploy, String runbooks) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    for (String directory : PLAIN) {
      for (Path file : filesIn(deploy.resolve(directory))) {
        String name = deploy.relativize(file).toString().replace('\\', '/');
        if (!name.startsWith(TESTS)) {
          String text = Files.readString(file, UTF_8);
          files.put(name, text.replace(RUNBOOK_URL, "runbook_url: " + runbooks));
        }
      }
    }
    SortedMap<String, String> kubernetes = new TreeMap<>();
    files.forEach(
        (name, text) -> {
          String base = name.substring(name.lastIndexOf('/') + 1);
          if (name.startsWith("prometheus/rules/")) {
            String rule = base.replace(".rules.yml", "");
            kubernetes.put(
                "kubernetes/prometheus-rule-" + rule + ".yaml",
                KubernetesObjects.prometheusRule(rule, text));
          } else if (name.startsWith("grafana/dashboards/")) {
            String dashboard = base.replace(".json", "");
            kubernetes.put(
                "kubernetes/dashboard-" + dashboard + ".yaml",
                KubernetesObjects.dashboard(dashboard, base, text));
          }
        });
    files.putAll(kubernetes);
    return files;
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
