package dev.surety.cli.monitoring;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Addresses that Prometheus scrapes. */
final class Targets {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
  private static final int HIGHEST_PORT = 65_535;

  private Targets() {}

  /** Whether a text is {@code HOST:PORT}; only such texts may stand in a file for Prometheus. */
  static boolean isAddress(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(1));
    return port >= 1 && port <= HIGHEST_PORT;
  }

  /** A file for {@code file_sd_configs} without labels. */
  static String json(List<String> addresses) {
    return json(addresses, Map.of());
  }

  /** A file for {@code file_sd_configs}. */
  static String json(List<String> addresses, Map<String, String> labels) {
    String targets = addresses.stream().map(Targets::quoted).collect(Collectors.joining(", "));
    String added =
        labels.entrySet().stream()
            .map(label -> quoted(label.getKey()) + ": " + quoted(label.getValue()))
            .collect(Collectors.joining(", "));
    return added.isEmpty()
        ? "[{\"targets\": [%s]}]\n".formatted(targets)
        : "[{\"targets\": [%s], \"labels\": {%s}}]\n".formatted(targets, added);
  }

  /** Neither addresses nor our labels have other characters that JSON would escape. */
  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
