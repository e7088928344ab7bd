package dev.surety.quarantine.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.quarantine.replay.ReplayLedger.Action;
import dev.surety.quarantine.replay.ReplayLedger.Decision;
import dev.surety.quarantine.replay.ReplayLedger.Judgement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayLedgerTest {
  private static final int MAX = 3;

  private final ReplayLedger ledger = new ReplayLedger();

  private static LedgerEntry.Begun begun(String run, String settings) {
    return new LedgerEntry.Begun(
        run, "someone", Instant.EPOCH, "all", "", "orders.clean", settings, 1);
  }

  private Decision decide(long offset, Judgement judgement) {
    return ledger.decide(0, offset, 0, judgement, MAX);
  }

  @Test
  void aNewRecordMovesOrStaysByItsJudgement() {
    assertThat(decide(7, Judgement.PASSES)).isEqualTo(new Decision(Action.MOVE, 0));
    assertThat(decide(7, Judgement.FAILS)).isEqualTo(new Decision(Action.STAY, 1));
    assertThat(decide(7, Judgement.UNDECIDED)).isEqualTo(new Decision(Action.LEAVE, 0));
  }

  @Test
  void whatWasMovedOrParkedIsNeverTouchedAgain() {
    ledger.apply(new LedgerEntry.Moved(0, 7, 0, "a"));
    ledger.apply(new LedgerEntry.Parked(0, 8, 3, "a"));

    assertThat(decide(7, Judgement.PASSES).action()).isEqualTo(Action.SKIP);
    assertThat(decide(8, Judgement.PASSES).action()).isEqualTo(Action.SKIP);
    assertThat(ledger.decide(1, 7, 0, Judgement.PASSES, MAX).action()).isEqualTo(Action.MOVE);
  }

  @Test
  void theCountGrowsWithEachRunAndEndsInTheParkingTopic() {
    for (int replay = 1; replay < MAX; replay++) {
      Decision decision = decide(7, Judgement.FAILS);
      assertThat(decision).isEqualTo(new Decision(Action.STAY, replay));
      ledger.apply(new LedgerEntry.Stayed(0, 7, decision.replays(), "run" + replay));
    }

    assertThat(decide(7, Judgement.FAILS)).isEqualTo(new Decision(Action.PARK, MAX));
    assertThat(decide(7, Judgement.PASSES).action()).isEqualTo(Action.MOVE);
  }

  @Test
  void replaysThroughThePipelineCountAsWell() {
    assertThat(ledger.decide(0, 7, 2, Judgement.FAILS, MAX))
        .isEqualTo(new Decision(Action.PARK, 3));
  }

  @Test
  void anInterruptedRunGoesOnWhereItStopped() {
    ledger.apply(begun("a", "same"));
    ledger.apply(new LedgerEntry.Stayed(0, 7, 1, "a"));
    ledger.apply(new LedgerEntry.Moved(0, 8, 0, "a"));

    assertThat(ledger.interrupted("same")).map(LedgerEntry.Begun::run).contains("a");
    assertThat(ledger.interrupted("other")).isEmpty();
    assertThat(ledger.movedByOpenRun()).isEqualTo(1);
    assertThat(decide(7, Judgement.FAILS).action()).isEqualTo(Action.SKIP);

    ledger.apply(new LedgerEntry.Ended("a", Instant.EPOCH, 1, 1, 0, 0));

    assertThat(ledger.interrupted("same")).isEmpty();
    assertThat(decide(7, Judgement.FAILS)).isEqualTo(new Decision(Action.STAY, 2));
  }

  /** Against a model that is a map: whatever is decided, no record moves or parks twice. */
  @Test
  void noRecordMovesTwice() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Integer> arrived = new HashMap<>();
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int partition = random.nextInt(3);
      long offset = random.nextInt(3_000) * 7L;
      if (random.nextInt(500) == 0) { // the process dies; another one reads the ledger
        ReplayLedger again = new ReplayLedger();
        entries.forEach(again::apply);
        assertThat(again.decide(partition, offset, 0, Judgement.PASSES, MAX))
            .as("seed " + seed)
            .isEqualTo(ledger.decide(partition, offset, 0, Judgement.PASSES, MAX));
      }
      Judgement judgement = Judgement.values()[random.nextInt(3)];
      Decision decision = ledger.decide(partition, offset, 0, judgement, MAX);
      LedgerEntry entry =
          switch (decision.action()) {
            case MOVE -> new LedgerEntry.Moved(partition, offset, decision.replays(), "r" + i);
            case PARK -> new LedgerEntry.Parked(partition, offset, decision.replays(), "r" + i);
            case STAY -> new LedgerEntry.Stayed(partition, offset, decision.replays(), "r" + i);
            case SKIP, LEAVE -> null;
          };
      if (entry != null) {
        ledger.apply(entry);
        entries.add(entry);
      }
      if (decision.action() == Action.MOVE || decision.action() == Action.PARK) {
        arrived.merge(partition + "@" + offset, 1, Integer::sum);
      }
    }
    assertThat(arrived.values()).as("seed " + seed).isNotEmpty().containsOnly(1);
  }

  @Test
  void entriesAreReadAsTheyWereWritten() {
    LedgerFormat format = new LedgerFormat("topic-1");
    for (LedgerEntry entry :
        List.of(
            new LedgerEntry.Moved(3, 1L << 40, 2, "a"),
            new LedgerEntry.Stayed(0, 0, 1, "a"),
            new LedgerEntry.Parked(1, 9, 5, "a"),
            begun("a", "digest"),
            new LedgerEntry.Ended("a", Instant.EPOCH, 1, 2, 3, 4))) {
      LedgerFormat.Bytes bytes = format.write(entry);
      assertThat(format.read(bytes.key(), bytes.value())).contains(entry);
      assertThat(new LedgerFormat("topic-2").read(bytes.key(), bytes.value())).isEmpty();
    }
  }

  @Test
  void whatIsNoEntryIsNotReadOver() {
    LedgerFormat format = new LedgerFormat("t");
    for (String value : List.of("", "{", "{\"generation\":\"t\",\"outcome\":\"lost\"}")) {
      assertThatThrownBy(() -> format.read("0@1".getBytes(UTF_8), value.getBytes(UTF_8)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void thePaceIsKept() {
    Pace pace = new Pace(100, 0);

    assertThat(pace.waitMs(50, 0)).isEqualTo(500);
    assertThat(pace.waitMs(50, 600_000_000L)).isZero();
    assertThat(new Pace(0, 0).waitMs(1_000_000, 0)).isZero();
  }
}
