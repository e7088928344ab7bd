package dev.surety.validation.fast.code;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Work beside the judging: on one thread for all, which goes when it has nothing to do. */
public final class Background {
  /** So many records tell the order in which members come, and that there are enough of them. */
  public static final int AFTER_RECORDS = 5_000;

  private static final int IDLE_SECONDS = 5;
  private static final ThreadPoolExecutor THREAD =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          work -> {
            Thread thread = new Thread(work, "surety-code");
            thread.setDaemon(true);
            return thread;
          });

  static {
    THREAD.allowCoreThreadTimeOut(true);
  }

  private Background() {}

  /** Does something soon. */
  public static void run(Runnable work) {
    THREAD.execute(work);
  }
}
