package dev.surety.quarantine.replay;

import java.util.HashMap;
import java.util.Map;

/**
 * A byte for each offset, in pages that exist where one was set: a ledger of ten million records
 * takes ten megabytes.
 */
final class Standings {
  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;

  private record PageKey(int partition, long page) {}

  private final Map<PageKey, byte[]> pages = new HashMap<>();

  /** 0 where none was set. */
  byte get(int partition, long offset) {
    byte[] page = pages.get(new PageKey(partition, offset >> PAGE_BITS));
    return page == null ? 0 : page[(int) (offset & (PAGE - 1))];
  }

  void set(int partition, long offset, byte value) {
    pages
            .computeIfAbsent(new PageKey(partition, offset >> PAGE_BITS), absent -> new byte[PAGE])[
            (int) (offset & (PAGE - 1))] =
        value;
  }

  void clear() {
    pages.clear();
  }
}
