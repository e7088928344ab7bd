package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * A listed property of an object: its check, and its name with quotes and colon as words to compare
 * with.
 */
final class Member {
  /** Matches nothing: before the first property of an object that has none. */
  static final Member NONE = new Member("", -1, new Nothing(false));

  final Check check;

  /** Length of the name with quotes and colon. */
  final int length;

  /** From 0 in the order of the contract. */
  final int index;

  /** Its bit among the first 64 properties; 0 for a later one. */
  final long bit;

  /** The property that came behind this one last. */
  Member next = this;

  private final long head;
  private final long headMask;
  private final long[] words;
  private final long lastMask;

  Member(String name, int index, Check check) {
    this.check = check;
    this.index = index;
    this.bit = index < 64 ? 1L << index : 0;
    byte[] key = ('"' + name + "\":").getBytes(UTF_8);
    length = key.length;
    byte[] padded = Arrays.copyOf(key, key.length + 8);
    headMask = index < 0 ? -1 : Words.mask(length);
    head = index < 0 ? 0 : Words.load(padded, 0) & headMask;
    words = new long[Math.max(0, (length + 7) / 8 - 1)];
    lastMask = Words.mask(length - 8 * words.length);
    for (int i = 0; i < words.length; i++) {
      words[i] = Words.load(padded, 8 * (i + 1));
    }
  }

  /** Whether its name stands at a position, with the colon right behind it. */
  boolean isAt(byte[] b, int at) {
    return ((Words.load(b, at) ^ head) & headMask) == 0 && (words.length == 0 || isTailAt(b, at));
  }

  private boolean isTailAt(byte[] b, int from) {
    int at = from + 8;
    int last = words.length - 1;
    for (int i = 0; i < last; i++, at += 8) {
      if (Words.load(b, at) != words[i]) {
        return false;
      }
    }
    return ((Words.load(b, at) ^ words[last]) & lastMask) == 0;
  }
}
