package dev.surety.cli.monitoring;

import java.nio.file.Path;

/** The configuration of the Prometheus that {@code surety monitoring up} starts. */
final class PrometheusConfig {
  private PrometheusConfig() {}

  /**
   * The text of {@code prometheus.yml}.
   *
   * @param cluster value of the label {@code cluster} for targets that have none: the rules join
   *     pipelines and watch by it
   * @param rules directory of the rule files
   * @param pipelines directory of files that name pipelines' addresses
   * @param watch directory of files that name the addresses of {@code surety watch}
   * @param endpoints directory in which processes of this machine announce themselves, with their
   *     job
   */
  static String text(
      String cluster,
      Path rules,
      Path pipelines,
      Path watch,
      Path endpoints,
      int alertmanagerPort) {
    return """
        # Written by `surety monitoring up`, and again at each start.
        global:
          scrape_interval: 5s
          evaluation_interval: 5s
        rule_files:
          - %s
        alerting:
          alertmanagers:
            - static_configs:
                - targets: ["127.0.0.1:%d"]
        scrape_configs:
        """
            .formatted(quoted(rules.resolve("*.rules.yml").toString()), alertmanagerPort)
        + job(Endpoint.PIPELINE, pipelines, cluster)
        + job(Endpoint.WATCH, watch, cluster)
        + job("surety-local", endpoints, cluster);
  }

  private static String job(String name, Path targets, String cluster) {
    return """
          - job_name: %s
            file_sd_configs:
              - files: [%s]
                refresh_interval: 5s
            relabel_configs:
              - source_labels: [cluster]
                regex: ""
                target_label: cluster
                replacement: %s
        """
        .formatted(
            name, quoted(targets.resolve("*.json").toString()), quoted(cluster.replace("$", "$$")));
  }

  /** A YAML scalar in single quotes, in which only the quote itself is special. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
