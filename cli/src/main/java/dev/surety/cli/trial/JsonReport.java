package dev.surety.cli.trial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.validation.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Verdicts for programs: one JSON object a record that is not simply accepted, then the summary.
 */
public final class JsonReport implements Report {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final PrintWriter out;
  private final String unit;
  private final boolean quiet;

  /**
   * A report.
   *
   * @param unit what is counted: line or record
   * @param quiet only the summary
   */
  public JsonReport(PrintWriter out, String unit, boolean quiet) {
    this.unit = unit;
    this.out = out;
    this.quiet = quiet;
  }

  private JsonGenerator object() throws IOException {
    JsonGenerator json =
        FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    json.writeStartObject();
    return json;
  }

  @Override
  public void accepted(long line) {}

  @Override
  public void warned(long line, List<Violation> warnings) throws IOException {
    verdict(line, "accepted", List.of(), warnings);
  }

  @Override
  public void rejected(long line, List<Violation> violations, List<Violation> warnings)
      throws IOException {
    verdict(line, "rejected", violations, warnings);
  }

  @Override
  public void undecided(long line, String reason) throws IOException {
    if (quiet) {
      return;
    }
    try (JsonGenerator json = object()) {
      json.writeNumberField(unit, line);
      json.writeStringField("verdict", "undecided");
      json.writeStringField("reason", reason);
      json.writeEndObject();
    }
    out.println();
  }

  private void verdict(
      long line, String verdict, List<Violation> violations, List<Violation> warnings)
      throws IOException {
    if (quiet) {
      return;
    }
    try (JsonGenerator json = object()) {
      json.writeNumberField(unit, line);
      json.writeStringField("verdict", verdict);
      list(json, "violations", violations);
      list(json, "warnings", warnings);
      json.writeEndObject();
    }
    out.println();
  }

  private static void list(JsonGenerator json, String name, List<Violation> violations)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Violation violation : violations) {
      json.writeStartObject();
      json.writeStringField("rule", violation.rule());
      json.writeStringField("path", violation.path());
      json.writeStringField("code", violation.code());
      json.writeStringField("message", violation.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void summary(Trial.Summary summary) throws IOException {
    try (JsonGenerator json = object()) {
      json.writeObjectFieldStart("summary");
      json.writeNumberField("records", summary.records());
      json.writeNumberField("accepted", summary.accepted());
      json.writeNumberField("warned", summary.warned());
      json.writeNumberField("rejected", summary.rejected());
      json.writeNumberField("undecided", summary.undecided());
      counts(json, "rejected_by", summary.rejectedBy());
      counts(json, "warned_by", summary.warnedBy());
      json.writeEndObject();
      json.writeEndObject();
    }
    out.println();
  }

  private static void counts(JsonGenerator json, String name, Map<String, Long> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> count : counts.entrySet()) {
      json.writeNumberField(count.getKey(), count.getValue());
    }
    json.writeEndObject();
  }
}
