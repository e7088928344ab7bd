package dev.surety.watch.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.surety.watch.rule.Alert;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reports and alerts as JSON. */
public final class StatusJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .build();

  private StatusJson() {}

  /** A report as one line; names in snake_case, times in ISO 8601, what is not known as null. */
  public static String write(StatusReport report) {
    try {
      return JSON.writeValueAsString(report);
    } catch (IOException e) {
      throw new IllegalStateException("a report is not JSON", e);
    }
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws IOException when it is no report
   */
  public static StatusReport read(byte[] json) throws IOException {
    return JSON.readValue(json, StatusReport.class);
  }

  /** Alerts in the form of Prometheus' {@code /api/v1/alerts}: those that are pending or fire. */
  public static String alerts(List<Alert> alerts) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeArrayFieldStart("alerts");
      for (Alert alert : alerts) {
        if (alert.state() != Alert.State.RESOLVED) {
          alert(alert, json);
        }
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("alerts are not JSON", e);
    }
    return text.toString();
  }

  private static void alert(Alert alert, JsonGenerator json) throws IOException {
    json.writeStartObject();
    texts("labels", alert.labels(), json);
    texts("annotations", alert.annotations(), json);
    json.writeStringField("state", alert.state().name().toLowerCase(Locale.ROOT));
    json.writeStringField("activeAt", alert.activeAt().toString());
    json.writeStringField("value", alert.printedValue());
    json.writeEndObject();
  }

  private static void texts(String name, Map<String, String> texts, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      json.writeStringField(text.getKey(), text.getValue());
    }
    json.writeEndObject();
  }

  private static final class InstantReader extends FromStringDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context)
        throws IOException {
      try {
        return Instant.parse(value);
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(Instant.class, value, "not a time in ISO 8601");
      }
    }
  }
}
