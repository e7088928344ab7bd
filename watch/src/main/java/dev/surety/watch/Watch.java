package dev.surety.watch;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.surety.watch.expose.MetricsServer;
import dev.surety.watch.expose.PageWriter;
import dev.surety.watch.metric.Samples;
import dev.surety.watch.probe.WatchClock;
import dev.surety.watch.probe.Watcher;
import dev.surety.watch.rule.RuleSet;
import dev.surety.watch.scrape.TargetDirectory;
import dev.surety.watch.status.Observation;
import dev.surety.watch.status.StatusJson;
import dev.surety.watch.status.StatusReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Probes the targets again and again, shows what it finds as metrics, and evaluates the rules.
 * Writes nothing but the records of its own topic, and that only when the targets say so.
 */
public final class Watch implements AutoCloseable {
  /** Path of the alerts, in the form of Prometheus. */
  public static final String ALERTS_PATH = "/api/v1/alerts";

  /** Path of the {@link StatusReport}. */
  public static final String STATUS_PATH = "/api/v1/status";

  private static final int MISSED_ROUNDS = 3;

  private final WatchTargets targets;
  private final Watcher watcher;
  private final Observation observation;
  private final WatchClock clock = WatchClock.SYSTEM;
  private final Thread thread = new Thread(this::loop, "surety-watch rounds");
  private volatile boolean stopped;
  private volatile long lastRoundNanos;

  private Watch(WatchTargets targets, String version, RuleSet rules, Path endpoints) {
    this.targets = requireNonNull(targets, "targets");
    this.watcher = new Watcher(targets, version, clock);
    this.observation =
        new Observation(
            rules,
            new TargetDirectory(endpoints),
            targets.kafka().getOrDefault("bootstrap.servers", ""));
    this.lastRoundNanos = clock.nanos();
    thread.setDaemon(true);
  }

  /**
   * A watch that is ready but does nothing yet.
   *
   * @param version of Surety, for {@code surety_watch_info}
   * @param rules evaluated after each round
   * @param endpoints directory in which other processes tell where they serve metrics
   * @throws IllegalArgumentException when an address is not one
   * @throws org.apache.kafka.common.KafkaException when the Kafka properties cannot be used
   */
  public static Watch of(WatchTargets targets, String version, RuleSet rules, Path endpoints) {
    return new Watch(targets, version, rules, endpoints);
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
    round();
    round();
  }

  /**
   * Probes everything, reads the pages of other processes meanwhile, and evaluates the rules; for
   * use without {@link #start}.
   */
  public void round() throws InterruptedException {
    long until = clock.nanos() + targets.timeout().toNanos();
    observation.begin();
    watcher.round();
    long left = NANOSECONDS.toMillis(until - clock.nanos());
    observation.complete(watcher.samples(), watcher.failures(), clock.now(), left);
  }

  private void loop() {
    try {
      while (!stopped) {
        long next = clock.nanos() + targets.interval().toNanos();
        round();
        lastRoundNanos = clock.nanos();
        NANOSECONDS.sleep(next - clock.nanos());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Serves metrics, alerts and the report on this port of the loopback interface; 0 for any free
   * one.
   */
  public MetricsServer serve(int port) throws IOException {
    MetricsServer server =
        MetricsServer.start(
            port,
            this::samples,
            this::isHealthy,
            Map.of(
                ALERTS_PATH, () -> StatusJson.alerts(observation.alerts()),
                STATUS_PATH, () -> StatusJson.write(observation.report())));
    observation.servedAt("127.0.0.1:" + server.port());
    return server;
  }

  /** What the last round has found, with the findings of the rules. */
  public StatusReport report() {
    return observation.report();
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
