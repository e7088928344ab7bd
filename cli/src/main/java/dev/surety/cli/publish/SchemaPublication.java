package dev.surety.cli.publish;

import static java.util.Objects.requireNonNull;

import dev.surety.registry.Answer;
import dev.surety.registry.CompatibilityLevel;
import dev.surety.registry.Schema;
import dev.surety.registry.SchemaRegistry;
import dev.surety.registry.SchemaRegistry.Normalize;
import dev.surety.registry.SubjectVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Registers one schema under one subject: only when it is not there, at the level that is asked
 * for, and read back afterwards.
 */
public final class SchemaPublication {
  private final SchemaRegistry registry;
  private final @Nullable CompatibilityLevel level;

  /**
   * @param level the subject's level; null to leave it
   */
  public SchemaPublication(SchemaRegistry registry, @Nullable CompatibilityLevel level) {
    this.registry = requireNonNull(registry, "registry");
    this.level = level;
  }

  /** Whether anything is changed. */
  public enum Run {
    REAL,
    /** Everything is asked, nothing is written. */
    DRY
  }

  /**
   * What was done, or would be.
   *
   * @param line for people
   */
  public record Outcome(String line) {
    public Outcome {
      requireNonNull(line, "line");
    }
  }

  /** Publishes a schema. */
  public Answer<Outcome> publish(String subject, Schema schema, Run run) {
    Answer<Optional<SubjectVersion>> latest = optional(registry.latest(subject));
    return latest.then(now -> publish(subject, schema, now.orElse(null), run));
  }

  private Answer<Outcome> publish(
      String subject, Schema schema, @Nullable SubjectVersion now, Run run) {
    if (now != null && now.schema().equals(schema)) {
      int version = now.version();
      return level(subject, run)
          .map(
              change ->
                  new Outcome("%s: unchanged, version %d%s".formatted(subject, version, change)));
    }
    return run == Run.DRY
        ? wouldTake(subject, schema, now)
        : register(subject, schema, now != null);
  }

  private static <T> Answer<Optional<T>> optional(Answer<T> answer) {
    return answer.match(
        found -> new Answer.Found<>(Optional.of(found)),
        absent -> new Answer.Found<>(Optional.empty()),
        refused -> new Answer.Refused<>(refused.status(), refused.errorCode(), refused.message()),
        unavailable -> new Answer.Unavailable<>(unavailable.reason()));
  }

  private Answer<Outcome> wouldTake(String subject, Schema schema, @Nullable SubjectVersion now) {
    if (now == null) {
      return new Answer.Found<>(new Outcome(subject + ": would be registered as version 1"));
    }
    Outcome taken = new Outcome(subject + ": would be registered after version " + now.version());
    return registry
        .test(subject, schema)
        .then(
            compatibility ->
                compatibility.isCompatible()
                    ? new Answer.Found<>(taken)
                    : new Answer.Refused<>(409, 409, String.join("; ", compatibility.messages())));
  }

  /** Some servers know no level of a subject that has no version yet. */
  private Answer<Outcome> register(String subject, Schema schema, boolean isThere) {
    Answer<String> before = isThere ? level(subject, Run.REAL) : new Answer.Found<>("");
    return before
        .then(change -> registry.register(subject, schema, Normalize.NO).map(id -> change))
        .then(change -> isThere ? new Answer.Found<>(change) : level(subject, Run.REAL))
        .then(change -> readBack(subject, schema, change));
  }

  private Answer<Outcome> readBack(String subject, Schema schema, String change) {
    return registry
        .lookup(subject, schema, Normalize.NO)
        .then(found -> registry.version(subject, found.version()))
        .then(
            version ->
                version.schema().equals(schema)
                    ? new Answer.Found<>(
                        new Outcome(
                            "%s: registered, version %d, id %d%s"
                                .formatted(subject, version.version(), version.id(), change)))
                    : new Answer.Refused<>(
                        200,
                        200,
                        "version "
                            + version.version()
                            + " of "
                            + subject
                            + " is not what was registered"));
  }

  /** What became of the level, for the end of a line. */
  private Answer<String> level(String subject, Run run) {
    CompatibilityLevel wanted = level;
    return wanted == null ? new Answer.Found<>("") : level(subject, wanted, run);
  }

  private Answer<String> level(String subject, CompatibilityLevel wanted, Run run) {
    return optional(registry.level(subject))
        .then(
            now -> {
              if (now.equals(Optional.of(wanted))) {
                return new Answer.Found<>("");
              }
              return run == Run.DRY
                  ? new Answer.Found<>(", compatibility would be " + wanted)
                  : setLevel(subject, wanted);
            });
  }

  private Answer<String> setLevel(String subject, CompatibilityLevel wanted) {
    return registry
        .setLevel(subject, wanted)
        .then(any -> registry.level(subject))
        .then(
            set ->
                set == wanted
                    ? new Answer.Found<>(", compatibility " + wanted)
                    : new Answer.Refused<>(
                        200, 200, "the compatibility of " + subject + " is still " + set));
  }
}
