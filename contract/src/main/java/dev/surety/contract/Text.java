package dev.surety.contract;

import static java.util.Objects.requireNonNull;

/**
 * A string of a file together with where each of its characters stands there, so that an error
 * inside an expression can be shown at its place in the file.
 *
 * @param value the string after YAML unescaping
 * @param at where its first character stands (behind a quote or a block indicator)
 * @param continuationColumn the column at which its second and further lines begin; 1 when it has
 *     one line
 */
public record Text(String value, Position at, int continuationColumn) {
  public Text {
    requireNonNull(value, "value");
    requireNonNull(at, "at");
  }

  /**
   * The place in the file of a place in this text.
   *
   * @param line line in the text, from 1
   * @param column column in that line, from 1
   */
  public Position position(int line, int column) {
    return line <= 1
        ? new Position(at.file(), at.line(), at.column() + column - 1)
        : new Position(at.file(), at.line() + line - 1, continuationColumn + column - 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
