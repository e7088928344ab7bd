package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * A comment.
 *
 * @param index where it begins in the text
 * @param at the same place by line and column
 * @param text from its {@code #}, without white space at the end
 * @param before what stands before it in its line, without white space around
 */
record Comment(int index, Position at, String text, String before) {
  /** Whether nothing that it could belong to stands before it in its line. */
  boolean isAlone() {
    return before.isEmpty() || before.matches("[-?:. ]+");
  }

  /** All comments of a document, in the order of the file. */
  static List<Comment> all(Source source, Layout layout) {
    List<Comment> comments = new ArrayList<>();
    int from = 0;
    for (Layout.Range scalar : layout.scalars()) {
      scan(source, from, scalar.start(), comments);
      from = Math.max(from, scalar.end());
    }
    scan(source, from, source.text().length(), comments);
    return comments;
  }

  /** Between scalars, a number sign behind white space begins a comment. */
  private static void scan(Source source, int from, int to, List<Comment> comments) {
    String text = source.text();
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '#' && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
        int end = i;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
          end++;
        }
        Position at = source.position(i);
        int lineStart = source.index(new Position(at.file(), at.line(), 1));
        String before = text.substring(lineStart, i).strip();
        comments.add(new Comment(i, at, text.substring(i, end).stripTrailing(), before));
        i = end;
      }
    }
  }
}
