package dev.surety.validation.fast.protobuf;

/** A wrapper such as {@code google.protobuf.Int64Value}: in JSON its value. */
final class Wrapped extends Payload {
  private final Payload value;
  private final int tag;
  private final boolean defaultIsRight;

  /**
   * @param tag of the wrapped field
   * @param defaultIsRight whether an empty wrapper's value is right
   */
  Wrapped(Payload value, int tag, boolean defaultIsRight) {
    this.value = value;
    this.tag = tag;
    this.defaultIsRight = defaultIsRight;
  }

  @Override
  int read(byte[] b, int from, int end, Wire wire) {
    int at = wire.length(b, from, end);
    if (at < 0) {
      return Wire.UNKNOWN;
    }
    int to = (int) wire.value;
    if (at == to) {
      if (!defaultIsRight) {
        return Wire.UNKNOWN;
      }
      value.captureDefault();
      return to;
    }
    return b[at] == tag && value.read(b, at + 1, to, wire) == to ? to : Wire.UNKNOWN;
  }
}
