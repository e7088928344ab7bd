package dev.surety.cli.trial;

import java.io.PrintWriter;
import java.util.Locale;

/** A line that is rewritten in place while a person watches; else nothing. */
public final class Progress {
  private static final long INTERVAL_NANOS = 200_000_000;
  private static final int BAR = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean shown;
  private final long totalBytes;
  private final long start = System.nanoTime();
  private long last = start;
  private boolean visible;

  /**
   * Progress of one stream.
   *
   * @param shown whether a person watches
   * @param totalBytes size of the input; 0 when it is not known
   */
  public Progress(PrintWriter out, boolean shown, long totalBytes) {
    this.out = out;
    this.shown = shown;
    this.totalBytes = totalBytes;
  }

  void show(long records, long rejected, long bytes) {
    long now = System.nanoTime();
    if (!shown || now - last < INTERVAL_NANOS) {
      return;
    }
    last = now;
    visible = true;
    out.print(CLEAR + line(records, rejected, bytes, (now - start) / 1e9));
    out.flush();
  }

  String line(long records, long rejected, long bytes, double seconds) {
    String counts =
        String.format(
            Locale.ROOT,
            "%d records, %d rejected, %.0f records/s",
            records,
            rejected,
            records / Math.max(seconds, 0.001));
    if (totalBytes <= 0) {
      return counts;
    }
    double share = Math.min(1, (double) bytes / totalBytes);
    int full = (int) (share * BAR);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s",
        "#".repeat(full),
        " ".repeat(BAR - full),
        share * 100,
        counts);
  }

  /** Takes the line away, before something else is printed. */
  void clear() {
    if (visible) {
      visible = false;
      out.print(CLEAR);
      out.flush();
    }
  }
}
