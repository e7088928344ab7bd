package dev.surety.job.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.Decision.BeginAnew;
import dev.surety.job.resume.Decision.OffsetRange;
import dev.surety.job.resume.Decision.Refuse;
import dev.surety.job.resume.Decision.Resume;
import dev.surety.job.resume.Evidence.Begin;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.Transactions.Listed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeResumeTest {
  private static final String SINK = TransactionalId.sinkPrefix("pay", "clean");
  private static final long GENERATION = 1_795_000_000_000L;
  private static final int SUBTASKS = 2;

  /** What is known, built up one transaction at a time. */
  private static final class Story {
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<String, BrokerTransaction> broker = new HashMap<>();
    private final Set<PendingCommit> settled = new HashSet<>();
    private OptionalLong generation = OptionalLong.of(GENERATION);
    private Begin begin = Begin.OLDEST_RECORD;
    private Output output = Output.WRITTEN;

    /**
     * A checkpoint that leaves one transaction for each letter: c committed, a aborted, o open, f
     * forgotten, t taken over. It has read ten times its number of each partition.
     */
    Story checkpoint(long number, String fates) {
      Set<PendingCommit> pending = new HashSet<>();
      for (int subtask = 0; subtask < fates.length(); subtask++) {
        pending.add(transaction(subtask, number, fates.charAt(subtask)));
      }
      candidates.add(
          0,
          new Candidate(
              new ResumePoint(Path.of("chk-" + number), number),
              pending,
              Map.of("in-0", number * 10, "in-1", number * 10)));
      return this;
    }

    PendingCommit transaction(int subtask, long number, char fate) {
      String id = id(GENERATION, subtask, number);
      PendingCommit pending = new PendingCommit(id, number, 0);
      switch (fate) {
        case 'c' -> broker.put(id, new BrokerTransaction(id, State.COMMITTED, number, 1));
        case 'a' -> broker.put(id, new BrokerTransaction(id, State.ABORTED, number, 2));
        case 'o' -> broker.put(id, new BrokerTransaction(id, State.OPEN, number, 0));
        case 't' -> broker.put(id, new BrokerTransaction(id, State.EMPTY, number, 5));
        case 'f' -> {}
        default -> throw new IllegalArgumentException("fate " + fate);
      }
      return pending;
    }

    Story other(String id, State state) {
      broker.put(id, new BrokerTransaction(id, state, 99, 0));
      return this;
    }

    Decision decide() {
      List<Listed> listed =
          broker.values().stream().map(one -> new Listed(one.id(), one.state())).toList();
      return SafeResume.decide(
          new Evidence(SINK, generation, candidates, settled, listed, broker, begin, output));
    }
  }

  private static String id(long generation, int subtask, long number) {
    return TransactionalId.prefix(SINK, generation) + "-" + subtask + "-" + number;
  }

  /**
   * Checkpoints 7, 8 and 9 with two subtasks each; then what is decided: the checkpoint to go on
   * from, or the words of a refusal.
   */
  @ParameterizedTest(name = "{0} {1} {2} → {3}")
  @CsvSource({
    // the ordinary cases: a stop, a crash before, within and after the commit
    "cc, cc, cc, 9",
    "cc, cc, oo, 9",
    "cc, cc, co, 9",
    "cc, cc, oc, 9",
    // down for longer than the transaction timeout: nothing of 9 was committed
    "cc, cc, aa, 8",
    "cc, aa, aa, 7",
    "cc, cc, a, 8",
    // one subtask's transaction was not closed yet at 8
    "cc, co, ca, partly",
    // committed in part, then aborted
    "cc, cc, ca, partly",
    "cc, cc, ac, partly",
    "cc, ca, aa, partly",
    "cc, aa, ca, partly",
    // open beside aborted: the open one is not committed by a start from 8
    "cc, cc, oa, 8",
    "cc, cc, ao, 8",
    "cc, oo, aa, 8",
    // nothing is left to tell by
    "cc, cc, cf, untold",
    "cc, cc, ff, untold",
    "cc, cc, tc, untold",
    "cc, ff, aa, untold",
    "cc, cc, af, untold",
    // what the broker forgot does not matter where nothing depends on it
    "ff, cc, cc, 9",
    "ff, cc, aa, 8",
    // every checkpoint that is kept was aborted
    "aa, aa, aa, none",
    "ca, aa, aa, none",
  })
  void takesTheNewestWholeCheckpoint(String seven, String eight, String nine, String decided) {
    Decision decision =
        new Story().checkpoint(7, seven).checkpoint(8, eight).checkpoint(9, nine).decide();

    assertThat(outcome(decision)).as(decision.toString()).isEqualTo(decided);
  }

  private static String outcome(Decision decision) {
    return decision.match(
        resume -> Long.toString(resume.from().checkpointId()),
        anew -> "anew",
        refuse -> {
          assertThat(refuse.waysOut()).isNotEmpty();
          String reason = refuse.reason();
          return reason.contains("in part")
              ? "partly"
              : reason.contains("cannot be told")
                  ? "untold"
                  : reason.contains("every checkpoint that is kept") ? "none" : reason;
        });
  }

  @Test
  void abandonsNewerCheckpointsAndSaysWhy() {
    Story story = new Story().checkpoint(7, "cc").checkpoint(8, "cc").checkpoint(9, "aa");
    story.other(id(GENERATION, 0, 10), State.OPEN);

    Resume resume = (Resume) story.decide();

    assertThat(resume.abandoned()).extracting(Candidate::checkpointId).containsExactly(9L);
    assertThat(resume.settled()).isEqualTo(resume.from().pending());
    assertThat(resume.lingering()).containsExactly(id(GENERATION, 0, 10));
    assertThat(resume.why())
        .contains("checkpoint 9 is passed over", "in-0 80..89, in-1 80..89", "checkpoint 8");
  }

  @Test
  void whatAStartCommitsIsNotLingering() {
    Story story = new Story().checkpoint(9, "oc");
    story.other(id(GENERATION, 1, 10), State.OPEN);
    story.other(id(GENERATION - 5, 1, 400), State.OPEN);

    Resume resume = (Resume) story.decide();

    assertThat(resume.lingering())
        .containsExactlyInAnyOrder(id(GENERATION, 1, 10), id(GENERATION - 5, 1, 400));
    assertThat(resume.settled())
        .extracting(PendingCommit::transactionalId)
        .containsExactly(id(GENERATION, 1, 9));
  }

  @Test
  void aPartialCommitNamesTheOffsetsAndBothWaysOut() {
    Refuse refuse = (Refuse) new Story().checkpoint(8, "cc").checkpoint(9, "ca").decide();

    assertThat(refuse.affected())
        .containsEntry("in-0", new OffsetRange(80, 90))
        .containsEntry("in-1", new OffsetRange(80, 90));
    assertThat(refuse.message())
        .contains("checkpoint 9", "aborted " + id(GENERATION, 1, 9), "in-0 80..89, in-1 80..89")
        .contains("written twice: --from-checkpoint 8", "lost: --from-checkpoint 9")
        .contains("--new-state");
  }

  @Test
  void aTransactionThatBothCheckpointsHoldIsNoReasonToRefuse() {
    Story story = new Story().checkpoint(8, "oo");
    PendingCommit still = story.transaction(0, 8, 'c');
    story.checkpoint(9, "aa");
    Candidate nine = story.candidates.get(0);
    Set<PendingCommit> pending = new HashSet<>(nine.pending());
    pending.add(still);
    story.candidates.set(0, new Candidate(nine.point(), pending, nine.offsets()));

    assertThat(outcome(story.decide())).isEqualTo("8");
  }

  @Test
  void refusesWhenARunElsewhereHasGoneOnFromTheSameState() {
    Story story = new Story().checkpoint(9, "cc");
    story.other(id(GENERATION, 1, 12), State.COMMITTED);

    Refuse refuse = (Refuse) story.decide();

    assertThat(refuse.reason())
        .contains("gone on from checkpoint 9 elsewhere", id(GENERATION, 1, 12));
    assertThat(refuse.message()).contains("--from-checkpoint 9");
  }

  @ParameterizedTest
  @CsvSource({"OPEN", "COMMITTED"})
  void refusesWhenALaterStateOfThePipelineExistsElsewhere(State state) {
    Story story = new Story().checkpoint(9, "cc");
    story.other(id(GENERATION + 1, 0, 1), state);

    assertThat(((Refuse) story.decide()).reason()).contains("another state directory");
  }

  @Test
  void stateThatWasSetAsideBeforeIsNoMatter() {
    Story story = new Story().checkpoint(9, "cc");
    story.other(id(GENERATION - 1, 0, 500), State.COMMITTED);
    story.other(id(0, 0, 70), State.COMMITTED);

    assertThat(outcome(story.decide())).isEqualTo("9");
  }

  @Test
  void whatWasSeenCommittedStaysSoWhenTheBrokerForgets() {
    Story story = new Story().checkpoint(9, "ff");
    story.settled.addAll(story.candidates.get(0).pending());

    Resume resume = (Resume) story.decide();

    assertThat(resume.settled()).hasSize(SUBTASKS);
  }

  @Test
  void beginsAnewWhereNothingWasEverWritten() {
    Story story = new Story();
    story.generation = OptionalLong.empty();
    story.output = Output.NEVER_WRITTEN;

    assertThat(story.decide()).isEqualTo(new BeginAnew(List.of(), List.of(), ""));
  }

  @Test
  void refusesToBeginAnewWhereARunHasWritten() {
    Story story = new Story();
    story.generation = OptionalLong.empty();
    story.other(id(GENERATION, 0, 3), State.COMMITTED);

    assertThat(((Refuse) story.decide()).message())
        .contains("no checkpoint here", id(GENERATION, 0, 3), "--new-state");
  }

  @Test
  void beginsAnewWhenTopicsWereMadeAgain() {
    Story story = new Story();
    story.generation = OptionalLong.empty();
    story.output = Output.NEVER_WRITTEN;
    story.other(id(GENERATION, 0, 3), State.COMMITTED);

    assertThat(outcome(story.decide())).isEqualTo("anew");
  }

  @Test
  void goesOnWithAnewBeginningAfterACrashBeforeItsFirstCheckpoint() {
    Story story = new Story();
    story.other(id(GENERATION - 9, 0, 30), State.COMMITTED);
    story.other(id(GENERATION, 0, 1), State.OPEN);

    BeginAnew anew = (BeginAnew) story.decide();

    assertThat(anew.lingering()).containsExactly(id(GENERATION, 0, 1));
  }

  @Test
  void checkpointsThatAreGoneAreNoNewBeginning() {
    Story story = new Story();
    story.other(id(GENERATION, 0, 4), State.COMMITTED);

    assertThat(((Refuse) story.decide()).reason()).contains("no checkpoint here");
  }

  @Test
  void beginsAnewWhenEvenTheFirstCheckpointsWereAborted() {
    BeginAnew anew = (BeginAnew) new Story().checkpoint(1, "aa").checkpoint(2, "aa").decide();

    assertThat(anew.abandoned()).extracting(Candidate::checkpointId).containsExactly(2L, 1L);
    assertThat(anew.why()).contains("loses and repeats nothing");
  }

  @Test
  void doesNotBeginAnewWhereTheBeginningWasTheEndOfTheTopic() {
    Story story = new Story().checkpoint(1, "aa");
    story.begin = Begin.END;

    Refuse refuse = (Refuse) story.decide();

    assertThat(outcome(refuse)).isEqualTo("none");
    assertThat(refuse.affected()).containsEntry("in-0", new OffsetRange(OffsetRange.UNKNOWN, 10));
    assertThat(refuse.message()).contains("in-0 up to 9");
  }

  @Test
  void refusesIdsThatOnlyBeginAsOurs() {
    Story story = new Story().checkpoint(9, "cc").other(SINK + "mine", State.EMPTY);

    assertThat(((Refuse) story.decide()).reason()).contains("another program", SINK + "mine");
  }
}
