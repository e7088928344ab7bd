package dev.surety.validation.rule.compiled;

/**
 * What an evaluation gives: CEL's true, false and error, and "unsure" for what only CEL for Java
 * can say. Errors are absorbed as CEL absorbs them: {@code false && error} is false.
 */
final class Truth {
  static final int FALSE = 0;
  static final int TRUE = 1;
  static final int ERROR = 2;
  static final int UNSURE = 3;

  private Truth() {}

  static int of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static int not(int truth) {
    return truth <= TRUE ? 1 - truth : truth;
  }

  static int and(int left, int right) {
    return left == FALSE || right == FALSE ? FALSE : Math.max(left, right);
  }

  static int or(int left, int right) {
    return left == TRUE || right == TRUE ? TRUE : Math.max(left, right);
  }

  /** Why a slot in this state has no value of the kind that is asked for. */
  static int fault(int state) {
    return state <= Slots.NULL ? ERROR : UNSURE;
  }
}
