package dev.surety.watch.scrape;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.Sample;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the metrics pages of targets, all at the same time, each for no longer than a deadline and
 * no further than a limit. A target that hangs is down, and is not asked again before its last
 * request has ended.
 */
public final class Scraper {
  private static final int CONNECT_TIMEOUT_MS = 1000;
  private static final int READ_TIMEOUT_MS = 2000;
  private static final long LARGEST_PAGE = 16L * 1024 * 1024;
  private static final int MOST_SAMPLES = 50_000;

  private final Predicate<String> wanted;
  private final Set<String> busy = Collections.synchronizedSet(new HashSet<>());

  /** For metrics of these names only. */
  public Scraper(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * What a target answered.
   *
   * @param samples with the labels of the target; null when it did not answer with metrics
   * @param problem why; empty when all is well
   */
  public record Page(Target target, @Nullable List<Sample> samples, String problem) {}

  /** Begins to read all pages. */
  public Scrapes begin(List<Target> targets) {
    Scrapes scrapes = new Scrapes(targets);
    for (Target target : targets) {
      if (busy.add(target.address())) {
        Thread thread = new Thread(() -> scrape(target, scrapes), "surety-watch scrape");
        thread.setDaemon(true);
        thread.start();
      } else {
        scrapes.done(new Page(target, null, "the last request has not ended yet"));
      }
    }
    return scrapes;
  }

  private void scrape(Target target, Scrapes scrapes) {
    Page page = page(target);
    busy.remove(target.address()); // first: whoever has seen the page may ask for the next
    scrapes.done(page);
  }

  private Page page(Target target) {
    try {
      return new Page(target, read(target), "");
    } catch (IOException | RuntimeException e) {
      // Also of a bug: the target then counts as down, and the others go on.
      return new Page(target, null, String.valueOf(e.getMessage()));
    }
  }

  private List<Sample> read(Target target) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + target.address() + "/metrics").toURL().openConnection();
    connection.setConnectTimeout(CONNECT_TIMEOUT_MS);
    connection.setReadTimeout(READ_TIMEOUT_MS);
    connection.setInstanceFollowRedirects(false);
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      connection.disconnect();
      throw new IOException("HTTP status " + status);
    }
    List<Sample> samples = new ArrayList<>();
    try (InputStream body = new Limited(connection.getInputStream())) {
      TextFormat.read(
          body,
          wanted,
          (metric, labels, value) -> {
            if (samples.size() < MOST_SAMPLES) {
              Map<String, String> all = Target.attach(labels, target.labels());
              all.put(Labels.NAME, metric);
              samples.add(new Sample(Labels.of(all), value));
            }
          });
    }
    return samples;
  }

  /** Pages that are being read. */
  public static final class Scrapes {
    private final Map<Target, Page> pages = new LinkedHashMap<>();
    private final CountDownLatch left;
    private boolean over;

    private Scrapes(List<Target> targets) {
      for (Target target : targets) {
        pages.put(target, new Page(target, null, "no answer in time"));
      }
      this.left = new CountDownLatch(pages.size());
    }

    private void done(Page page) {
      synchronized (this) {
        if (!over) {
          pages.put(page.target(), page);
        }
      }
      left.countDown();
    }

    /** All pages, after this time at the latest; what is not there by then is down. */
    public List<Page> await(long timeoutMs) throws InterruptedException {
      boolean all = left.await(Math.max(1, timeoutMs), MILLISECONDS);
      synchronized (this) {
        over = !all;
        return List.copyOf(pages.values());
      }
    }
  }

  /** Ends with an error where a page is larger than any of ours can be. */
  private static final class Limited extends FilterInputStream {
    private long left = LARGEST_PAGE;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw new IOException("the page is larger than " + LARGEST_PAGE + " bytes");
      }
    }
  }
}
