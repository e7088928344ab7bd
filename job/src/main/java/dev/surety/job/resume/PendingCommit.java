package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import dev.surety.job.resume.BrokerTransaction.State;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that a checkpoint has left to be committed, and that a start from it commits.
 *
 * @param producerId the producer that wrote it
 * @param epoch of that producer when it had written everything
 */
public record PendingCommit(String transactionalId, long producerId, int epoch)
    implements Serializable {
  /**
   * With transaction.version 2 a commit raises the epoch by one. An abort by timeout raises it once
   * to fence the producer and once more to end the transaction.
   */
  private static final int MOST_BY_COMMIT = 1;

  private static final int MOST_BY_ABORT = 2;

  public PendingCommit {
    requireNonNull(transactionalId, "transactionalId");
  }

  /** What became of a transaction. */
  public enum Fate {
    /** A start commits it. */
    OPEN,
    /** Done; committing again changes nothing. */
    COMMITTED,
    /** Its records are on no topic. */
    ABORTED,
    /** The broker does not know the id any more: {@code transactional.id.expiration.ms}. */
    FORGOTTEN,
    /** The id was used again, so that nothing is left to tell by. */
    TAKEN_OVER;

    /** Whether the broker's word is enough to go on. */
    boolean isKnown() {
      return this != FORGOTTEN && this != TAKEN_OVER;
    }
  }

  /** What became of it, by what the broker knows of its id now; null when it knows none. */
  public Fate fate(@Nullable BrokerTransaction now) {
    if (now == null) {
      return Fate.FORGOTTEN;
    }
    int raised = now.epoch() - epoch;
    if (now.producerId() != producerId || raised < 0) {
      return Fate.TAKEN_OVER;
    }
    if (now.state() == State.OPEN && raised == 0) {
      return Fate.OPEN;
    }
    if (now.state() == State.COMMITTED && raised <= MOST_BY_COMMIT) {
      return Fate.COMMITTED;
    }
    if (now.state() == State.ABORTED && raised <= MOST_BY_ABORT) {
      return Fate.ABORTED;
    }
    return Fate.TAKEN_OVER;
  }

  /** One line of the file of settled commits. */
  String line() {
    return producerId + " " + epoch + " " + transactionalId;
  }

  /** Reads what {@link #line} wrote; empty when it is something else. */
  static Optional<PendingCommit> ofLine(String line) {
    String[] parts = line.split(" ", 3);
    try {
      return parts.length == 3
          ? Optional.of(
              new PendingCommit(parts[2], Long.parseLong(parts[0]), Integer.parseInt(parts[1])))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return transactionalId + " (producer " + producerId + ", epoch " + epoch + ")";
  }
}
