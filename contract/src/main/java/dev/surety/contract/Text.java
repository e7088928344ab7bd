package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A string of a file together with where each of its characters stands there, so that an error
 * inside an expression can be shown at its place in the file.
 *
 * @param value the string after YAML unescaping
 * @param at where its first character stands (behind a quote or a block indicator)
 * @param continuationColumn the column at which its second and further lines begin; 1 when it has
 *     one line
 * @param jumps where the columns of the text and of the file part, in the order of the text: behind
 *     an escape sequence and at a line that YAML folds; empty when line and column say it all
 */
public record Text(String value, Position at, int continuationColumn, List<Jump> jumps) {
  /**
   * A place in the text from which on, to the end of its line or the next jump, the text runs
   * alongside the file again.
   *
   * @param line line in the text, from 1
   * @param column column in that line, from 1
   * @param at the same place in the file
   */
  public record Jump(int line, int column, Position at) {
    public Jump {
      requireNonNull(at, "at");
    }
  }

  public Text {
    requireNonNull(value, "value");
    requireNonNull(at, "at");
    jumps = List.copyOf(jumps);
  }

  /** A text whose lines stand in the file as they are. */
  public Text(String value, Position at, int continuationColumn) {
    this(value, at, continuationColumn, List.of());
  }

  /**
   * The place in the file of a place in this text.
   *
   * @param line line in the text, from 1
   * @param column column in that line, in code points, from 1
   */
  public Position position(int line, int column) {
    for (int i = jumps.size() - 1; i >= 0; i--) {
      Jump jump = jumps.get(i);
      if (jump.line() == line && jump.column() <= column) {
        return new Position(
            at.file(), jump.at().line(), jump.at().column() + column - jump.column());
      }
    }
    return line <= 1
        ? new Position(at.file(), at.line(), at.column() + column - 1)
        : new Position(at.file(), at.line() + line - 1, continuationColumn + column - 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
