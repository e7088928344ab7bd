package dev.surety.cli;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.surety.watch.Watch;
import dev.surety.watch.WatchTargets;
import dev.surety.watch.rule.RuleSet;
import dev.surety.watch.scrape.TargetDirectory;
import dev.surety.watch.status.Observation;
import dev.surety.watch.status.StatusReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rounds of {@code surety status} itself, where no watch runs: with Kafka, or without any. */
final class OwnRounds implements AutoCloseable {
  private final Optional<Watch> watch;
  private final Observation pages;
  private final Duration interval;
  private long begunNanos = System.nanoTime();

  private OwnRounds(Optional<Watch> watch, Observation pages, Duration interval) {
    this.watch = watch;
    this.pages = pages;
    this.interval = interval;
  }

  static OwnRounds of(
      Optional<WatchTargets> targets, RuleSet rules, Path endpoints, Duration interval) {
    return new OwnRounds(
        targets.map(
            all -> Watch.of(all, Version.all().getOrDefault("surety", ""), rules, endpoints)),
        new Observation(rules, new TargetDirectory(endpoints), ""),
        interval);
  }

  /** Looks at everything once, now. */
  void round() throws InterruptedException {
    begunNanos = System.nanoTime();
    if (watch.isPresent()) {
      watch.get().round();
    } else {
      pages.begin();
      pages.complete(List.of(), Map.of(), Instant.now(), interval.toMillis());
    }
  }

  /** The same, an interval after the last one began. */
  void nextRound() throws InterruptedException {
    NANOSECONDS.sleep(begunNanos + interval.toNanos() - System.nanoTime());
    round();
  }

  StatusReport report() {
    return watch.map(Watch::report).orElseGet(pages::report);
  }

  @Override
  public void close() {
    watch.ifPresent(Watch::close);
  }
}
