package dev.surety.contract;

import static java.util.Objects.requireNonNull;

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

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
