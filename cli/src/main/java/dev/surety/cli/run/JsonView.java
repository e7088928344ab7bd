package dev.surety.cli.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/**
 * One JSON object a line, for logs and programs: {@code status}, {@code note} and {@code summary}
 * lines.
 */
public final class JsonView implements RunView {
  private static final JsonFactory JSON = new JsonFactory();
  private final PrintStream out;
  private final String pipeline;

  public JsonView(PrintStream out, String pipeline) {
    this.out = requireNonNull(out, "out");
    this.pipeline = requireNonNull(pipeline, "pipeline");
  }

  @Override
  public void note(String sentence) {
    write("note", json -> json.writeStringField("message", sentence));
  }

  @Override
  public void status(RunStatus status) {
    write("status", json -> fields(json, status));
  }

  @Override
  public void summary(RunStatus status, String sentence) {
    write(
        "summary",
        json -> {
          json.writeStringField("message", sentence);
          fields(json, status);
        });
  }

  private static void fields(JsonGenerator json, RunStatus status) throws IOException {
    json.writeStringField("state", status.state());
    if (!status.waitingFor().isEmpty()) {
      json.writeStringField("waiting_for", status.waitingFor());
    }
    json.writeNumberField("records_per_second", Math.round(status.recordsPerSecond()));
    json.writeNumberField("accepted", status.accepted());
    json.writeNumberField("quarantined", status.quarantined());
    json.writeObjectFieldStart("quarantined_by_rule");
    for (Map.Entry<String, Long> rule : status.quarantinedByRule().entrySet()) {
      json.writeNumberField(rule.getKey(), rule.getValue());
    }
    json.writeEndObject();
    if (status.lag() >= 0) {
      json.writeNumberField("lag", status.lag());
    }
    if (status.checkpoint() > 0) {
      json.writeNumberField("checkpoint", status.checkpoint());
      json.writeNumberField("checkpoint_age_ms", status.checkpointAgeMs());
    }
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void write(String type, Fields fields) {
    StringWriter line = new StringWriter(256);
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeStringField("time", Instant.now().toString());
      json.writeStringField("pipeline", pipeline);
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    out.println(line);
    out.flush();
  }
}
