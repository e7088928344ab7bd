package dev.surety.validation.fast.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;

/** A set of short texts, looked up where they stand: by length, first and last eight bytes. */
public final class ByteTable {
  private final byte[][] texts;
  private final long[] heads;
  private final long[] tails;
  private final int[] slots;
  private final int shift;

  public ByteTable(List<String> words) {
    int count = words.size();
    texts = new byte[count][];
    heads = new long[count];
    tails = new long[count];
    int bits = 4;
    while ((1 << bits) < count * 4) {
      bits++;
    }
    slots = new int[1 << bits];
    shift = 64 - bits;
    Arrays.fill(slots, -1);
    for (int i = 0; i < count; i++) {
      texts[i] = words.get(i).getBytes(UTF_8);
      byte[] padded = Arrays.copyOf(texts[i], texts[i].length + 8);
      heads[i] = head(padded, 0, texts[i].length);
      tails[i] = tail(padded, 0, texts[i].length, heads[i]);
      int slot = slot(heads[i], tails[i], texts[i].length);
      while (slots[slot] >= 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i;
    }
  }

  private static long head(byte[] b, int from, int length) {
    return Words.load(b, from) & Words.mask(length);
  }

  private static long tail(byte[] b, int from, int length, long head) {
    return length > 8 ? Words.load(b, from + length - 8) : head;
  }

  private int slot(long head, long tail, int length) {
    return (int) (((head ^ Long.rotateLeft(tail, 23) ^ length) * 0x9E3779B97F4A7C15L) >>> shift);
  }

  /** Whether there is a word of less than eight bytes: the first ones of {@code bytes}. */
  public boolean hasShort(long bytes, int length) {
    long head = bytes & ((1L << (length * 8)) - 1);
    int slot = slot(head, head, length);
    while (true) {
      int i = slots[slot];
      if (i < 0) {
        return false;
      }
      if (heads[i] == head && texts[i].length == length) {
        return true;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
  }

  /** Index of the word that stands at {@code from}; -1 when it is none of them. */
  public int find(byte[] b, int from, int to) {
    int length = to - from;
    long head = head(b, from, length);
    long tail = tail(b, from, length, head);
    int slot = slot(head, tail, length);
    while (true) {
      int i = slots[slot];
      if (i < 0) {
        return -1;
      }
      if (heads[i] == head
          && tails[i] == tail
          && texts[i].length == length
          && (length <= 16 || Arrays.equals(texts[i], 0, length, b, from, to))) {
        return i;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
  }
}
