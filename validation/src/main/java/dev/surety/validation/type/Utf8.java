package dev.surety.validation.type;

/** Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF. */
public final class Utf8 {
  private Utf8() {}

  /** The offset of the first byte that does not belong to well-formed UTF-8; -1 when all do. */
  public static int firstInvalid(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      int length = sequenceLength(bytes, at);
      if (length == 0) {
        return at;
      }
      at += length;
    }
    return -1;
  }

  /** Length of the multi-byte sequence at {@code at}; 0 when it is not well-formed. */
  private static int sequenceLength(byte[] bytes, int at) {
    int lead = bytes[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + length > bytes.length) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    // The second byte's range is what excludes overlong forms, surrogates and beyond U+10FFFF.
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int greatest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > greatest) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
