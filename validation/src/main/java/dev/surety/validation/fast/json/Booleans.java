package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.Words;

/** {@code true} or {@code false}. */
final class Booleans extends Check {
  Booleans(boolean nullable) {
    super(nullable);
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    int end = scan(b, at);
    return end >= 0 ? end : scanNull(b, at);
  }

  static int scan(byte[] b, int at) {
    int word = Words.load4(b, at);
    if (word == Words.TRUE) {
      return at + 4;
    }
    return b[at] == 'f' && Words.load4(b, at + 1) == Words.ALSE ? at + 5 : UNKNOWN;
  }
}
