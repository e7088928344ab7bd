package dev.surety.contract;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text file, as an editor shows it.
 *
 * @param file the file's name as the user gave it
 * @param line line, from 1
 * @param column column in code points, from 1
 */
public record Position(String file, int line, int column) {
  public Position {
    requireNonNull(file, "file");
  }

  // Written out: what a record has by itself is made at run time, when it is first asked for, and a
  // command that reads one contract would wait for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Position that
        && line == that.line
        && column == that.column
        && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return (file.hashCode() * 31 + line) * 31 + column;
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
