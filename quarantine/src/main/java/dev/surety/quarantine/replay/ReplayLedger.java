package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of each record of a quarantine topic, and therefore what may be done with it now: a
 * function of the entries so far, without clock, disk and network. Not thread-safe.
 */
public final class ReplayLedger {
  private static final byte MOVED = -1;
  private static final byte PARKED = -2;

  /** Counts are kept in a byte; nobody sets a limit beyond. */
  static final int MAX_REPLAYS = 100;

  private final Standings standings = new Standings();
  private final Standings seen = new Standings();
  private LedgerEntry.@Nullable Begun open;
  private long movedByOpenRun;

  /** What validation says now. */
  public enum Judgement {
    PASSES,
    FAILS,
    /** It cannot be judged now; that is no replay. */
    UNDECIDED
  }

  /** What is done with a record. */
  public enum Action {
    /** Nothing: it was moved or parked, or this run has tried it before it was interrupted. */
    SKIP,
    MOVE,
    STAY,
    PARK,
    /** Nothing, and it is not counted as a replay. */
    LEAVE
  }

  /**
   * An action.
   *
   * @param replays how often the record has been replayed, with this time when it stays
   */
  public record Decision(Action action, int replays) {
    public Decision {
      requireNonNull(action, "action");
    }
  }

  /** Takes the next entry of the ledger. */
  public void apply(LedgerEntry entry) {
    entry.match(
        moved -> {
          movedByOpenRun += isOpen(moved.run()) ? 1 : 0;
          return set(moved.partition(), moved.offset(), MOVED, moved.run());
        },
        stayed ->
            set(
                stayed.partition(),
                stayed.offset(),
                (byte) Math.min(MAX_REPLAYS, stayed.replays()),
                stayed.run()),
        parked -> set(parked.partition(), parked.offset(), PARKED, parked.run()),
        this::begin,
        ended -> isOpen(ended.run()) ? begin(null) : entry);
  }

  private Object set(int partition, long offset, byte standing, String run) {
    standings.set(partition, offset, standing);
    if (isOpen(run)) {
      seen.set(partition, offset, (byte) 1);
    }
    return run;
  }

  private Object begin(LedgerEntry.@Nullable Begun begun) {
    open = begun;
    movedByOpenRun = 0;
    seen.clear();
    return "begun";
  }

  private boolean isOpen(String run) {
    return open != null && open.run().equals(run);
  }

  /** The run that was interrupted, if one with these settings would be the same. */
  public Optional<LedgerEntry.Begun> interrupted(String settings) {
    return Optional.ofNullable(open).filter(begun -> begun.settings().equals(settings));
  }

  /** How many records the run moved that has begun and not ended. */
  public long movedByOpenRun() {
    return movedByOpenRun;
  }

  /** Whether nothing more is to be done with a record in this run. */
  public boolean isDone(int partition, long offset) {
    return standings.get(partition, offset) < 0 || seen.get(partition, offset) != 0;
  }

  /**
   * What to do with a record.
   *
   * @param carried how often it had been replayed before it came to this topic
   * @param maxReplays after how many a record that still fails is parked
   */
  public Decision decide(
      int partition, long offset, int carried, Judgement judgement, int maxReplays) {
    if (isDone(partition, offset)) {
      return new Decision(Action.SKIP, 0);
    }
    int before = Math.max(standings.get(partition, offset), Math.min(carried, MAX_REPLAYS));
    return switch (judgement) {
      case UNDECIDED -> new Decision(Action.LEAVE, before);
      case PASSES -> new Decision(Action.MOVE, before);
      case FAILS -> new Decision(before + 1 >= maxReplays ? Action.PARK : Action.STAY, before + 1);
    };
  }
}
