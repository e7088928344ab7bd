package dev.surety.validation.rule;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a value that an expression reads.
 *
 * @param mayBeAbsent whether reading it may fail; null is absent
 * @param mayBePresent whether there may be a value
 * @param numbers what it is when it is a number; null when that is not known
 * @param words the texts and booleans that it may be, as {@link #text} and {@link #bool} write
 *     them; null when they are not known
 * @param excluded the texts and booleans that it is not
 */
record Knowledge(
    boolean mayBeAbsent,
    boolean mayBePresent,
    @Nullable Interval numbers,
    @Nullable Set<String> words,
    Set<String> excluded) {
  static final Knowledge NOTHING = new Knowledge(true, true, null, null, Set.of());

  Knowledge {
    words = words == null ? null : Set.copyOf(words);
    excluded = Set.copyOf(excluded);
  }

  /** A value that is there. */
  static Knowledge present(@Nullable Interval numbers, @Nullable Set<String> words) {
    return new Knowledge(false, true, numbers, words, Set.of());
  }

  static String text(String value) {
    return "\"" + value;
  }

  static String bool(boolean value) {
    return value ? "true" : "false";
  }

  /** Whether no value agrees with what is known. */
  boolean isImpossible() {
    boolean noValue =
        !mayBePresent
            || (numbers != null && numbers.isEmpty())
            || (words != null && excluded.containsAll(words));
    return noValue && !mayBeAbsent;
  }

  Knowledge withAbsence(boolean absent) {
    return new Knowledge(mayBeAbsent || absent, mayBePresent, numbers, words, excluded);
  }

  Knowledge thatIsThere() {
    return new Knowledge(false, mayBePresent, numbers, words, excluded);
  }

  Knowledge thatIsAbsent() {
    return new Knowledge(mayBeAbsent, false, numbers, words, excluded);
  }

  Knowledge withNumbers(@Nullable Interval narrowed) {
    return new Knowledge(mayBeAbsent, mayBePresent, narrowed, words, excluded);
  }

  /** One of some words, and one that was possible before. */
  Knowledge oneOf(Set<String> some) {
    Set<String> both = new TreeSet<>(some);
    if (words != null) {
      both.retainAll(words);
    }
    return new Knowledge(mayBeAbsent, mayBePresent, numbers, both, excluded);
  }

  Knowledge noneOf(Set<String> some) {
    Set<String> all = new TreeSet<>(excluded);
    all.addAll(some);
    return new Knowledge(mayBeAbsent, mayBePresent, numbers, words, all);
  }

  /** What is left of the words; null when they are not known. */
  @Nullable Set<String> possibleWords() {
    if (words == null) {
      return null;
    }
    Set<String> left = new TreeSet<>(words);
    left.removeAll(excluded);
    return left;
  }
}
