package dev.surety.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lines as Log4j's own layout makes them of our template. */
class EventLineTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = Instant.parse("2026-03-01T10:00:01.500Z");
  private static final EventLog LOG =
      EventLog.of(Map.of(EventField.PIPELINE, "orders", EventField.CONTRACT_VERSION, "1.2.0"));

  @Test
  void aNumberIsANumberAndATimeIsIsoText() throws IOException {
    JsonNode line =
        line(
            LOG.event(EventAction.CHECKPOINT_COMPLETED)
                .with(EventField.CHECKPOINT_ID, 7)
                .between(START, END));

    assertThat(line.get("surety.checkpoint.id").isIntegralNumber()).isTrue();
    assertThat(line.get("event.duration").longValue()).isEqualTo(1_500_000_000L);
    assertThat(line.get("event.start").textValue()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(line.get("event.action").textValue()).isEqualTo("checkpoint.completed");
    assertThat(line.get("surety.pipeline").textValue()).isEqualTo("orders");
    assertThat(line.get("surety.contract.version").textValue()).isEqualTo("1.2.0");
    assertThat(line.get("message").textValue()).isEqualTo("it happened");
  }

  @Test
  void rulesAreAListWithTheMostBrokenFirst() throws IOException {
    JsonNode line =
        line(
            LOG.event(EventAction.VIOLATION_SURGE)
                .with(EventField.QUARANTINE_RATIO, 0.25)
                .rules(Map.of("amount", 3L, "currency", 40L, "never", 0L)));

    assertThat(line.get("surety.rule").textValue()).isEqualTo("currency");
    assertThat(line.get("surety.rules"))
        .isEqualTo(
            JSON.readTree(
                "[{\"name\":\"currency\",\"records\":40},{\"name\":\"amount\",\"records\":3}]"));
    assertThat(line.get("surety.quarantine.ratio").doubleValue()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @EnumSource(EventAction.class)
  void everyLineHasTheFieldsThatEveryLineHasAndNoOthersThanTheTableSays(EventAction action)
      throws IOException {
    EventLog.Event event = LOG.event(action);
    action.fields().forEach(field -> event.with(field, sample(field)));

    Set<String> allowed = new HashSet<>();
    Set<String> required = new HashSet<>();
    for (EventField field : EventField.values()) {
      switch (field.place()) {
        case EVERY_LINE, EVERY_EVENT -> required.add(field.ecsName());
        case ANY_LINE, SOME_EVENTS -> allowed.add(field.ecsName());
      }
    }
    action.fields().forEach(field -> required.add(field.ecsName()));
    required.remove("process.pid"); // each configuration adds it, see log4j2.properties
    allowed.addAll(required);
    Set<String> names = new HashSet<>();
    line(event).fieldNames().forEachRemaining(names::add);

    assertThat(names).containsAll(required);
    assertThat(allowed).containsAll(names);
  }

  private static Object sample(EventField field) {
    return switch (field.type()) {
      case KEYWORD, TEXT -> "text";
      case DATE -> START;
      case LONG -> 1L;
      case DOUBLE -> 0.5;
      case NESTED -> List.of(new RuleCount("rule", 1));
    };
  }

  @Test
  void anExceptionHasItsTypeMessageAndStackTrace() throws IOException {
    JsonNode line = line(new SimpleMessage("no"), new IllegalStateException("broken"));

    assertThat(line.get("error.type").textValue()).isEqualTo("java.lang.IllegalStateException");
    assertThat(line.get("error.message").textValue()).isEqualTo("broken");
    assertThat(line.get("error.stack_trace").textValue()).contains("EventLineTest");
    assertThat(line.has("event.action")).isFalse();
  }

  @Test
  void aLineWithoutAnExceptionHasNoErrorFields() throws IOException {
    assertThat(line(new SimpleMessage("yes"), null).fieldNames())
        .toIterable()
        .noneMatch(name -> name.startsWith("error."));
  }

  @Test
  void textsOfAnEventHaveNoCredentials() throws IOException {
    JsonNode line =
        line(
            LOG.event(EventAction.JOB_FAILED)
                .with(EventField.ERROR_MESSAGE, "no answer of https://ann:s3cret@host/x"));

    assertThat(line.toString()).contains("https://***@host/x").doesNotContain("s3cret");
  }

  @Test
  void aFieldThatTheEventDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> LOG.event(EventAction.PROBE_FAILED).with(EventField.CHECKPOINT_ID, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("probe.failed has no surety.checkpoint.id");
  }

  @Test
  void aValueOfTheWrongTypeIsRefused() {
    EventLog.Event event =
        LOG.event(EventAction.CHECKPOINT_FAILED).with(EventField.CHECKPOINT_ID, "seven");

    assertThatThrownBy(() -> event.say("no"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surety.checkpoint.id is Long");
  }

  private static JsonNode line(EventLog.Event event) throws IOException {
    return line(new EventMessage("it happened", event.fields()), null);
  }

  private static JsonNode line(Message message, @Nullable Throwable thrown) throws IOException {
    JsonTemplateLayout layout =
        JsonTemplateLayout.newBuilder()
            .setConfiguration(new DefaultConfiguration())
            .setEventTemplateUri("classpath:dev/surety/logging/ecs.json")
            .build();
    return JSON.readTree(
        layout.toSerializable(
            Log4jLogEvent.newBuilder()
                .setLoggerName("test")
                .setLevel(Level.INFO)
                .setMessage(message)
                .setThrown(thrown)
                .build()));
  }
}
