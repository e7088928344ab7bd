package dev.surety.validation.fast.protobuf;

/** What the value of a field must be, compiled to a walk over what stands behind its tag. */
abstract class Payload {
  /** Reads nothing: a value that is not known to be right. */
  static final Payload NEVER =
      new Payload() {
        @Override
        int read(byte[] b, int at, int end, Wire wire) {
          return Wire.UNKNOWN;
        }
      };

  /**
   * Reads a value.
   *
   * @param end of the message that it is in
   * @return the position behind it, which may be beyond the end: then it is cut off; or {@link
   *     Wire#UNKNOWN}
   */
  abstract int read(byte[] b, int at, int end, Wire wire);

  /** Puts the default of a field that was not sent where rules read it. */
  void captureDefault() {}
}
