package dev.surety.validation.fast.text;

/** UTF-8 where it stands. */
public final class Utf8Text {
  private Utf8Text() {}

  /**
   * How many code points a text has; -1 when it is no well-formed UTF-8. Reads up to eight bytes
   * beyond it, and ignores them.
   */
  public static int points(byte[] b, int from, int to) {
    for (int at = from; at < to; at += 8) {
      if ((Words.load(b, at) & Words.HIGHS & Words.mask(to - at)) != 0) {
        return pointsBeyondAscii(b, from, to);
      }
    }
    return to - from;
  }

  private static int pointsBeyondAscii(byte[] b, int from, int to) {
    int points = 0;
    int at = from;
    while (at < to) {
      int length = b[at] >= 0 ? 1 : sequence(b, at);
      if (length == 0) {
        return -1;
      }
      at += length;
      points++;
    }
    return at == to ? points : -1;
  }

  /**
   * Length of a sequence of well-formed UTF-8 (RFC 3629) that is no ASCII; 0 when it is none. No
   * overlong forms, no surrogates, nothing beyond U+10FFFF: the second byte's range excludes them.
   */
  public static int sequence(byte[] b, int at) {
    int lead = b[at] & 0xff;
    int second = b[at + 1];
    if (lead < 0xc2 || lead > 0xf4 || second >= (byte) 0xc0) {
      return 0;
    }
    if (lead < 0xe0) {
      return 2;
    }
    second &= 0xff;
    if (b[at + 2] >= (byte) 0xc0) {
      return 0;
    }
    if (lead < 0xf0) {
      boolean good = lead == 0xe0 ? second >= 0xa0 : lead != 0xed || second <= 0x9f;
      return good ? 3 : 0;
    }
    boolean good = lead == 0xf0 ? second >= 0x90 : lead != 0xf4 || second <= 0x8f;
    return good && b[at + 3] < (byte) 0xc0 ? 4 : 0;
  }

  /** The code point of a well-formed sequence of so many bytes. */
  public static int point(byte[] b, int at, int length) {
    return switch (length) {
      case 1 -> b[at];
      case 2 -> (b[at] & 0x1f) << 6 | (b[at + 1] & 0x3f);
      case 3 -> (b[at] & 0x0f) << 12 | (b[at + 1] & 0x3f) << 6 | (b[at + 2] & 0x3f);
      default ->
          (b[at] & 0x07) << 18
              | (b[at + 1] & 0x3f) << 12
              | (b[at + 2] & 0x3f) << 6
              | (b[at + 3] & 0x3f);
    };
  }
}
