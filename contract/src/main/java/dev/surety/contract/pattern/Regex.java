package dev.surety.contract.pattern;

import java.util.List;

/** The syntax tree of a pattern. */
sealed interface Regex {
  /** Matches nothing but the empty string, anywhere. */
  Regex EMPTY = new Sequence(List.of());

  /** One code point of a set. */
  record One(CodePoints points) implements Regex {}

  /** One after the other. */
  record Sequence(List<Regex> parts) implements Regex {
    public Sequence {
      parts = List.copyOf(parts);
    }
  }

  /** Any of them. */
  record Choice(List<Regex> branches) implements Regex {
    public Choice {
      branches = List.copyOf(branches);
    }
  }

  /**
   * Several times.
   *
   * @param most {@link Integer#MAX_VALUE} for any number
   */
  record Repeat(Regex body, int least, int most) implements Regex {}

  /** {@code ^}: the beginning of the text. */
  record Start() implements Regex {}

  /** {@code $}: the end of the text. */
  record End() implements Regex {}
}
