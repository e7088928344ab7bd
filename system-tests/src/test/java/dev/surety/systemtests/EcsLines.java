package dev.surety.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Lines of a log in the Elastic Common Schema. */
final class EcsLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EcsLines() {}

  /** Each line as JSON; one that is none is an error. */
  static List<JsonNode> all(List<String> lines) {
    return lines.stream().map(EcsLines::parse).toList();
  }

  /** The events of one name. */
  static List<JsonNode> events(List<String> lines, String action) {
    return lines.stream()
        .filter(line -> line.contains("\"" + action + "\""))
        .map(EcsLines::parse)
        .filter(line -> line.path("event.action").asText().equals(action))
        .toList();
  }

  /** The names of all events, in their order. */
  static Stream<String> actions(List<String> lines) {
    return all(lines).stream()
        .filter(line -> line.has("event.action"))
        .map(line -> line.get("event.action").asText());
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException("not a JSON line: " + line, e);
    }
  }
}
