package dev.surety.validation.fast.json;

import dev.surety.validation.fast.text.Moments;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A date, time or timestamp of RFC 3339 with its bounds. */
final class Temporal extends Check {
  private final Node node;
  private final Moments moments;
  private final boolean bounded;
  private final @Nullable Instant earliest;
  private final @Nullable Instant after;
  private final @Nullable Instant latest;
  private final @Nullable Instant before;

  Temporal(Node node, Shape.Temporal shape, boolean nullable, Moments moments) {
    super(nullable);
    this.node = node;
    this.moments = moments;
    this.bounded = isBounded(shape);
    this.earliest = instant(shape.earliest());
    this.after = instant(shape.exclusiveEarliest());
    this.latest = instant(shape.latest());
    this.before = instant(shape.exclusiveLatest());
  }

  static boolean isBounded(Shape.Temporal shape) {
    return shape.earliest() != null
        || shape.exclusiveEarliest() != null
        || shape.latest() != null
        || shape.exclusiveLatest() != null;
  }

  private static @Nullable Instant instant(Shape.Temporal.@Nullable Bound bound) {
    return bound == null ? null : bound.instant();
  }

  @Override
  int scan(byte[] b, int at, Scan scan) {
    if (b[at] != '"') {
      return scanNull(b, at);
    }
    int end = moments.end(b, at + 1, Integer.MAX_VALUE);
    if (end < 0 || b[end] != '"') {
      return Leaf.scan(node, nullable(), b, at);
    }
    return !bounded || isWithin(scan.moment.seconds, scan.moment.nanos) ? end + 1 : UNKNOWN;
  }

  private boolean isWithin(long seconds, int nanos) {
    return (earliest == null || compare(seconds, nanos, earliest) >= 0)
        && (after == null || compare(seconds, nanos, after) > 0)
        && (latest == null || compare(seconds, nanos, latest) <= 0)
        && (before == null || compare(seconds, nanos, before) < 0);
  }

  private static int compare(long seconds, int nanos, Instant bound) {
    int order = Long.compare(seconds, bound.getEpochSecond());
    return order != 0 ? order : nanos - bound.getNano();
  }
}
