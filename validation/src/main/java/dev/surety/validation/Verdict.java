package dev.surety.validation;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Function;

/** What validation says of a record. */
public sealed interface Verdict {
  /** Calls the function for the case that this is. */
  <R> R match(
      Function<Accepted, R> accepted,
      Function<Rejected, R> rejected,
      Function<Undecided, R> undecided);

  /**
   * The record keeps its contract.
   *
   * @param warnings broken rules that let a record pass
   */
  record Accepted(List<Violation> warnings) implements Verdict {
    /** Accepted without a warning. */
    public static final Accepted CLEAN = new Accepted(List.of());

    public Accepted {
      warnings = List.copyOf(warnings);
    }

    @Override
    public <R> R match(
        Function<Accepted, R> accepted,
        Function<Rejected, R> rejected,
        Function<Undecided, R> undecided) {
      return accepted.apply(this);
    }
  }

  /**
   * The record breaks its contract.
   *
   * @param violations every reason, at least one
   * @param warnings broken rules that would have let it pass
   */
  record Rejected(List<Violation> violations, List<Violation> warnings) implements Verdict {
    public Rejected {
      violations = List.copyOf(violations);
      warnings = List.copyOf(warnings);
      if (violations.isEmpty()) {
        throw new IllegalArgumentException("a rejection needs a violation");
      }
    }

    @Override
    public <R> R match(
        Function<Accepted, R> accepted,
        Function<Rejected, R> rejected,
        Function<Undecided, R> undecided) {
      return rejected.apply(this);
    }
  }

  /**
   * The record cannot be judged now; it is neither good nor bad.
   *
   * @param reason what is missing
   */
  record Undecided(String reason) implements Verdict {
    public Undecided {
      requireNonNull(reason, "reason");
    }

    @Override
    public <R> R match(
        Function<Accepted, R> accepted,
        Function<Rejected, R> rejected,
        Function<Undecided, R> undecided) {
      return undecided.apply(this);
    }
  }
}
