package dev.surety.watch.rule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it is after a round.
 *
 * @param labels among them {@code alertname}
 * @param activeAt since when its condition holds without a break
 * @param resolvedAt when it stopped to fire; null before
 */
public record Alert(
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    State state,
    double value,
    Instant activeAt,
    @Nullable Instant resolvedAt) {
  /** How far it has come. */
  public enum State {
    PENDING,
    FIRING,
    RESOLVED
  }

  public Alert {
    requireNonNull(name, "name");
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    requireNonNull(state, "state");
    requireNonNull(activeAt, "activeAt");
  }

  /** The value as Prometheus' API prints it, always with an exponent. */
  public String printedValue() {
    return GoFormat.exponential(value);
  }
}
