package dev.surety.contract.yaml;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The text of a file by lines. Lines end at LF, CR LF or CR, as in YAML. */
final class Source {
  private final String file;
  private final String text;
  private final int[] starts;
  private final boolean hasSurrogates;
  // The index in the text of each code point; null until it is asked for.
  private int @Nullable [] codePoints;

  Source(String file, String text) {
    this.file = requireNonNull(file, "file");
    this.text = requireNonNull(text, "text");
    this.starts = lineStarts(text);
    this.hasSurrogates = text.chars().anyMatch(c -> Character.isSurrogate((char) c));
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[64];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  String file() {
    return file;
  }

  String text() {
    return text;
  }

  int lineCount() {
    return starts.length;
  }

  /** A line, from 1, without its end; empty beyond the file. */
  String line(int line) {
    if (line < 1 || line > starts.length) {
      return "";
    }
    int end = line == starts.length ? text.length() : starts[line];
    int start = starts[line - 1];
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The index in the text of a position. */
  int index(Position at) {
    if (at.line() > starts.length) {
      return text.length();
    }
    int start = starts[at.line() - 1];
    int end = at.line() == starts.length ? text.length() : starts[at.line()];
    int columns = text.codePointCount(start, end);
    return text.offsetByCodePoints(start, Math.min(at.column() - 1, columns));
  }

  /** The index in the text of a code point by its number, from 0. */
  int index(int codePoint) {
    if (codePoints == null) {
      if (!hasSurrogates) {
        return codePoint;
      }
      codePoints = new int[text.codePointCount(0, text.length()) + 1];
      for (int i = 0, at = 0; i < codePoints.length; i++) {
        codePoints[i] = at;
        at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 0;
      }
    }
    return codePoints[codePoint];
  }

  /** The position of an index in the text. */
  Position position(int index) {
    int found = Arrays.binarySearch(starts, index);
    int line = found >= 0 ? found : -found - 2;
    return new Position(file, line + 1, text.codePointCount(starts[line], index) + 1);
  }
}
