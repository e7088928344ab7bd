package dev.surety.quarantine.replay;

import dev.surety.quarantine.records.Quarantined;
import org.jspecify.annotations.Nullable;

/** Hears of what a replay does; called on the replay's thread. */
public interface ReplayWatcher {
  /** Hears nothing. */
  ReplayWatcher SILENT = new ReplayWatcher() {};

  /** The places between which a process may die. */
  enum Step {
    FENCED,
    LEDGER_READ,
    PLANNED,
    AUDITED,
    BEGUN,
    OUTPUT_SENT,
    LEDGER_SENT,
    BEFORE_COMMIT,
    COMMITTED,
    BEFORE_END,
    ENDED
  }

  /** A step is done. */
  default void reached(Step step) {}

  /** Some more records are done. */
  default void progress(ReplayCounts counts) {}

  /**
   * A record was judged.
   *
   * @param repaired the value after repair; the record's own array when nothing was changed
   * @param why why it stays; null when it moves
   */
  default void judged(Quarantined record, byte @Nullable [] repaired, @Nullable String why) {}
}
