package dev.surety.contract.diff;

import java.util.EnumSet;
import java.util.Set;

/** Which parties must not break, after the modes of schema registries. */
public enum Mode {
  /** The new version reads old records, and old producers may go on. */
  BACKWARD(EnumSet.of(Party.STORED_DATA, Party.PRODUCERS), false),
  /** Old consumers read new records. */
  FORWARD(EnumSet.of(Party.CONSUMERS), false),
  /** Both. */
  FULL(EnumSet.allOf(Party.class), false),
  /** As BACKWARD, with every earlier version. */
  BACKWARD_TRANSITIVE(EnumSet.of(Party.STORED_DATA, Party.PRODUCERS), true),
  /** As FORWARD, with every earlier version. */
  FORWARD_TRANSITIVE(EnumSet.of(Party.CONSUMERS), true),
  /** As FULL, with every earlier version. */
  FULL_TRANSITIVE(EnumSet.allOf(Party.class), true),
  /** Nothing is refused. */
  NONE(EnumSet.noneOf(Party.class), false);

  // EnumSet is mutable; it is never handed out.
  @SuppressWarnings("ImmutableEnumChecker")
  private final EnumSet<Party> parties;

  private final boolean transitive;

  Mode(EnumSet<Party> parties, boolean transitive) {
    this.parties = parties;
    this.transitive = transitive;
  }

  /** The parties that must not break. */
  public Set<Party> parties() {
    return EnumSet.copyOf(parties);
  }

  /** Whether every earlier version counts, not the last one only. */
  public boolean isTransitive() {
    return transitive;
  }

  /**
   * Whether a change is refused. One that may break a party is refused like one that does: a
   * contract must not break anybody without being told.
   */
  public boolean refuses(Change change) {
    return parties.stream().anyMatch(party -> change.effect(party) != Effect.NONE);
  }
}
