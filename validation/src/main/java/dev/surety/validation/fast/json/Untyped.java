package dev.surety.validation.fast.json;

/** A value that the contract gives no type, of which a rule reads members: it may be an object. */
final class Untyped extends Check {
  private final Check object;
  private final Check other;

  Untyped(Check object, Check other) {
    super(other.nullable());
    this.object = object;
    this.other = other;
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    return b[at] == '{' ? object.scan(b, at, scan) : other.scan(b, at, scan);
  }
}
