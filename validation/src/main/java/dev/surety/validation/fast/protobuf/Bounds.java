package dev.surety.validation.fast.protobuf;

import dev.surety.validation.type.Shape;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bounds of a date or timestamp. */
final class Bounds {
  private final @Nullable Instant earliest;
  private final @Nullable Instant after;
  private final @Nullable Instant latest;
  private final @Nullable Instant before;

  Bounds(Shape.Temporal shape) {
    this.earliest = instant(shape.earliest());
    this.after = instant(shape.exclusiveEarliest());
    this.latest = instant(shape.latest());
    this.before = instant(shape.exclusiveLatest());
  }

  private static @Nullable Instant instant(Shape.Temporal.@Nullable Bound bound) {
    return bound == null ? null : bound.instant();
  }

  boolean isEmpty() {
    return earliest == null && after == null && latest == null && before == null;
  }

  boolean hold(long seconds, int nanos) {
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
