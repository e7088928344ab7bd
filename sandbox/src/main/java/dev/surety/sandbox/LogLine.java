package dev.surety.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.stream.Stream;

/** Turns a line of a server's log into the lines that a person reads. */
final class LogLine {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private LogLine() {}

  /** Level, message and stack trace of a JSON line; any other line as it is. */
  static Stream<String> readable(String line) {
    if (!line.startsWith("{")) {
      return Stream.of(line);
    }
    try {
      JsonNode fields = JSON.readTree(line);
      String sentence =
          fields.path("log.level").asText() + " " + fields.path("message").asText().strip();
      return Stream.concat(
          sentence.lines(), fields.path("error.stack_trace").asText("").strip().lines());
    } catch (JsonProcessingException cutShort) {
      return Stream.of(line);
    }
  }
}
