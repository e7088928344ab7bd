package dev.surety.validation.fast.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surety.validation.fast.text.Words;
import java.util.Arrays;

/**
 * A listed property of an object: its check, and its name as words to compare with, from the comma
 * before it to the quote behind it.
 */
final class Member {
  /** Matches nothing: before the first property of an object that has none. */
  static final Member NONE = new Member("", -1, new Nothing(false));

  final String name;
  final Check check;

  /** Length of the name with comma and quotes. */
  final int length;

  /** From 0 in the order of the contract. */
  final int index;

  /** Its bit among the first 64 properties; 0 for a later one. */
  final long bit;

  /** The property that came behind this one last. */
  Member next = this;

  private final long head;
  private final long headMask;
  private final long second;
  private final long secondMask;

  /** What is behind the first sixteen bytes. */
  private final long[] words;

  private final long lastMask;

  Member(String name, int index, Check check) {
    this.name = name;
    this.check = check;
    this.index = index;
    this.bit = index < 64 ? 1L << index : 0;
    byte[] key = (",\"" + name + '"').getBytes(UTF_8);
    length = key.length;
    byte[] padded = Arrays.copyOf(key, key.length + 16);
    headMask = index < 0 ? -1 : Words.mask(length);
    head = index < 0 ? 0 : Words.load(padded, 0) & headMask;
    secondMask = Words.mask(Math.max(0, length - 8));
    second = Words.load(padded, 8) & secondMask;
    words = new long[Math.max(0, (length + 7) / 8 - 2)];
    lastMask = Words.mask(length - 8 * (words.length + 1));
    for (int i = 0; i < words.length; i++) {
      words[i] = Words.load(padded, 8 * (i + 2));
    }
  }

  /**
   * Whether its name stands behind a position.
   *
   * @param at where a comma is
   * @param flip turns what is there instead of a comma into one: bits to change
   */
  boolean isBehind(byte[] b, int at, long flip) {
    long differs = (Words.load(b, at) ^ flip ^ head) & headMask;
    differs |= (Words.load(b, at + 8) ^ second) & secondMask;
    return differs == 0 && (words.length == 0 || isTailAt(b, at + 16));
  }

  /** Its name as it stands in compact JSON, from what is before it to the colon. */
  byte[] key(char before) {
    return (before + "\"" + name + "\":").getBytes(UTF_8);
  }

  private boolean isTailAt(byte[] b, int from) {
    int at = from;
    int last = words.length - 1;
    for (int i = 0; i < last; i++, at += 8) {
      if (Words.load(b, at) != words[i]) {
        return false;
      }
    }
    return ((Words.load(b, at) ^ words[last]) & lastMask) == 0;
  }
}
