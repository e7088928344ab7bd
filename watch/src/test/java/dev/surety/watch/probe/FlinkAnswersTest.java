package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.watch.metric.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On answers that were recorded from a real cluster (Flink 2.2.1). */
class FlinkAnswersTest {
  private static final FlinkJob JOB = new FlinkJob("3b00", "count-up", "RUNNING", 0);

  private final Samples samples = new Samples(Instant.ofEpochMilli(1_795_298_060_000L));

  @Test
  void readsTaskManagersAndSlots() {
    FlinkAnswers.readOverview(recorded("overview"), samples);

    assertThat(values())
        .containsOnly(
            entry("surety_flink_taskmanagers", 2.0), entry("surety_flink_slots_available", 2.0));
  }

  @Test
  void tellsHowLongAgoEachTaskManagerWasHeardOf() {
    Samples later = new Samples(Instant.ofEpochMilli(1_795_307_757_471L));

    FlinkAnswers.readHeartbeats(recorded("taskmanagers"), later);

    assertThat(TestSamples.of(List.of(later)))
        .containsOnly(
            entry("surety_flink_taskmanager_heartbeat_age_seconds{taskmanager-1-7ae63848}", 31.0),
            entry(
                "surety_flink_taskmanager_heartbeat_age_seconds{taskmanager-2-6ac52218}", 30.998));
  }

  @Test
  void readsTheJavaVersionWithoutTheNameOfTheVirtualMachine() {
    FlinkAnswers.readEnvironment(recorded("environment"), samples);

    assertThat(values())
        .containsOnlyKeys("surety_flink_jvm_info{jobmanager,17.0.15+6-Debian-1deb12u1}");
    assertThat(
            FlinkAnswers.javaVersion(
                "12:00 INFO [main] TaskManagerRunner:  JVM: OpenJDK 64-Bit Server VM - Debian -"
                    + " 17/17.0.15+6-Debian-1deb12u1\n"
                    + "12:01"))
        .isEqualTo("17.0.15+6-Debian-1deb12u1");
    assertThat(FlinkAnswers.javaVersion("nothing of it")).isEmpty();
  }

  /** What follows in the line differs from process to process: it would be a version of its own. */
  @Test
  void readsTheJavaVersionFromALogInJson() {
    assertThat(
            FlinkAnswers.javaVersion(
                "{\"log.level\":\"INFO\",\"message\":\" JVM: OpenJDK 64-Bit Server VM - Debian -"
                    + " 17/17.0.15+6-Debian-1deb12u1\",\"ecs.version\":\"8.11.0\",\"surety.run.id\":"
                    + "\"a61b/6c10\",\"process.pid\":9136}\n"))
        .isEqualTo("17.0.15+6-Debian-1deb12u1");
  }

  @Test
  void knowsNoJavaVersionWhenTheHeadOfTheLogEndsWithinIt() {
    assertThat(
            FlinkAnswers.javaVersion(
                "\"message\":\" JVM: OpenJDK 64-Bit Server VM - Debian - 17/17.0"))
        .isEmpty();
  }

  @Test
  void readsTheJobsAndTheStateOfEach() {
    FlinkJob job = FlinkJob.read(recorded("jobs")).get(0);

    FlinkAnswers.readState(job, samples);

    assertThat(job.name()).isEqualTo("count-up");
    assertThat(values())
        .hasSize(FlinkJob.STATES.size())
        .containsEntry("surety_flink_job_state{count-up,RUNNING}", 1.0)
        .containsEntry("surety_flink_job_state{count-up,FAILED}", 0.0);
  }

  @Test
  void ofSeveralJobsWithOneNameTheOneThatLivesCounts() {
    JsonNode overview =
        json(
            """
            {"jobs": [
              {"jid": "a", "name": "n", "state": "RUNNING", "start-time": 5},
              {"jid": "b", "name": "n", "state": "FAILED", "start-time": 9},
              {"jid": "c", "name": "m", "state": "FAILED", "start-time": 1},
              {"jid": "d", "name": "m", "state": "FINISHED", "start-time": 2}]}
            """);

    assertThat(FlinkJob.read(overview)).extracting(FlinkJob::id).containsExactly("a", "d");
  }

  @Test
  void readsRestarts() {
    FlinkAnswers.readRestarts(JOB, recorded("restarts"), samples);

    assertThat(values()).containsOnly(entry("surety_flink_job_restarts{count-up}", 0.0));
  }

  @Test
  void namesTheVertices() {
    assertThat(FlinkAnswers.vertices(recorded("job")).values())
        .containsExactly("Source: numbers", "nowhere: Writer");
  }

  @Test
  void verticesWithOneNameAreToldApart() {
    JsonNode job =
        json(
            "{\"vertices\": [{\"id\": \"aaaaaaaaaa\", \"name\": \"map\"}, {\"id\": \"bbbbbbbbbb\","
                + " \"name\": \"map\"}]}");

    assertThat(FlinkAnswers.vertices(job).values()).containsExactly("map", "map bbbbbbbb");
  }

  @Test
  void readsBusyIdleAndBackPressuredTimeOfEachSubtask() {
    JsonNode answer = recorded("backpressure");

    FlinkAnswers.readBackPressure(JOB, "nowhere", answer, samples);

    assertThat(values())
        .hasSize(6)
        .containsEntry(
            "surety_flink_vertex_busy_ratio{count-up,nowhere,1}",
            answer.path("subtasks").get(1).path("busyRatio").asDouble())
        .containsEntry("surety_flink_vertex_backpressured_ratio{count-up,nowhere,0}", 0.0);
    assertThat(values().get("surety_flink_vertex_busy_ratio{count-up,nowhere,1}")).isPositive();
  }

  @Test
  void whatASubtaskDoesNotMeasureIsLeftOut() {
    JsonNode answer =
        json(
            "{\"subtasks\": [{\"subtask\": 0, \"ratio\": 0.5, \"busyRatio\": NaN, \"idleRatio\":"
                + " \"NaN\"}]}");

    FlinkAnswers.readBackPressure(JOB, "v", answer, samples);

    assertThat(values())
        .containsOnly(entry("surety_flink_vertex_backpressured_ratio{count-up,v,0}", 0.5));
  }

  @Test
  void readsTheLastCompletedCheckpoint() {
    JsonNode completed = recorded("checkpoints").path("latest").path("completed");

    FlinkAnswers.readCheckpoints(JOB, recorded("checkpoints"), samples);

    assertThat(values())
        .containsEntry(
            "surety_flink_checkpoint_last_completed_timestamp_seconds{count-up}",
            completed.path("latest_ack_timestamp").asLong() / 1000.0)
        .containsEntry(
            "surety_flink_checkpoint_last_duration_seconds{count-up}",
            completed.path("end_to_end_duration").asLong() / 1000.0)
        .containsEntry("surety_flink_checkpoints_failed{count-up}", 1.0)
        .containsEntry("surety_flink_checkpoint_in_progress_age_seconds{count-up}", 0.0);
  }

  @Test
  void aCheckpointThatHangsGrowsOld() {
    JsonNode checkpoints =
        json(
            """
            {"counts": {"failed": 0}, "latest": {"completed": null}, "history": [
              {"id": 8, "status": "IN_PROGRESS", "trigger_timestamp": 1795298050000},
              {"id": 7, "status": "IN_PROGRESS", "trigger_timestamp": 1795298030000},
              {"id": 6, "status": "FAILED", "trigger_timestamp": 1795290000000}]}
            """);

    FlinkAnswers.readCheckpoints(JOB, checkpoints, samples);

    assertThat(values())
        .containsEntry("surety_flink_checkpoint_in_progress_age_seconds{count-up}", 30.0)
        .doesNotContainKey("surety_flink_checkpoint_last_duration_seconds{count-up}");
  }

  @Test
  void readsTheConfigurationAndLeavesOutAnIntervalOfNever() {
    FlinkAnswers.readCheckpointConfig(JOB, recorded("checkpoints-config"), samples);
    FlinkAnswers.readCheckpointConfig(
        new FlinkJob("x", "never", "RUNNING", 0),
        json("{\"interval\": 9223372036854775807, \"timeout\": 600000}"),
        samples);

    assertThat(values())
        .containsOnly(
            entry("surety_flink_checkpoint_interval_seconds{count-up}", 1.0),
            entry("surety_flink_checkpoint_timeout_seconds{count-up}", 30.0));
  }

  @Test
  void phasesAreTheLongestOfAllVertices() {
    JsonNode other =
        json(
            """
            {"summary": {"checkpoint_duration": {"sync": {"max": 40}, "async": {"max": 3000}},
              "alignment": {"duration": {"max": 20}}, "start_delay": {"max": 0}}}
            """);

    CheckpointPhases.none(7).and(recorded("subtasks")).and(other).read(JOB, samples);

    long startDelay = recorded("subtasks").path("summary").path("start_delay").path("max").asLong();
    assertThat(startDelay).isPositive();
    assertThat(values())
        .containsOnly(
            entry(
                "surety_flink_checkpoint_phase_seconds{count-up,start_delay}", startDelay / 1000.0),
            entry("surety_flink_checkpoint_phase_seconds{count-up,alignment}", 0.02),
            entry("surety_flink_checkpoint_phase_seconds{count-up,sync}", 0.04),
            entry("surety_flink_checkpoint_phase_seconds{count-up,async}", 3.0));
  }

  private Map<String, Double> values() {
    return TestSamples.of(List.of(samples));
  }

  private static JsonNode json(String text) {
    try {
      return JsonHttp.JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode recorded(String name) {
    try (InputStream in = FlinkAnswersTest.class.getResourceAsStream("flink/" + name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("no recording " + name);
      }
      return JsonHttp.JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
