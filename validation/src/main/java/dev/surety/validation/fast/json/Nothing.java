package dev.surety.validation.fast.json;

/** No value but null, where that is allowed: what cannot be decided here, or is never right. */
final class Nothing extends Check {
  Nothing(boolean nullable) {
    super(nullable);
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    return scanNull(b, at);
  }
}
