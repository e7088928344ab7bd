package dev.surety.validation.rule;

import java.util.function.Supplier;

/**
 * What a condition may come to: true, false, or that it cannot be evaluated. A set of these three.
 *
 * @param bits one bit for each
 */
record Outcomes(int bits) {
  private static final int TRUE_BIT = 1;
  private static final int FALSE_BIT = 2;
  private static final int FAILS_BIT = 4;

  static final Outcomes NONE = new Outcomes(0);
  static final Outcomes TRUE = new Outcomes(TRUE_BIT);
  static final Outcomes FALSE = new Outcomes(FALSE_BIT);
  static final Outcomes FAILS = new Outcomes(FAILS_BIT);
  static final Outcomes EITHER = new Outcomes(TRUE_BIT | FALSE_BIT);
  static final Outcomes ANY = new Outcomes(TRUE_BIT | FALSE_BIT | FAILS_BIT);

  static Outcomes of(boolean value) {
    return value ? TRUE : FALSE;
  }

  boolean mayBeTrue() {
    return (bits & TRUE_BIT) != 0;
  }

  boolean mayBeFalse() {
    return (bits & FALSE_BIT) != 0;
  }

  boolean mayFail() {
    return (bits & FAILS_BIT) != 0;
  }

  boolean isOnly(Outcomes one) {
    return bits == one.bits;
  }

  Outcomes or(Outcomes other) {
    return new Outcomes(bits | other.bits);
  }

  Outcomes and(Outcomes other) {
    return new Outcomes(bits & other.bits);
  }

  Outcomes orFails(boolean fails) {
    return fails ? or(FAILS) : this;
  }

  Outcomes not() {
    return new Outcomes(
        (mayBeTrue() ? FALSE_BIT : 0)
            | (mayBeFalse() ? TRUE_BIT : 0)
            | (mayFail() ? FAILS_BIT : 0));
  }

  /**
   * This condition {@code &&} another. In CEL one that is false decides, also when the other cannot
   * be evaluated.
   *
   * @param whenTrue what the other comes to when this is true
   * @param whenFails what it comes to when this cannot be evaluated
   */
  Outcomes conjunction(Supplier<Outcomes> whenTrue, Supplier<Outcomes> whenFails) {
    Outcomes result = mayBeFalse() ? FALSE : NONE;
    if (mayBeTrue()) {
      result = result.or(whenTrue.get());
    }
    if (mayFail()) {
      Outcomes other = whenFails.get();
      result = other.mayBeFalse() ? result.or(FALSE) : result;
      result = other.mayBeTrue() || other.mayFail() ? result.or(FAILS) : result;
    }
    return result;
  }
}
