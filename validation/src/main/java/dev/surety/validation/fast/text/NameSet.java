package dev.surety.validation.fast.text;

import java.util.Arrays;

/** Hashes that were seen in one object or array; reused. Two that are equal may be two things. */
public final class NameSet {
  private long[] slots = new long[64];
  private int[] used = new int[32];
  private int size;

  /** Empties the set. */
  public void clear() {
    for (int i = 0; i < size; i++) {
      slots[used[i]] = 0;
    }
    size = 0;
  }

  /** Adds a hash; false when it was there. */
  public boolean add(long hash) {
    long wanted = hash == 0 ? 1 : hash;
    if (size == used.length) {
      grow();
    }
    int slot = (int) wanted & (slots.length - 1);
    while (slots[slot] != 0) {
      if (slots[slot] == wanted) {
        return false;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = wanted;
    used[size++] = slot;
    return true;
  }

  private void grow() {
    long[] old = slots;
    int[] oldUsed = used;
    slots = new long[old.length * 2];
    used = Arrays.copyOf(oldUsed, oldUsed.length * 2);
    int count = size;
    size = 0;
    for (int i = 0; i < count; i++) {
      add(old[oldUsed[i]]);
    }
  }
}
