package dev.surety.validation.fast.protobuf;

/** A message as its check reads it, from its first byte to its end. */
final class Message extends Payload {
  private final MessageCheck check;

  Message(MessageCheck check) {
    this.check = check;
  }

  @Override
  int read(byte[] b, int from, int end, Wire wire) {
    return check.holds(b, from, end, wire) ? end : Wire.UNKNOWN;
  }
}
