package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs all probes at once, each in its own thread, and waits for them no longer than the timeout. A
 * probe that hangs is interrupted, counts as failed and is not started again before it has ended;
 * the others are not held up.
 */
final class Rounds implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  private final Supplier<List<Probe>> probes;
  private final Duration timeout;
  private final WatchClock clock;
  private final Map<Probe.Id, Entry> entries = new LinkedHashMap<>();
  private final ProbeEvents events;
  private long rounds;
  private double lastDurationSeconds;

  private record Entry(Probe probe, ProbeSlot slot) {}

  private record Run(ProbeSlot slot, Thread thread) {}

  /**
   * @param probes those to run in the next round; the same objects again as long as a target is to
   *     be probed
   */
  Rounds(Supplier<List<Probe>> probes, Duration timeout, WatchClock clock) {
    this.probes = probes;
    this.timeout = timeout;
    this.clock = clock;
    this.events = new ProbeEvents(clock);
  }

  /** Runs each probe once; called by one thread. */
  void round() throws InterruptedException {
    long start = clock.nanos();
    Deadline deadline = Deadline.after(clock, timeout);
    List<Run> runs = new ArrayList<>();
    for (Entry entry : due()) {
      if (entry.slot().begin(clock.now(), clock.nanos())) {
        runs.add(new Run(entry.slot(), start(entry, deadline)));
      }
    }
    for (Run run : runs) {
      run.thread().join(Math.max(1, deadline.remainingMs()));
      String before = run.slot().failure();
      if (run.slot().expire(clock.nanos())) {
        run.thread().interrupt();
        events.changed(run.slot().id(), before, run.slot().failure());
      }
    }
    synchronized (this) {
      rounds++;
      lastDurationSeconds = (clock.nanos() - start) / (double) SECONDS.toNanos(1);
    }
  }

  /** The entries of the probes that are wanted now; those that are not any more are closed. */
  private synchronized List<Entry> due() {
    Map<Probe.Id, Probe> wanted = new LinkedHashMap<>();
    probes.get().forEach(probe -> wanted.put(probe.id(), probe));
    entries
        .values()
        .removeIf(
            entry -> {
              boolean gone = wanted.get(entry.probe().id()) != entry.probe();
              if (gone) {
                events.forget(entry.probe().id());
                entry.probe().close();
              }
              return gone;
            });
    wanted.forEach((id, probe) -> entries.computeIfAbsent(id, i -> entry(probe)));
    return List.copyOf(entries.values());
  }

  private static Entry entry(Probe probe) {
    return new Entry(probe, new ProbeSlot(probe.id()));
  }

  private Thread start(Entry entry, Deadline deadline) {
    Thread thread = new Thread(() -> run(entry, deadline), "surety-watch " + entry.probe().id());
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(Entry entry, Deadline deadline) {
    Instant now = clock.now();
    Samples samples = new Samples(now);
    try {
      entry.probe().run(samples, deadline);
      String before = entry.slot().failure();
      entry.slot().succeed(samples, clock.nanos());
      events.changed(entry.slot().id(), before, entry.slot().failure());
    } catch (ProbeException e) {
      fail(entry.slot(), String.valueOf(e.getMessage()));
    } catch (InterruptedException overran) {
      fail(entry.slot(), "interrupted");
    } catch (RuntimeException bug) {
      // Not to go on as if nothing had happened: this run is over and has failed. But an error in
      // one probe must not blind all others.
      LOG.error("{} failed unexpectedly", entry.probe().id(), bug);
      fail(entry.slot(), "unexpected: " + bug);
    }
  }

  private void fail(ProbeSlot slot, String reason) {
    String before = slot.failure();
    slot.failed(reason, clock.nanos());
    events.changed(slot.id(), before, slot.failure());
  }

  /** Why probes fail now, by probe; those that do not are not there. */
  synchronized Map<Probe.Id, String> failures() {
    Map<Probe.Id, String> failures = new LinkedHashMap<>();
    for (Entry entry : entries.values()) {
      String failure = entry.slot().failure();
      if (!failure.isEmpty()) {
        failures.put(entry.probe().id(), failure);
      }
    }
    return failures;
  }

  /** The samples of all probes that succeeded, and those about the probes themselves. */
  synchronized List<Samples> samples() {
    List<Samples> all = new ArrayList<>();
    Samples own = new Samples(clock.now());
    own.add(WatchMetric.WATCH_ROUNDS, rounds);
    if (rounds > 0) {
      own.add(WatchMetric.WATCH_ROUND_DURATION, lastDurationSeconds);
    }
    for (Entry entry : entries.values()) {
      entry.slot().describe(own);
      entry.probe().addLasting(own);
      @Nullable Samples good = entry.slot().good();
      if (good != null) {
        all.add(good);
      }
    }
    all.add(own);
    return all;
  }

  @Override
  public synchronized void close() {
    entries.values().forEach(entry -> entry.probe().close());
    entries.clear();
  }
}
