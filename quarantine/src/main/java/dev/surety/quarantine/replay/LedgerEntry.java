package dev.surety.quarantine.replay;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.function.Function;

/** One fact of a replay ledger. */
public sealed interface LedgerEntry {
  /** Calls the function for the case that this is. */
  <R> R match(
      Function<Moved, R> moved,
      Function<Stayed, R> stayed,
      Function<Parked, R> parked,
      Function<Begun, R> begun,
      Function<Ended, R> ended);

  /** The record's bytes were written to their target, in the transaction of this entry. */
  record Moved(int partition, long offset, int replays, String run) implements LedgerEntry {
    public Moved {
      requireNonNull(run, "run");
    }

    @Override
    public <R> R match(
        Function<Moved, R> moved,
        Function<Stayed, R> stayed,
        Function<Parked, R> parked,
        Function<Begun, R> begun,
        Function<Ended, R> ended) {
      return moved.apply(this);
    }
  }

  /** The record still breaks its contract; {@code replays} counts this time too. */
  record Stayed(int partition, long offset, int replays, String run) implements LedgerEntry {
    public Stayed {
      requireNonNull(run, "run");
    }

    @Override
    public <R> R match(
        Function<Moved, R> moved,
        Function<Stayed, R> stayed,
        Function<Parked, R> parked,
        Function<Begun, R> begun,
        Function<Ended, R> ended) {
      return stayed.apply(this);
    }
  }

  /** The record was replayed often enough and was written to the parking topic. */
  record Parked(int partition, long offset, int replays, String run) implements LedgerEntry {
    public Parked {
      requireNonNull(run, "run");
    }

    @Override
    public <R> R match(
        Function<Moved, R> moved,
        Function<Stayed, R> stayed,
        Function<Parked, R> parked,
        Function<Begun, R> begun,
        Function<Ended, R> ended) {
      return parked.apply(this);
    }
  }

  /**
   * A run begins; written before its first record moves.
   *
   * @param run names the run
   * @param who the operating system's user and host
   * @param filter which records, in words
   * @param repair the repair file's text, empty for none
   * @param target where records go
   * @param settings digest of all that decides what the run does; a run that was interrupted goes
   *     on when one with the same settings begins
   * @param planned how many records match and were neither moved nor parked before
   */
  record Begun(
      String run,
      String who,
      Instant at,
      String filter,
      String repair,
      String target,
      String settings,
      long planned)
      implements LedgerEntry {
    public Begun {
      requireNonNull(run, "run");
      requireNonNull(who, "who");
      requireNonNull(at, "at");
      requireNonNull(filter, "filter");
      requireNonNull(repair, "repair");
      requireNonNull(target, "target");
      requireNonNull(settings, "settings");
    }

    @Override
    public <R> R match(
        Function<Moved, R> moved,
        Function<Stayed, R> stayed,
        Function<Parked, R> parked,
        Function<Begun, R> begun,
        Function<Ended, R> ended) {
      return begun.apply(this);
    }
  }

  /** A run is over; the counts are of its last start when it was interrupted. */
  record Ended(String run, Instant at, long moved, long stayed, long parked, long reordered)
      implements LedgerEntry {
    public Ended {
      requireNonNull(run, "run");
      requireNonNull(at, "at");
    }

    @Override
    public <R> R match(
        Function<Moved, R> moved,
        Function<Stayed, R> stayed,
        Function<Parked, R> parked,
        Function<Begun, R> begun,
        Function<Ended, R> ended) {
      return ended.apply(this);
    }
  }
}
