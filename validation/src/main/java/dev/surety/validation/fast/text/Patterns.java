package dev.surety.validation.fast.text;

import static java.util.Objects.requireNonNullElse;

import dev.surety.contract.pattern.Run;
import dev.surety.contract.pattern.StringLanguage;
import dev.surety.contract.pattern.Table;
import dev.surety.validation.type.LinearPattern;
import dev.surety.validation.type.Shape;
import dev.surety.validation.type.StringFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Patterns of a contract to checks. */
public final class Patterns {
  private static final int MAX_FIXED_LENGTH = 256;
  private static final String UUID =
      "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";

  private Patterns() {}

  /** The runs of a text of one length in ASCII, when nothing else but a length is asked of it. */
  public static Optional<List<Run>> fixed(Shape.Text shape) {
    return Optional.ofNullable(language(shape))
        .flatMap(StringLanguage::ofPattern)
        .flatMap(StringLanguage::runs)
        .filter(Patterns::isFixed);
  }

  private static @Nullable String language(Shape.Text shape) {
    LinearPattern pattern = shape.pattern();
    if (pattern == null) {
      return shape.format() == StringFormat.UUID ? UUID : null;
    }
    return shape.format() == null ? pattern.toString() : null;
  }

  private static boolean isFixed(List<Run> runs) {
    return runs.stream().allMatch(run -> run.least() == run.most() && Ranges.isAscii(run.points()))
        && runs.stream().mapToLong(Run::least).sum() <= MAX_FIXED_LENGTH;
  }

  /** Whether a text of these runs, which has one length, has one that the shape allows. */
  public static boolean fitsLength(Shape.Text shape, List<Run> runs) {
    int length = runs.stream().mapToInt(Run::least).sum();
    return length >= requireNonNullElse(shape.minLength(), 0)
        && length <= requireNonNullElse(shape.maxLength(), Integer.MAX_VALUE);
  }

  /**
   * The check of a pattern; empty when it has none.
   *
   * @param ofRuns makes the check of a pattern that is one run after the other
   */
  public static Optional<TextCheck> check(
      LinearPattern pattern, Function<List<Run>, RunsCheck> ofRuns) {
    Optional<StringLanguage> language = StringLanguage.ofPattern(pattern.toString());
    Optional<TextCheck> runs =
        language.flatMap(StringLanguage::runs).filter(RunsCheck::isDecidable).map(ofRuns);
    return runs.isPresent()
        ? runs
        : language
            .flatMap(known -> known.table(TableCheck.MAX_STATES))
            .filter(Patterns::isSmall)
            .map(TableCheck::new);
  }

  private static boolean isSmall(Table table) {
    return table.classCount() <= TableCheck.MAX_CLASSES;
  }
}
