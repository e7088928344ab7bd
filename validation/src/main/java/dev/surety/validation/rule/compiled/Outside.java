package dev.surety.validation.rule.compiled;

/** An expression is outside the subset; the message is a clause that says why. */
final class Outside extends Exception {
  private static final long serialVersionUID = 1L;

  Outside(String why) {
    super(why, null, false, false);
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
