package dev.surety.watch.status;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.Sample;
import dev.surety.watch.promql.SeriesStore;
import dev.surety.watch.rule.Alert;
import dev.surety.watch.rule.RuleEngine;
import dev.surety.watch.rule.RuleSet;
import dev.surety.watch.scrape.Scraper;
import dev.surety.watch.scrape.Target;
import dev.surety.watch.scrape.TargetDirectory;
import dev.surety.watch.status.StatusReport.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Evaluates the rules round by round, over watch's own samples and over what the processes of a
 * directory serve. Rounds are of one thread; reports may be asked for by others.
 */
public final class Observation {
  private static final String WATCH_JOB = "surety-watch";

  private final RuleEngine engine;
  private final TargetDirectory directory;
  private final Scraper scraper;
  private final StatusQueries queries;
  private final String bootstrapServers;
  private final SeriesStore.Source ownSeries;
  private final Map<Target, SeriesStore.Source> sources = new HashMap<>();
  private Labels ownLabels = own("in-process");
  private String ownAddress = "";
  private TargetDirectory.Contents contents = new TargetDirectory.Contents(List.of(), List.of());
  private Scraper.Scrapes scrapes;
  private long firstRoundMs;
  private volatile List<Alert> alerts = List.of();
  private volatile StatusReport report;

  /**
   * Nothing is known before the first round.
   *
   * @param targets directory in which processes tell where they serve metrics
   */
  public Observation(RuleSet rules, TargetDirectory targets, String bootstrapServers) {
    this.engine = new RuleEngine(rules, StatusQueries.all());
    this.directory = targets;
    this.scraper = new Scraper(engine.store()::wants);
    this.queries = new StatusQueries(engine);
    this.bootstrapServers = bootstrapServers;
    this.ownSeries = engine.store().source();
    this.scrapes = scraper.begin(List.of());
    this.report = emptyReport();
  }

  private StatusReport emptyReport() {
    return new StatusReport(
        Instant.EPOCH,
        bootstrapServers,
        0,
        List.of(),
        new StatusReport.Kafka(false, List.of(), null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Labels own(String instance) {
    return Labels.of(Map.of("job", WATCH_JOB, "instance", instance));
  }

  /** Says at which address this watch itself serves metrics, so that it does not ask itself. */
  public synchronized void servedAt(String address) {
    ownAddress = address;
    ownLabels = own(address);
  }

  /** Reads the directory and begins to ask what it names. */
  public synchronized void begin() {
    contents = directory.read();
    List<Target> others = new ArrayList<>(contents.targets());
    others.removeIf(target -> target.address().equals(ownAddress));
    forgetAllBut(others);
    scrapes = scraper.begin(others);
  }

  /** A process that has taken its file away has ended as it should: nothing of it is left. */
  private void forgetAllBut(List<Target> targets) {
    sources
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !targets.contains(entry.getKey());
              if (gone) {
                entry.getValue().forget();
              }
              return gone;
            });
  }

  /**
   * Ends a round: takes all samples and evaluates the rules.
   *
   * @param own what the probes of this watch have found
   * @param failures probes that fail, and why
   * @param timeoutMs how long to wait for the pages that are still being read
   */
  public synchronized void complete(
      List<Samples> own, Map<String, String> failures, Instant now, long timeoutMs)
      throws InterruptedException {
    List<Scraper.Page> pages = scrapes.await(timeoutMs);
    long timeMs = now.toEpochMilli();
    if (firstRoundMs == 0) {
      firstRoundMs = timeMs;
    }
    takeOwn(own, timeMs);
    for (Scraper.Page page : pages) {
      take(page, timeMs);
    }
    engine.evaluate(timeMs);
    alerts = engine.alerts();
    report = report(now, failures, pages);
  }

  private void takeOwn(List<Samples> own, long timeMs) {
    ownSeries.begin(timeMs);
    ownSeries.add(ownLabels.with(Labels.NAME, "up"), 1);
    for (Samples samples : own) {
      for (WatchMetric metric : samples.metrics()) {
        if (engine.store().wants(metric.metricName())) {
          takeOwn(samples, metric);
        }
      }
    }
    ownSeries.end();
  }

  private void takeOwn(Samples samples, WatchMetric metric) {
    for (int i = 0; i < samples.count(metric); i++) {
      Map<String, String> labels = ownLabels.toMap();
      labels.put(Labels.NAME, metric.metricName());
      for (int label = 0; label < metric.labels().size(); label++) {
        labels.put(metric.labels().get(label), samples.label(metric, i, label));
      }
      ownSeries.add(Labels.of(labels), samples.value(metric, i));
    }
  }

  /** Of another watch only whether it answers: what it sees may be another cluster. */
  private void take(Scraper.Page page, long timeMs) {
    Target target = page.target();
    SeriesStore.Source source = sources.computeIfAbsent(target, one -> engine.store().source());
    Labels labels = Labels.of(target.labels()).with(Labels.NAME, "up");
    source.begin(timeMs);
    List<Sample> samples = page.samples();
    source.add(labels, samples == null ? 0 : 1);
    if (samples != null && !target.job().equals(WATCH_JOB)) {
      samples.forEach(sample -> source.add(sample.labels(), sample.value()));
    }
    source.end();
  }

  private StatusReport report(Instant now, Map<String, String> failures, List<Scraper.Page> pages) {
    double history = (now.toEpochMilli() - firstRoundMs) / 1000.0;
    List<String> problems = new ArrayList<>(contents.problems());
    failures.forEach((probe, reason) -> problems.add(probe + ": " + reason));
    for (Scraper.Page page : pages) {
      if (!page.problem().isEmpty()) {
        problems.add(page.target().file() + " " + page.target().address() + ": " + page.problem());
      }
    }
    engine.failures().forEach((rule, reason) -> problems.add("rule " + rule + ": " + reason));
    long refused = engine.store().refused();
    if (refused > 0) {
      problems.add(refused + " samples had no room: there are too many series for the rules");
    }
    return new StatusReport(
        now,
        bootstrapServers,
        history,
        queries.pipelines(contents.targets(), history),
        queries.kafka(),
        queries.flinkJobs(),
        queries.services(),
        queries.disks(),
        findings(alerts),
        problems);
  }

  private static List<Finding> findings(List<Alert> alerts) {
    return alerts.stream()
        .map(Observation::finding)
        .sorted(
            Comparator.comparing(Finding::state)
                .thenComparing(Finding::severity)
                .thenComparing(Finding::since)
                .thenComparing(Finding::name)
                .thenComparing(Finding::summary))
        .toList();
  }

  private static Finding finding(Alert alert) {
    Map<String, String> labels = new TreeMap<>(alert.labels());
    labels.remove("alertname");
    String severity = labels.remove("severity");
    return new Finding(
        alert.name(),
        Finding.State.valueOf(alert.state().name()),
        severity == null ? "" : severity,
        alert.activeAt(),
        alert.resolvedAt(),
        alert.annotations().getOrDefault("summary", alert.name()),
        alert.annotations().getOrDefault("description", ""),
        alert.annotations().getOrDefault("runbook_url", ""),
        labels);
  }

  /** What the last round has found. */
  public StatusReport report() {
    return report;
  }

  /** The alerts of the last round. */
  public List<Alert> alerts() {
    return alerts;
  }
}
