package dev.surety.watch.rule;

import static java.util.concurrent.TimeUnit.MINUTES;

import dev.surety.watch.promql.EvaluationException;
import dev.surety.watch.promql.Evaluator;
import dev.surety.watch.promql.Expr;
import dev.surety.watch.promql.Labels;
import dev.surety.watch.promql.Sample;
import dev.surety.watch.promql.SeriesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Evaluates rules round by round over the samples of its store, with Prometheus' meaning of them.
 * For one thread.
 */
public final class RuleEngine {
  /** How long an alert is remembered after it was resolved. */
  private static final long RESOLVED_RETENTION_MS = MINUTES.toMillis(15);

  private static final long CLEANING_MS = MINUTES.toMillis(1);

  private final SeriesStore store;
  private final Evaluator evaluator;
  private final List<Recorded> recordings = new ArrayList<>();
  private final List<Alerting> alertings = new ArrayList<>();
  private final List<Runnable> order = new ArrayList<>();
  private final SortedMap<String, String> failures = new TreeMap<>();
  private long nowMs;
  private long cleanedMs;

  /**
   * Rules, with nothing known yet.
   *
   * @param others expressions that are evaluated besides, so that the store keeps what they select
   */
  public RuleEngine(RuleSet rules, List<Expr> others) {
    List<Expr> expressions = new ArrayList<>(rules.expressions());
    expressions.addAll(others);
    this.store = SeriesStore.forExpressions(expressions);
    this.evaluator = new Evaluator(store);
    for (RuleSet.Group group : rules.groups()) {
      for (Rule rule : group.rules()) {
        if (rule instanceof Rule.Recording recording) {
          Recorded recorded = new Recorded(recording, store.source());
          recordings.add(recorded);
          order.add(() -> record(recorded));
        } else if (rule instanceof Rule.Alerting alerting) {
          Alerting state = new Alerting(alerting, new LinkedHashMap<>());
          alertings.add(state);
          order.add(() -> alert(state));
        }
      }
    }
  }

  private record Recorded(Rule.Recording rule, SeriesStore.Source series) {}

  private record Alerting(Rule.Alerting rule, Map<Labels, Alert> alerts) {}

  /** Where samples go before a round. */
  public SeriesStore store() {
    return store;
  }

  /** Evaluates all rules once, at a time later than that of the last round. */
  public void evaluate(long timeMs) {
    nowMs = timeMs;
    if (timeMs - cleanedMs >= CLEANING_MS) {
      store.forgetOld(timeMs);
      cleanedMs = timeMs;
    }
    order.forEach(Runnable::run);
  }

  /** The result of an expression at the time of the last round. */
  public List<Sample> query(Expr expression) {
    return evaluator.evaluate(expression, nowMs);
  }

  /** Why rules could not be evaluated in the last round, by name. */
  public Map<String, String> failures() {
    return new TreeMap<>(failures);
  }

  /** Every alert that is pending, fires, or did fire within the last 15 minutes. */
  public List<Alert> alerts() {
    List<Alert> all = new ArrayList<>();
    alertings.forEach(alerting -> all.addAll(alerting.alerts().values()));
    return all;
  }

  private void record(Recorded recorded) {
    Rule.Recording rule = recorded.rule();
    try {
      Map<Labels, Double> result = new LinkedHashMap<>();
      for (Sample sample : evaluator.evaluate(rule.expression(), nowMs)) {
        Labels labels = sample.labels().with(Labels.NAME, rule.name()).withAll(rule.labels());
        if (result.put(labels, sample.value()) != null) {
          failures.put(rule.name(), "two results have the labels " + labels);
          return;
        }
      }
      recorded.series().begin(nowMs);
      result.forEach(recorded.series()::add);
      recorded.series().end();
      failures.remove(rule.name());
    } catch (EvaluationException e) {
      failures.put(rule.name(), String.valueOf(e.getMessage()));
    }
  }

  private void alert(Alerting alerting) {
    Rule.Alerting rule = alerting.rule();
    try {
      Map<Labels, Alert> now = new LinkedHashMap<>();
      for (Sample sample : evaluator.evaluate(rule.expression(), nowMs)) {
        Alert alert = pending(rule, sample);
        if (now.put(Labels.of(alert.labels()), alert) != null) {
          failures.put(rule.name(), "two alerts have the labels " + alert.labels());
          return;
        }
      }
      now.forEach((labels, alert) -> hold(alerting, labels, alert));
      resolve(alerting, now.keySet());
      failures.remove(rule.name());
    } catch (EvaluationException e) {
      failures.put(rule.name(), String.valueOf(e.getMessage()));
    }
  }

  private Alert pending(Rule.Alerting rule, Sample sample) {
    SortedMap<String, String> ofSample = sample.labels().toMap();
    SortedMap<String, String> labels = sample.labels().toMap();
    labels.remove(Labels.NAME);
    rule.labels().forEach((name, text) -> labels.put(name, text.expand(ofSample, sample.value())));
    labels.put("alertname", rule.name());
    labels.values().removeIf(String::isEmpty);
    Map<String, String> annotations = new TreeMap<>();
    rule.annotations()
        .forEach((name, text) -> annotations.put(name, text.expand(ofSample, sample.value())));
    return new Alert(
        rule.name(),
        labels,
        annotations,
        Alert.State.PENDING,
        sample.value(),
        Instant.ofEpochMilli(nowMs),
        null);
  }

  /** Goes on with an alert that is active already, and lets it fire when it was long enough. */
  private void hold(Alerting alerting, Labels labels, Alert alert) {
    Alert before = alerting.alerts().get(labels);
    boolean goesOn = before != null && before.state() != Alert.State.RESOLVED;
    Instant activeAt = before != null && goesOn ? before.activeAt() : alert.activeAt();
    boolean firedBefore = before != null && before.state() == Alert.State.FIRING;
    boolean fires = firedBefore || nowMs - activeAt.toEpochMilli() >= alerting.rule().forMs();
    alerting
        .alerts()
        .put(
            labels,
            new Alert(
                alert.name(),
                alert.labels(),
                alert.annotations(),
                fires ? Alert.State.FIRING : Alert.State.PENDING,
                alert.value(),
                activeAt,
                null));
  }

  private void resolve(Alerting alerting, Set<Labels> active) {
    for (Labels labels : new HashSet<>(alerting.alerts().keySet())) {
      Alert alert = alerting.alerts().get(labels);
      if (alert == null || active.contains(labels)) {
        continue;
      }
      Instant resolvedAt = alert.resolvedAt();
      boolean forgotten =
          resolvedAt != null && nowMs - resolvedAt.toEpochMilli() > RESOLVED_RETENTION_MS;
      if (alert.state() == Alert.State.PENDING || forgotten) {
        alerting.alerts().remove(labels);
      } else if (alert.state() == Alert.State.FIRING) {
        alerting
            .alerts()
            .put(
                labels,
                new Alert(
                    alert.name(),
                    alert.labels(),
                    alert.annotations(),
                    Alert.State.RESOLVED,
                    alert.value(),
                    alert.activeAt(),
                    Instant.ofEpochMilli(nowMs)));
      }
    }
  }
}
