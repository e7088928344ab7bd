package dev.surety.validation.fast.text;

import static java.util.Objects.requireNonNullElse;

import dev.surety.contract.pattern.Run;
import dev.surety.validation.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a contract asks of a string, for one that stands in a record as it is: in UTF-8, without
 * quotes and escapes, and with anything behind it.
 */
public final class PlainText implements TextCheck {
  private final int least;
  private final int most;
  private final @Nullable RunsCheck runs;
  private final TextCheck[] tests;

  private PlainText(Shape.Text shape, List<TextCheck> tests) {
    this.least = requireNonNullElse(shape.minLength(), 0);
    this.most = requireNonNullElse(shape.maxLength(), Integer.MAX_VALUE);
    boolean areRuns = tests.size() == 1 && tests.get(0) instanceof RunsCheck;
    this.runs = areRuns ? (RunsCheck) tests.get(0) : null;
    this.tests = areRuns ? new TextCheck[0] : tests.toArray(TextCheck[]::new);
  }

  /**
   * The check of a text; empty when there is none that could say yes.
   *
   * @param read where dates and times are read into
   */
  public static Optional<TextCheck> of(Shape.Text shape, ReadMoment read) {
    Optional<List<Run>> fixed = Patterns.fixed(shape);
    if (fixed.isPresent()) {
      return fixed.filter(runs -> Patterns.fitsLength(shape, runs)).map(FixedRuns::new);
    }
    List<TextCheck> tests = new ArrayList<>();
    if (shape.pattern() != null) {
      Optional<TextCheck> pattern = Patterns.check(shape.pattern(), RunsCheck::of);
      if (pattern.isEmpty()) {
        return Optional.empty();
      }
      tests.add(pattern.get());
    }
    if (shape.format() != null) {
      tests.add(Formats.of(shape.format(), read));
    }
    return Optional.of(new PlainText(shape, tests));
  }

  /** The check of an enumerated text. */
  public static TextCheck oneOf(List<String> words) {
    ByteTable table = new ByteTable(words);
    return (b, from, to) -> table.find(b, from, to) >= 0;
  }

  @Override
  public boolean holds(byte[] b, int from, int to) {
    int points = Utf8Text.points(b, from, to);
    if (points < 0 || points < least || points > most) {
      return false;
    }
    if (runs != null) {
      return runs.holds(b, from, to);
    }
    for (TextCheck test : tests) {
      if (!test.holds(b, from, to)) {
        return false;
      }
    }
    return true;
  }
}
