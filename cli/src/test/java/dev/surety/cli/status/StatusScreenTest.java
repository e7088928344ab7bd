package dev.surety.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.status.StatusReport;
import dev.surety.watch.status.StatusReport.BrokenRule;
import dev.surety.watch.status.StatusReport.Broker;
import dev.surety.watch.status.StatusReport.Disk;
import dev.surety.watch.status.StatusReport.Finding;
import dev.surety.watch.status.StatusReport.FlinkJob;
import dev.surety.watch.status.StatusReport.Kafka;
import dev.surety.watch.status.StatusReport.Pipeline;
import dev.surety.watch.status.StatusReport.Quorum;
import dev.surety.watch.status.StatusReport.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen for fixed reports; {@code -Dsurety.golden.write=true} writes the texts anew. */
class StatusScreenTest {
  private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  private static final Path GOLDEN =
      Path.of(System.getProperty("surety.checkout"), "cli/src/test/resources/status");

  private static StatusReport healthy() {
    return new StatusReport(
        TIME,
        "127.0.0.1:9092",
        720,
        List.of(
            new Pipeline(
                "payments",
                "127.0.0.1:4711",
                Pipeline.State.RUNNING,
                12_345.6,
                0.0,
                0.0,
                4.2,
                1318.0,
                List.of(
                    new BrokenRule("payments", "no-duplicates", 1200),
                    new BrokenRule("payments", "amount.minimum", 118)))),
        new Kafka(
            true,
            List.of(
                new Broker("1", "127.0.0.1:9092", true),
                new Broker("2", "127.0.0.1:9093", true),
                new Broker("3", "127.0.0.1:9094", true)),
            0.0,
            0.0,
            0.0,
            new Quorum(1, 3, 3, 0.3)),
        List.of(new FlinkJob("enrich", "RUNNING")),
        List.of(
            new Service("flink", "http://127.0.0.1:8081", true),
            new Service("registry", "http://127.0.0.1:8080/apis/ccompat/v7", true)),
        List.of(new Disk("/var/lib/kafka", 81.25e9, 125e9)),
        List.of(),
        List.of());
  }

  private static StatusReport incident() {
    StatusReport healthy = healthy();
    return new StatusReport(
        TIME,
        "127.0.0.1:9092",
        720,
        List.of(
            healthy.pipelines().get(0),
            new Pipeline(
                "orders",
                "127.0.0.1:4712",
                Pipeline.State.DOWN,
                null,
                null,
                null,
                null,
                null,
                List.of()),
            new Pipeline(
                "returns",
                "127.0.0.1:4713",
                Pipeline.State.WAITING,
                0.0,
                312.0,
                45_000.0,
                312.0,
                0.0,
                List.of())),
        new Kafka(
            true,
            List.of(
                new Broker("1", "127.0.0.1:9092", true),
                new Broker("2", "127.0.0.1:9093", false),
                new Broker("3", "127.0.0.1:9094", true)),
            6.0,
            0.0,
            0.0,
            new Quorum(1, 3, 2, 95.0)),
        List.of(new FlinkJob("enrich", "RESTARTING")),
        List.of(new Service("flink", "http://127.0.0.1:8081", false)),
        List.of(new Disk("/var/lib/kafka", 1.5e9, 125e9)),
        List.of(
            finding(
                "SuretyPipelineDown", Finding.State.FIRING, "page", 80, "Pipeline orders is down"),
            finding(
                "SuretyUnderReplicated",
                Finding.State.FIRING,
                "ticket",
                95,
                "6 partitions are under-replicated"),
            finding(
                "SuretyQuorumAtRisk",
                Finding.State.PENDING,
                "page",
                12,
                "The controller quorum has no voter to spare"),
            finding(
                "SuretyLagGrowing",
                Finding.State.RESOLVED,
                "ticket",
                700,
                "Pipeline orders falls behind")),
        List.of("kafka_tcp 127.0.0.1:9093: Connection refused"));
  }

  private static Finding finding(
      String name, Finding.State state, String severity, int seconds, String summary) {
    return new Finding(
        name,
        state,
        severity,
        TIME.minusSeconds(seconds),
        state == Finding.State.RESOLVED ? TIME.minusSeconds(90) : null,
        summary,
        "What it means, in one or two sentences. What is lost meanwhile, and what is not.",
        "docs/runbooks/" + name + ".md",
        Map.of());
  }

  private static StatusReport nothing() {
    return new StatusReport(
        TIME,
        "",
        4,
        List.of(),
        new Kafka(false, List.of(), null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static void assertGolden(String name, StatusReport report, Style style)
      throws IOException {
    String actual =
        String.join(
                "\n", StatusScreen.lines(report, "from a test", TIME.plusSeconds(1), style, 100))
            + "\n";
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(file));
  }

  @Test
  void whenAllIsWell() throws IOException {
    assertGolden("healthy", healthy(), Style.PLAIN);
  }

  @Test
  void duringAnIncident() throws IOException {
    assertGolden("incident", incident(), Style.PLAIN);
  }

  @Test
  void inColour() throws IOException {
    assertGolden("incident-colour", incident(), Style.COLOUR);
  }

  @Test
  void whenNothingRuns() throws IOException {
    assertGolden("nothing", nothing(), Style.PLAIN);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 200})
  void noLineIsWiderThanTheTerminal(int width) {
    for (Style style : Style.values()) {
      assertThat(StatusScreen.lines(incident(), "from a test", TIME, style, width))
          .allSatisfy(
              line ->
                  assertThat(line.replaceAll("\u001b\\[[0-9;]*m", "").length())
                      .as(line)
                      .isLessThanOrEqualTo(width));
    }
  }

  @Test
  void colourChangesNoText() {
    assertThat(String.join("\n", StatusScreen.lines(incident(), "x", TIME, Style.COLOUR, 90)))
        .contains("\u001b[")
        .satisfies(
            text ->
                assertThat(text.replaceAll("\u001b\\[[0-9;]*m", ""))
                    .isEqualTo(
                        String.join(
                            "\n", StatusScreen.lines(incident(), "x", TIME, Style.PLAIN, 90))));
  }

  @Test
  void aWatchThatHangsIsSaid() {
    assertThat(StatusScreen.lines(healthy(), "x", TIME.plusSeconds(65), Style.PLAIN, 100))
        .contains("its last round was 1 min 5 s ago: it hangs");
  }
}
