package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by their number. What a number means never changes, so that a schema that was had once is
 * had through every outage. What does not exist is asked for again after a while: the number may
 * have been given out since. After a failure the registry is left alone for a while, so that a
 * record does not cost a timeout each. Thread-safe; one question is asked at a time.
 */
public final class SchemaCache {
  private static final int MOST = 10_000;
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

  private final SchemaRegistry registry;
  private final LongSupplier nanoClock;
  private final Map<Object, Schema> known;
  private final Map<Object, Failed> failed;
  private @Nullable Failed outage;

  /** An answer that is good only for a while. */
  private record Failed(Answer<Schema> answer, long untilNanos) {}

  public SchemaCache(SchemaRegistry registry) {
    this(registry, MOST, System::nanoTime);
  }

  SchemaCache(SchemaRegistry registry, int most, LongSupplier nanoClock) {
    this.registry = requireNonNull(registry, "registry");
    this.nanoClock = requireNonNull(nanoClock, "nanoClock");
    this.known = bounded(most);
    this.failed = bounded(most);
  }

  /** The map forgets what was not asked for longest. */
  private static <V> Map<Object, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Object, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The schema with this number. */
  public Answer<Schema> schema(int id) {
    return cached(id, () -> registry.schema(id));
  }

  /** The schema with this number. */
  public Answer<Schema> schema(UUID guid) {
    return cached(guid, () -> registry.schema(guid));
  }

  private synchronized Answer<Schema> cached(Object number, Supplier<Answer<Schema>> ask) {
    Schema schema = known.get(number);
    if (schema != null) {
      return new Answer.Found<>(schema);
    }
    Answer<Schema> before = stillGood(failed.get(number));
    if (before == null) {
      before = stillGood(outage);
    }
    if (before != null) {
      return before;
    }
    Answer<Schema> answer = ask.get();
    Failed until = new Failed(answer, nanoClock.getAsLong() + AGAIN_AFTER.toNanos());
    if (answer instanceof Answer.Found<Schema> found) {
      known.put(number, found.value());
      failed.remove(number);
      outage = null;
    } else if (answer instanceof Answer.Unavailable<Schema>) {
      outage = until;
    } else {
      failed.put(number, until);
    }
    return answer;
  }

  private @Nullable Answer<Schema> stillGood(@Nullable Failed failure) {
    return failure != null && nanoClock.getAsLong() - failure.untilNanos() < 0
        ? failure.answer()
        : null;
  }
}
