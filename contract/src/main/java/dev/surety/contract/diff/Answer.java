package dev.surety.contract.diff;

/** Whether every value that one side accepts keeps a constraint of the other. */
enum Answer {
  /** Proved. */
  YES,
  /** There is a value that does not. */
  NO,
  UNKNOWN;

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** All of several. */
  Answer and(Answer other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES && other == YES ? YES : UNKNOWN;
  }

  /** Where a rule may exclude the value that was thought of. */
  Answer doubted(boolean doubt) {
    return this == NO && doubt ? UNKNOWN : this;
  }

  Effect effect() {
    return switch (this) {
      case YES -> Effect.NONE;
      case NO -> Effect.BREAKS;
      case UNKNOWN -> Effect.UNKNOWN;
    };
  }
}
