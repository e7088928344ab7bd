package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.Words;

/** What a value must be, compiled to a scan over its bytes. */
abstract class Check {
  /** The value is wrong, or too unusual to be decided here. */
  static final int UNKNOWN = -1;

  private final boolean nullable;

  Check(boolean nullable) {
    this.nullable = nullable;
  }

  /**
   * Reads the value that begins at {@code at}.
   *
   * @return the position behind it, or {@link #UNKNOWN}
   */
  abstract int scan(byte[] b, int at, Scan scan);

  /** For values that do not begin as the check expects: null, where it is allowed. */
  final int scanNull(byte[] b, int at) {
    return nullable ? literalNull(b, at) : UNKNOWN;
  }

  final boolean nullable() {
    return nullable;
  }

  static int literalNull(byte[] b, int at) {
    return Words.load4(b, at) == Words.NULL ? at + 4 : UNKNOWN;
  }
}
