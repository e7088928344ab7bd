package dev.surety.registry;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a registry answered. That something does not exist is a fact about the registry; that the
 * registry cannot be reached now is none, and the two must never be taken for each other: a record
 * whose schema nobody knows is wrong, one whose registry is down is not.
 *
 * @param <T> what was asked for
 */
public sealed interface Answer<T> {
  /** Calls the function for the case that this is. */
  <R> R match(
      Function<T, R> found,
      Function<Absent<T>, R> absent,
      Function<Refused<T>, R> refused,
      Function<Unavailable<T>, R> unavailable);

  /** Goes on with what was found; every other answer stays what it is. */
  default <R> Answer<R> then(Function<T, Answer<R>> next) {
    return match(
        next,
        absent -> new Absent<>(absent.errorCode(), absent.message()),
        refused -> new Refused<>(refused.status(), refused.errorCode(), refused.message()),
        unavailable -> new Unavailable<>(unavailable.reason()));
  }

  /** Makes something else of what was found. */
  default <R> Answer<R> map(Function<T, R> change) {
    return then(value -> new Found<>(change.apply(value)));
  }

  /** What was found; empty for every other answer. */
  default Optional<T> found() {
    return match(Optional::of, a -> Optional.empty(), r -> Optional.empty(), u -> Optional.empty());
  }

  /** It is there. */
  record Found<T>(T value) implements Answer<T> {
    public Found {
      requireNonNull(value, "value");
    }

    @Override
    public <R> R match(
        Function<T, R> found,
        Function<Absent<T>, R> absent,
        Function<Refused<T>, R> refused,
        Function<Unavailable<T>, R> unavailable) {
      return found.apply(value);
    }
  }

  /**
   * The registry says that there is no such subject, version, schema or setting.
   *
   * @param errorCode the registry's, such as 40401
   */
  record Absent<T>(int errorCode, String message) implements Answer<T> {
    public Absent {
      requireNonNull(message, "message");
    }

    @Override
    public <R> R match(
        Function<T, R> found,
        Function<Absent<T>, R> absent,
        Function<Refused<T>, R> refused,
        Function<Unavailable<T>, R> unavailable) {
      return absent.apply(this);
    }
  }

  /**
   * The registry understood and will not: an incompatible or invalid schema, missing rights, a
   * function that it does not have. Asking again gives the same.
   *
   * @param status the HTTP status
   * @param errorCode the registry's, such as 40901; the status when it gave none
   */
  record Refused<T>(int status, int errorCode, String message) implements Answer<T> {
    public Refused {
      requireNonNull(message, "message");
    }

    /** Whether the schema does not go together with the subject's earlier ones. */
    public boolean isIncompatible() {
      return status == 409;
    }

    /** Whether it is about who we are or what we may do. */
    public boolean isAccess() {
      return status == 401 || status == 403;
    }

    @Override
    public <R> R match(
        Function<T, R> found,
        Function<Absent<T>, R> absent,
        Function<Refused<T>, R> refused,
        Function<Unavailable<T>, R> unavailable) {
      return refused.apply(this);
    }
  }

  /** Nobody can say now: no connection, no answer in time, or nothing that a registry would say. */
  record Unavailable<T>(String reason) implements Answer<T> {
    public Unavailable {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<T, R> found,
        Function<Absent<T>, R> absent,
        Function<Refused<T>, R> refused,
        Function<Unavailable<T>, R> unavailable) {
      return unavailable.apply(this);
    }
  }
}
