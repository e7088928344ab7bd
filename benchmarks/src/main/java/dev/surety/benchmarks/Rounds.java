package dev.surety.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * The measuring half of one variant, which has a virtual machine of its own: rounds over all
 * records on the calling thread. What counts is the thread's CPU time in the round that took least,
 * and what is allocated per record when it is warm.
 */
final class Rounds {
  private static final int ROUNDS = 25;
  private static final long ROUND_NANOS = 40_000_000;
  private static final long WARM_UP_NANOS = 8_000_000_000L;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Rounds() {}

  /** Records that follow one another in a file, each behind its length. */
  static List<byte[]> records(Path file) throws IOException {
    List<byte[]> records = new ArrayList<>();
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      for (int left = in.readInt(); left > 0; left--) {
        records.add(in.readNBytes(in.readInt()));
      }
    }
    return records;
  }

  /**
   * Prints nanoseconds and bytes per record.
   *
   * @param work reads or judges a record; 1 when it is as it should be
   */
  @SuppressWarnings("SystemOut")
  static void run(List<byte[]> records, ToIntFunction<byte[]> work) {
    long begin = System.nanoTime();
    int passes = 0;
    while (System.nanoTime() - begin < WARM_UP_NANOS) {
      pass(records, work);
      passes++;
    }
    int repeats = (int) Math.max(1, passes * ROUND_NANOS / WARM_UP_NANOS);
    double least = Double.MAX_VALUE;
    long allocated = THREAD.getCurrentThreadAllocatedBytes();
    for (int round = 0; round < ROUNDS; round++) {
      long start = THREAD.getCurrentThreadCpuTime();
      for (int i = 0; i < repeats; i++) {
        pass(records, work);
      }
      least = Math.min(least, (double) (THREAD.getCurrentThreadCpuTime() - start));
    }
    double judged = (double) repeats * records.size();
    allocated = THREAD.getCurrentThreadAllocatedBytes() - allocated;
    System.out.printf(Locale.ROOT, "%.1f %.1f%n", least / judged, allocated / (judged * ROUNDS));
  }

  private static void pass(List<byte[]> records, ToIntFunction<byte[]> work) {
    int good = 0;
    for (int i = 0; i < records.size(); i++) {
      good += work.applyAsInt(records.get(i));
    }
    if (good != records.size()) {
      throw new IllegalStateException(
          "of " + records.size() + " good records, " + good + " were found good");
    }
  }
}
