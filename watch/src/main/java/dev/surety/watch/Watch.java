package dev.surety.watch;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.surety.watch.expose.MetricsServer;
import dev.surety.watch.expose.PageWriter;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.probe.WatchClock;
import dev.surety.watch.probe.Watcher;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Probes the targets again and again and shows what it finds as metrics. Writes nothing but the
 * records of its own topic, and that only when the targets say so.
 */
public final class Watch implements AutoCloseable {
  private static final int MISSED_ROUNDS = 3;

  private final WatchTargets targets;
  private final Watcher watcher;
  private final WatchClock clock = WatchClock.SYSTEM;
  private final Thread thread = new Thread(this::loop, "surety-watch rounds");
  private volatile boolean stopped;
  private volatile long lastRoundNanos;

  private Watch(WatchTargets targets, String version) {
    this.targets = requireNonNull(targets, "targets");
    this.watcher = new Watcher(targets, version, clock);
    this.lastRoundNanos = clock.nanos();
    thread.setDaemon(true);
  }

  /**
   * A watch that is ready but does nothing yet.
   *
   * @param version of Surety, for {@code surety_watch_info}
   * @throws IllegalArgumentException when an address is not one
   * @throws org.apache.kafka.common.KafkaException when the Kafka properties cannot be used
   */
  public static Watch of(WatchTargets targets, String version) {
    return new Watch(targets, version);
  }

  /** Begins to probe, in a thread of its own, until it is closed. */
  public Watch start() {
    thread.start();
    return this;
  }

  /**
   * Probes everything once, without {@link #start}. The brokers are known only after a first look
   * at the cluster, so that this is two rounds.
   */
  public void once() throws InterruptedException {
    watcher.round();
    watcher.round();
  }

  private void loop() {
    try {
      while (!stopped) {
        long next = clock.nanos() + targets.interval().toNanos();
        watcher.round();
        lastRoundNanos = clock.nanos();
        NANOSECONDS.sleep(next - clock.nanos());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Serves the metrics on this port of the loopback interface; 0 for any free one. */
  public MetricsServer serve(int port) throws IOException {
    return MetricsServer.start(port, this::samples, this::isHealthy);
  }

  private boolean isHealthy() {
    long since = clock.nanos() - lastRoundNanos;
    return since < targets.interval().toNanos() * MISSED_ROUNDS;
  }

  /** What the last rounds found, of every probe that succeeded, and how the probes are. */
  public List<Samples> samples() {
    return watcher.samples();
  }

  /** Why probes fail now: {@code probe target} and the reason. */
  public Map<String, String> failures() {
    return watcher.failures();
  }

  /** Writes the samples as a page in Prometheus' text format. */
  public void writePage(OutputStream out) throws IOException {
    PageWriter.write(samples(), out);
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    try {
      thread.join(targets.timeout().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watcher.close();
  }
}
