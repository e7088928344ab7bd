package dev.surety.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What {@code surety watch} takes on a cluster of many partitions: the time of a round of probes,
 * and the memory and CPU time of its process, while its page is read every five seconds as
 * Prometheus reads it.
 */
public final class WatchBenchmark {
  private static final int TOPICS_PER_REQUEST = 100;
  private static final Duration CREATE_BOUND = Duration.ofMinutes(2);
  private static final Duration FIRST_BOUND = Duration.ofMinutes(5);
  private static final Duration SCRAPE = Duration.ofSeconds(5);
  private static final int SCRAPES_PER_SIZE = 3;

  private final String bootstrapServers;
  private final int topics;
  private final int partitions;
  private final Consumer<String> progress;

  /**
   * @param topics how many topics are made
   * @param partitions of each of them
   */
  public WatchBenchmark(
      String bootstrapServers, int topics, int partitions, Consumer<String> progress) {
    this.bootstrapServers = requireNonNull(bootstrapServers, "bootstrapServers");
    this.topics = topics;
    this.partitions = partitions;
    this.progress = requireNonNull(progress, "progress");
  }

  /**
   * How large the process was at a time.
   *
   * @param second since the measurement began
   * @param residentBytes that are in memory, all kinds
   */
  public record Size(long second, long residentBytes) {}

  /**
   * What was measured.
   *
   * @param partitions of all topics together
   * @param roundSeconds the rounds that were seen
   * @param incomplete pages on which partitions were missing or a probe had failed
   * @param sizes every 15 s, the first after 15 s
   * @param cpuSecondsPerRound CPU time of the whole process
   */
  public record Result(
      int topics,
      int partitions,
      List<Double> roundSeconds,
      int incomplete,
      List<Size> sizes,
      double cpuSecondsPerRound) {
    private static final double BYTES_PER_MEGABYTE = 1e6;

    public Result {
      roundSeconds = List.copyOf(roundSeconds);
      sizes = List.copyOf(sizes);
      if (roundSeconds.isEmpty() || sizes.isEmpty()) {
        throw new IllegalArgumentException("nothing was measured");
      }
    }

    /**
     * {@code watch topics=… partitions=… rounds=… incomplete=… round_median=… round_max=…
     * cpu_round=… rss_first=… rss_last=… rss_max=…}: seconds, and megabytes of a million bytes.
     */
    public String line() {
      return String.format(
          Locale.ROOT,
          "watch topics=%d partitions=%d rounds=%d incomplete=%d round_median=%.2f round_max=%.2f cpu_round=%.2f rss_first=%.1f rss_last=%.1f rss_max=%.1f",
          topics,
          partitions,
          roundSeconds.size(),
          incomplete,
          Median.of(roundSeconds.stream().mapToDouble(Double::doubleValue).toArray()),
          roundSeconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
          cpuSecondsPerRound,
          megabytes(sizes.get(0)),
          megabytes(sizes.get(sizes.size() - 1)),
          sizes.stream().mapToDouble(Result::megabytes).max().orElseThrow());
    }

    private static double megabytes(Size size) {
      return size.residentBytes() / BYTES_PER_MEGABYTE;
    }

    /** Every round and size as JSON. */
    public String json() {
      StringBuilder json = new StringBuilder("{\"benchmark\": \"watch\", \"round_s\": ");
      json.append(roundSeconds).append(", \"sizes\": [");
      String separator = "";
      for (Size size : sizes) {
        json.append(separator)
            .append(
                "{\"second\": %d, \"resident_bytes\": %d}"
                    .formatted(size.second(), size.residentBytes()));
        separator = ", ";
      }
      return json.append("], \"line\": \"").append(line()).append("\"}").toString();
    }
  }

  /** Makes the topics. */
  public void createTopics() throws InterruptedException {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("default.api.timeout.ms", Long.toString(CREATE_BOUND.toMillis()));
    properties.put("request.timeout.ms", Long.toString(CREATE_BOUND.toMillis()));
    try (Admin admin = Admin.create(properties)) {
      for (int made = 0; made < topics; made += TOPICS_PER_REQUEST) {
        List<NewTopic> next = new ArrayList<>();
        for (int i = made; i < Math.min(topics, made + TOPICS_PER_REQUEST); i++) {
          next.add(new NewTopic("bench.topic-%04d".formatted(i), partitions, (short) 1));
        }
        admin.createTopics(next).all().get(CREATE_BOUND.toSeconds(), TimeUnit.SECONDS);
        progress.accept("made %d of %d topics".formatted(made + next.size(), topics));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the benchmark's topics cannot be made", e);
    }
  }

  /**
   * Measures a watch that runs.
   *
   * @param pid its process
   * @param url its address, without a path
   * @throws IOException when its page cannot be read, or the process is gone
   */
  public Result measure(long pid, String url, Duration duration)
      throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    URI uri = URI.create(url + "/metrics");
    awaitComplete(http, uri);
    progress.accept("measuring for " + duration.toSeconds() + " s");
    WatchedProcess process = new WatchedProcess(pid);
    Map<Long, Double> rounds = new TreeMap<>();
    List<Size> sizes = new ArrayList<>();
    int incomplete = 0;
    Duration cpuBefore = process.cpuTime();
    long begin = System.nanoTime();
    WatchPage first = WatchPage.read(http, uri);
    long scrapes = duration.dividedBy(SCRAPE);
    WatchPage page = first;
    for (int scrape = 1; scrape <= scrapes; scrape++) {
      TimeUnit.NANOSECONDS.sleep(begin + scrape * SCRAPE.toNanos() - System.nanoTime());
      page = WatchPage.read(http, uri);
      rounds.put(page.rounds(), page.roundSeconds());
      incomplete += isComplete(page) ? 0 : 1;
      if (scrape % SCRAPES_PER_SIZE == 0) {
        sizes.add(size(scrape * SCRAPE.toSeconds(), process, page));
      }
    }
    double cpuSeconds = process.cpuTime().minus(cpuBefore).toNanos() / 1e9;
    return new Result(
        topics,
        topics * partitions,
        List.copyOf(rounds.values()),
        incomplete,
        sizes,
        cpuSeconds / Math.max(1, page.rounds() - first.rounds()));
  }

  private Size size(long second, WatchedProcess process, WatchPage page) throws IOException {
    Size size = new Size(second, process.residentBytes());
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d s: resident %.1f MB; round %d took %.2f s",
            second,
            Result.megabytes(size),
            page.rounds(),
            page.roundSeconds()));
    return size;
  }

  private void awaitComplete(HttpClient http, URI uri) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + FIRST_BOUND.toNanos();
    while (!isComplete(WatchPage.read(http, uri))) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("watch did not see all partitions in " + FIRST_BOUND);
      }
      TimeUnit.NANOSECONDS.sleep(SCRAPE.toNanos());
    }
  }

  private boolean isComplete(WatchPage page) {
    return page.partitions() >= topics * partitions && page.failedProbes() == 0;
  }
}
