package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

/**
 * What the broker knows of a transactional id now.
 *
 * @param producerId the producer that used it last
 * @param epoch of that producer; higher with each one that took the id over and, since
 *     transaction.version 2 (KIP-890), with each transaction's end
 */
public record BrokerTransaction(String id, State state, long producerId, int epoch) {
  public BrokerTransaction {
    requireNonNull(id, "id");
    requireNonNull(state, "state");
  }

  /** How the newest transaction of an id stands. */
  public enum State {
    /** Neither committed nor aborted yet. */
    OPEN,
    /** Committed, or decided to be. */
    COMMITTED,
    /** Aborted, or decided to be. */
    ABORTED,
    /** A producer took the id and has written nothing since. */
    EMPTY,
    /** A state that this version does not know. */
    UNKNOWN
  }
}
