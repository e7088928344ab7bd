package dev.surety.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogReasonTest {
  @Test
  void errorsAndCausesStandForTheLogWithoutTheirStackFrames() {
    String log =
        """
        2026-01-01 INFO  [main] starting
        2026-01-01 ERROR [main] kafka.Kafka$: Exiting Kafka due to fatal exception
        java.lang.RuntimeException: Invalid cluster.id in: meta.properties
        \tat kafka.server.Server.run(Server.java:1)
        \t... 3 more
        Caused by: java.io.IOException: No space left on device
        2026-01-01 INFO  [main] shutting down
        """;

    assertThat(LogReason.of(log))
        .isEqualTo(
            """
            2026-01-01 ERROR [main] kafka.Kafka$: Exiting Kafka due to fatal exception
              java.lang.RuntimeException: Invalid cluster.id in: meta.properties
              Caused by: java.io.IOException: No space left on device""");
  }

  @Test
  void jsonLinesAreReadForTheirMessageAndStackTrace() {
    String log =
        """
        {"@timestamp":"2026-01-01T00:00:00.000Z","log.level":"INFO","message":"starting"}
        {"@timestamp":"2026-01-01T00:00:01.000Z","log.level":"ERROR","message":"Exiting Kafka",\
        "error.stack_trace":"java.lang.RuntimeException: no\\n\\tat kafka.Server.run(Server.java:1)\\nCaused by: java.io.IOException: No space left"}
        {"@timestamp":"2026-01-01T00:00:02.000Z","log.level":"INFO","message":"shutting down"}
        """;

    assertThat(LogReason.of(log))
        .isEqualTo(
            """
            ERROR Exiting Kafka
              java.lang.RuntimeException: no
              Caused by: java.io.IOException: No space left""");
  }

  @Test
  void theLastLinesStandForALogWithoutErrors() {
    assertThat(LogReason.of("one\ntwo\nthree\n\nfour\nfive\n"))
        .isEqualTo("two\n  three\n  four\n  five");
  }

  @Test
  void anEmptyLogIsToldAsSuch() {
    assertThat(LogReason.of("")).isEqualTo("it printed nothing");
  }

  @Test
  void longLinesAreShortenedAndRepeatedOnesGivenOnce() {
    String line = "ERROR " + "x".repeat(1_000);

    assertThat(LogReason.of(line + "\n" + line)).hasSizeLessThan(500).endsWith(" ...");
  }

  @Test
  void aMissingLogIsToldAsSuch() {
    assertThat(LogReason.of(Path.of("/nowhere/server.log"))).startsWith("its log cannot be read");
  }
}
