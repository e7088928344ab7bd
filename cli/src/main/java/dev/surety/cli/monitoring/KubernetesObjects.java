package dev.surety.cli.monitoring;

import java.util.stream.Collectors;

/**
 * Objects that hold a file. The file's own lines are kept, with its comments, and only indented.
 */
final class KubernetesObjects {
  private KubernetesObjects() {}

  /** The rules of a file for the Prometheus operator, whose {@code spec} is what a rule file is. */
  static String prometheusRule(String name, String rules) {
    return """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: %s
          labels:
            app.kubernetes.io/part-of: surety
        spec:
        %s"""
        .formatted(name, indented(rules, 2));
  }

  /** A dashboard in the form that Grafana's sidecar collects. */
  static String dashboard(String name, String fileName, String json) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: dashboard-%s
          labels:
            app.kubernetes.io/part-of: surety
            grafana_dashboard: "1"
          annotations:
            grafana_folder: Surety
        data:
          %s: |
        %s"""
        .formatted(name, fileName, indented(json, 4));
  }

  private static String indented(String text, int by) {
    String indent = " ".repeat(by);
    return text.lines()
        .map(line -> line.isBlank() ? "\n" : indent + line + "\n")
        .collect(Collectors.joining());
  }
}
