package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

/**
 * Says that a record belongs to a fraud episode. Such a record keeps its contract.
 *
 * @param episode number of the episode, from 0
 * @param kind what the fraudster does
 */
public record Fraud(long episode, Kind kind) {
  /** What the fraudster does. */
  public enum Kind {
    /** Many small amounts at one online merchant within minutes. */
    CARD_TESTING,
    /** High amounts from a new device and a foreign country. */
    ACCOUNT_TAKEOVER,
    /** The card is presented in two far countries within minutes. */
    IMPOSSIBLE_TRAVEL,
    /** Many ordinary purchases at different merchants within minutes. */
    VELOCITY_BURST
  }

  public Fraud {
    requireNonNull(kind, "kind");
  }
}
