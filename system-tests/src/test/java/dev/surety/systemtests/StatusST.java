package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code surety status} beside a pipeline that runs, and after it was killed. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class StatusST {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int RECORDS = 500;

  @TempDir private Path dir;
  private PipelineStory story;

  private record Ended(int exitCode, String out, String transcript) {}

  @BeforeEach
  void startKafka() throws Exception {
    story = PipelineStory.begin(dir, 2);
    story.produceInBackground(5, RECORDS, 1000);
    story.allow(RECORDS);
  }

  @AfterEach
  void stopKafka() {
    story.close();
  }

  private SuretyProcess start(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--profile", dir.resolve("surety.yaml").toString()));
    return SuretyProcess.start(story.home(), dir, Map.of("COLUMNS", "120"), all);
  }

  private Ended status(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("status"));
    all.addAll(List.of(arguments));
    try (SuretyProcess status = start(all.toArray(String[]::new))) {
      int code = status.awaitEnd(PATIENCE);
      return new Ended(code, String.join("\n", status.out()), status.transcript());
    }
  }

  @Test
  void aKilledPipelineIsAFindingWithItsRunbook() throws Exception {
    try (SuretyProcess watch = start("watch", "--port", "0", "--no-probe-topic");
        SuretyProcess run = story.run()) {
      story.awaitJudgedOfProduced(run, RECORDS - 1);
      await().atMost(PATIENCE).until(() -> status().out().contains("running"));
      Ended healthy = status("--format", "json");
      JsonNode report = JSON.readTree(healthy.out());
      assertThat(report.at("/pipelines/0/state").asText()).isEqualTo("RUNNING");
      assertThat(report.at("/kafka/reachable").asBoolean()).as(healthy.transcript()).isTrue();
      assertThat(healthy.out()).doesNotContain("SuretyPipelineDown");

      run.kill();

      await().atMost(PATIENCE).until(() -> status().exitCode() == 1);
      Ended incident = status();
      assertThat(incident.out())
          .contains("DOWN  nothing answers at")
          .contains("firing     Pipeline ")
          .contains("page  SuretyPipelineDown")
          .contains("runbook: docs/runbooks/SuretyPipelineDown.md");
      watch.interrupt();
      watch.awaitEnd(PATIENCE);
    }

    Ended alone = status();

    assertThat(alone.out())
        .contains("no 'surety watch' runs")
        .contains("History is short")
        .contains("DOWN  nothing answers at")
        .contains("pending    Pipeline ");
    assertThat(alone.exitCode()).as(alone.transcript()).isZero();
  }

  @Test
  void aPipelineThatWasStoppedIsNoFindingAndWatchRefreshesUntilCtrlC() throws Exception {
    try (SuretyProcess run = story.run()) {
      story.awaitJudgedOfProduced(run, RECORDS - 1);
      try (SuretyProcess status = start("status", "--watch", "--format", "json")) {
        await().atMost(PATIENCE).until(() -> status.out().size() >= 2);
        assertThat(JSON.readTree(status.out().get(1)).at("/pipelines/0/state").asText())
            .isEqualTo("RUNNING");
        run.interrupt();
        assertThat(run.awaitEnd(PATIENCE)).isZero();
        await()
            .atMost(PATIENCE)
            .until(() -> status.out().get(status.out().size() - 1).contains("\"pipelines\":[]"));
        status.interrupt();
        assertThat(status.awaitEnd(PATIENCE)).as(status.transcript()).isZero();
        assertThat(status.out()).noneMatch(line -> line.contains("SuretyPipelineDown"));
      }
    }
  }

  @Test
  void whereNothingRunsItSaysSoWithItsOwnExitCode() throws Exception {
    Path empty = Files.createDirectories(dir.resolve("empty"));
    try (SuretyProcess status =
        SuretyProcess.start(empty.resolve("home"), empty, Map.of(), List.of("status"))) {
      assertThat(status.awaitEnd(PATIENCE)).as(status.transcript()).isEqualTo(3);
      assertThat(String.join("\n", status.out())).contains("none runs on this machine");
    }
  }
}
