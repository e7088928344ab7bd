package dev.surety.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.surety.oracle.Reconciliation;
import dev.surety.systemtests.CommitDebugger.Held;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run is killed between a checkpoint and its commit, and stays down until the broker has aborted
 * its transactions. Flink alone loses their records without a word.
 */
class LongOutageST {
  private static final int ROUNDS = Integer.getInteger("surety.resume.rounds", 2);
  private static final int RECORDS_OF_A_ROUND = 4_000;
  private static final int PARTITIONS = 4;
  private static final int MOST_CHECKPOINTS = 50;
  private static final int PER_SECOND = 800;
  private static final Duration BOUND = Duration.ofMinutes(2);
  private static final String SHORT_TIMEOUT = "--transaction-timeout=3s";

  @TempDir private Path dir;
  private final long seed = Long.getLong("surety.seed", System.nanoTime());
  private final Random moments = new Random(seed);
  private long checkpoint;

  @Test
  void nothingIsLostWhenARunIsDownForLongerThanItsTransactionTimeout() throws Exception {
    try (PipelineStory story = PipelineStory.begin(dir, PARTITIONS)) {
      story.produceInBackground(seed, (long) ROUNDS * RECORDS_OF_A_ROUND, PER_SECOND);
      for (int round = 1; round <= ROUNDS; round++) {
        String before = round > 1 ? "checkpoint " + checkpoint + " is passed over" : "";
        String transcript;
        if (round % 2 == 1) {
          transcript = killBeforeCommit(story, SHORT_TIMEOUT);
          awaitAborted(story);
        } else {
          transcript = holdBeforeCommitUntilAborted(story);
        }
        assertThat(transcript).as("round %s, seed %s", round, seed).contains(before);
      }
      story.awaitProduced(BOUND);
      try (SuretyProcess run = story.run("--until-caught-up")) {
        assertThat(run.awaitEnd(BOUND)).as(run.transcript()).isZero();
        assertThat(run.transcript())
            .contains("checkpoint " + checkpoint + " is passed over")
            .contains("going on from checkpoint ");
      }

      Reconciliation.Result result = story.reconcile();
      System.out.printf("long outage: rounds=%d seed=%d %s%n", ROUNDS, seed, result.line());
      assertThat(result.ok()).as("seed %s: %s %s", seed, result, result.details()).isTrue();
      assertThat(result.clean() + result.quarantined())
          .isEqualTo((long) ROUNDS * RECORDS_OF_A_ROUND);
    }
  }

  /**
   * Kills a run when a checkpoint is complete and none of its transactions is committed.
   *
   * @return what the run printed
   */
  private String killBeforeCommit(PipelineStory story, String... options) throws Exception {
    try (CommitDebugger debugger = CommitDebugger.listen();
        SuretyProcess run = story.runWithJvmOption(debugger.jvmOption(), options)) {
      holdBeforeCommit(story, debugger);
      run.kill();
      return run.transcript();
    }
  }

  /**
   * Holds a run before a commit until the broker has aborted the transaction; then it must find
   * that out and stop.
   *
   * @return what the run printed
   */
  private String holdBeforeCommitUntilAborted(PipelineStory story) throws Exception {
    try (CommitDebugger debugger = CommitDebugger.listen();
        SuretyProcess run = story.runWithJvmOption(debugger.jvmOption(), SHORT_TIMEOUT)) {
      holdBeforeCommit(story, debugger);
      await()
          .atMost(BOUND)
          .pollInterval(Duration.ofMillis(250))
          .until(
              () ->
                  transactions(story, TransactionState.ONGOING).stream()
                      .noneMatch(id -> id.endsWith("-" + checkpoint)));
      debugger.detach();
      assertThat(run.awaitEnd(BOUND)).as(run.transcript()).isEqualTo(4);
      assertThat(run.transcript())
          .contains("the job has stopped because records would be lost")
          .contains("the broker has aborted it");
      return run.transcript();
    }
  }

  /** Holds a run when a checkpoint with records is complete and none of them is committed. */
  private void holdBeforeCommit(PipelineStory story, CommitDebugger debugger) throws Exception {
    debugger.attach();
    Held held = debugger.awaitCommit(0);
    story.allow(RECORDS_OF_A_ROUND); // they arrive over several checkpoints
    int skip = 1 + moments.nextInt(2);
    for (int tries = 0; tries < MOST_CHECKPOINTS; tries++) {
      held.letGo();
      held = debugger.awaitCommit(held.checkpointId() + 1);
      checkpoint = held.checkpointId();
      boolean withRecords =
          transactions(story, TransactionState.ONGOING).stream()
              .anyMatch(id -> id.endsWith("-" + checkpoint));
      if (withRecords && --skip <= 0) {
        return;
      }
    }
    throw new AssertionError("no checkpoint with records, seed " + seed);
  }

  private static void awaitAborted(PipelineStory story) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> transactions(story, TransactionState.ONGOING).isEmpty());
  }

  /** Ids of the pipeline's transactions that are in a state. */
  private static List<String> transactions(PipelineStory story, TransactionState state)
      throws Exception {
    try (Admin admin = Admin.create(story.client())) {
      return admin
          .listTransactions(new ListTransactionsOptions().filterStates(Set.of(state)))
          .all()
          .get()
          .stream()
          .map(TransactionListing::transactionalId)
          .filter(id -> id.startsWith("surety.story."))
          .toList();
    }
  }
}
