package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.surety.oracle.Reconciliation;
import dev.surety.sandbox.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost, duplicated, changed or out of order when a process dies. */
class CrashST {
  private static final int RECORDS = 100_000;
  private static final int BEFORE_EACH_KILL = 16_000;
  private static final Duration END_BOUND = Duration.ofMinutes(3);

  @TempDir private Path dir;

  @Test
  void everyRecordEndsOnceWhenThePipelineIsKilledFiveTimes() throws Exception {
    long seed = Long.getLong("surety.seed", System.nanoTime());
    Random moments = new Random(seed);
    try (PipelineStory story = PipelineStory.begin(dir, 4)) {
      story.produceInBackground(seed, RECORDS, 4_000);
      List<Long> judgedAtKill = new ArrayList<>();
      long judged = 0;
      for (int kill = 1; kill <= 5; kill++) {
        try (SuretyProcess run = story.run()) {
          story.allow(BEFORE_EACH_KILL / 4);
          story.awaitJudgedOfProduced(run, judged);
          story.allow(BEFORE_EACH_KILL / 4 * 3); // takes longer than any of the moments
          TimeUnit.MILLISECONDS.sleep(moments.nextInt(2_000)); // the random moment
          judged = PipelineStory.judged(run);
          run.kill();
        }
        judgedAtKill.add(judged);
        assertThat(story.isProducing()).as("kill %s is in the middle", kill).isTrue();
      }
      story.allow(RECORDS - 5 * BEFORE_EACH_KILL);
      story.awaitProduced(Duration.ofMinutes(2));
      endCaughtUp(story);

      Reconciliation.Result result = story.reconcile();
      assertThat(result.ok())
          .as("seed %s, killed at %s: %s %s", seed, judgedAtKill, result, result.details())
          .isTrue();
      assertThat(result.clean() + result.quarantined()).isEqualTo(RECORDS);
    }
  }

  @Test
  void everyRecordEndsOnceWhenTheBrokerIsKilledForTenSeconds() throws Exception {
    try (PipelineStory story = PipelineStory.begin(dir, 4)) {
      story.produceInBackground(7, RECORDS, 4_000);
      story.allow(RECORDS);
      try (SuretyProcess run = story.run()) {
        story.awaitJudgedOfProduced(run, 5_000);
        story.sandbox.server("kafka-1").kill();
        TimeUnit.SECONDS.sleep(10); // the length of the outage
        assertThat(PipelineStory.status(run))
            .as("the run says what it waits for")
            .anySatisfy(
                line ->
                    assertThat(line.path("waiting_for").asText())
                        .startsWith("Kafka at " + story.sandbox.bootstrapServers()));
        story.sandbox.server("kafka-1").start(Progress.SILENT);
        story.awaitProduced(Duration.ofMinutes(3));
        run.interrupt();
        assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      }
      endCaughtUp(story);

      Reconciliation.Result result = story.reconcile();
      assertThat(result.ok()).as("%s %s", result, result.details()).isTrue();
      assertThat(result.clean() + result.quarantined()).isEqualTo(RECORDS);
    }
  }

  private static void endCaughtUp(PipelineStory story) throws Exception {
    try (SuretyProcess run = story.run("--until-caught-up")) {
      assertThat(run.awaitEnd(END_BOUND)).as(run.transcript()).isZero();
      JsonNode last = PipelineStory.lastLine(run);
      assertThat(last.get("type").asText()).isEqualTo("summary");
      assertThat(last.get("accepted").asLong() + last.get("quarantined").asLong())
          .as("the run's own total through all crashes")
          .isEqualTo(RECORDS);
    }
  }
}
