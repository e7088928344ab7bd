package dev.surety.watch.promql;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** A condition on one label of a selector. */
final class Matcher {
  /** {@code =}, {@code !=}, {@code =~}, {@code !~}. */
  enum Kind {
    EQUAL,
    NOT_EQUAL,
    MATCHES,
    MATCHES_NOT
  }

  private final String label;
  private final Kind kind;
  private final String value;
  private final @Nullable Pattern pattern;

  /**
   * @throws PatternSyntaxException when the value is to be a regular expression and is none
   */
  Matcher(String label, Kind kind, String value) {
    this.label = label;
    this.kind = kind;
    this.value = value;
    this.pattern =
        kind == Kind.MATCHES || kind == Kind.MATCHES_NOT
            ? Pattern.compile(value, Pattern.DOTALL)
            : null;
  }

  String label() {
    return label;
  }

  Kind kind() {
    return kind;
  }

  String value() {
    return value;
  }

  /** A label that is not there is an empty one. */
  boolean test(Labels labels) {
    String actual = labels.get(label);
    boolean same = pattern == null ? actual.equals(value) : pattern.matcher(actual).matches();
    return switch (kind) {
      case EQUAL, MATCHES -> same;
      case NOT_EQUAL, MATCHES_NOT -> !same;
    };
  }
}
