package dev.surety.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonViewTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final JsonView view = new JsonView(new PrintStream(bytes, true, UTF_8), "orders");

  private String printed() {
    return bytes
        .toString(UTF_8)
        .replace(System.lineSeparator(), "\n")
        .replaceAll(
            "\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"", "\"time\":\"…\"");
  }

  @Test
  void aStatusIsOneObjectOnOneLine() {
    view.status(RunStatuses.RUNNING);

    assertThat(printed())
        .isEqualTo(
            "{\"type\":\"status\",\"time\":\"…\",\"pipeline\":\"orders\",\"state\":\"running\","
                + "\"records_per_second\":12346,\"accepted\":1234567,\"quarantined\":25,"
                + "\"quarantined_by_rule\":{\"amount\":9,\"currency\":12,\"no-duplicates\":1,\"settled\":3},"
                + "\"lag\":4200,\"checkpoint\":17,\"checkpoint_age_ms\":2900}\n");
  }

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    view.status(RunStatuses.BEFORE_ANYTHING);

    assertThat(printed())
        .isEqualTo(
            "{\"type\":\"status\",\"time\":\"…\",\"pipeline\":\"orders\",\"state\":\"starting\","
                + "\"records_per_second\":0,\"accepted\":0,\"quarantined\":0,"
                + "\"quarantined_by_rule\":{}}\n");
  }

  @Test
  void aStatusSaysWhatTheRunWaitsFor() {
    view.status(RunStatuses.WAITING);

    assertThat(printed())
        .contains(
            "\"state\":\"waiting\",\"waiting_for\":\"Kafka at 127.0.0.1:9092: Connection refused\",");
  }

  @Test
  void aNoteWithQuotesAndLineBreaksStaysOneLine() {
    view.note("failed: \"x\"\nat y");

    assertThat(printed())
        .isEqualTo(
            "{\"type\":\"note\",\"time\":\"…\",\"pipeline\":\"orders\","
                + "\"message\":\"failed: \\\"x\\\"\\nat y\"}\n");
  }

  @Test
  void aRuleMayHaveAnyName() {
    view.summary(
        new RunStatus("stopped", "", 0, 0, 1, Map.of("a \"b\"\t", 1L), 0, 0, -1), "stopped");

    assertThat(printed())
        .startsWith("{\"type\":\"summary\",")
        .contains("\"message\":\"stopped\",")
        .contains("\"quarantined_by_rule\":{\"a \\\"b\\\"\\t\":1}");
  }
}
