package dev.surety.validation.fast.json;

/** A number of which nothing is asked: an item of a vector. */
final class AnyNumber extends Check {
  AnyNumber() {
    super(false);
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    return Syntax.number(b, at);
  }
}
