package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.Text.Jump;
import dev.surety.contract.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a scalar's characters and its source side by side to find where each character stands. */
final class ScalarText {
  private final Source source;
  private final String raw;
  private final String value;
  private final Style style;
  private final List<Jump> jumps = new ArrayList<>();
  private @Nullable Position first;
  private int in;
  private int out;
  private int line = 1;
  private int column = 1;
  // The source index at which the next character of the value stands if nothing jumps.
  private int expected = -1;

  private ScalarText(Source source, YamlScalar scalar) {
    this.source = source;
    this.raw = source.text();
    this.value = scalar.value();
    this.style = scalar.style();
    this.in = source.index(scalar.at());
  }

  static Text of(Source source, YamlScalar scalar) {
    return new ScalarText(source, scalar).walk(scalar.at());
  }

  private Text walk(Position at) {
    switch (style) {
      case PLAIN -> walkFlow();
      case SINGLE_QUOTED, DOUBLE_QUOTED -> {
        in++;
        walkFlow();
      }
      case LITERAL, FOLDED -> walkBlock(at);
    }
    Position start = first == null ? source.position(Math.min(in, raw.length())) : first;
    return new Text(value, start, continuationColumn(), jumps);
  }

  private int continuationColumn() {
    return jumps.stream()
        .filter(jump -> jump.line() > 1)
        .findFirst()
        .map(jump -> jump.at().column() - jump.column() + 1)
        .orElse(1);
  }

  /** The next character of the value stands at {@code index} of the source. */
  private void emit(int index) {
    if (first == null) {
      first = source.position(index);
    } else if (index != expected) {
      jumps.add(new Jump(line, column, source.position(index)));
    }
    int codePoint = value.codePointAt(out);
    out += Character.charCount(codePoint);
    if (codePoint == '\n') {
      line++;
      column = 1;
      expected = -1;
    } else {
      column++;
      expected = index < raw.length() ? index + charsAt(index) : index;
    }
  }

  private void walkFlow() {
    while (out < value.length() && in < raw.length()) {
      int foldEnd = foldEnd(in);
      char c = raw.charAt(in);
      if (foldEnd > in) {
        fold(foldEnd);
      } else if (style == Style.DOUBLE_QUOTED && c == '\\') {
        escape();
      } else {
        int length = style == Style.SINGLE_QUOTED && c == '\'' ? 2 : charsAt(in);
        emit(in);
        in += length;
      }
    }
  }

  /** The end of a run of white space that holds a line break; {@code start} when there is none. */
  private int foldEnd(int start) {
    boolean breaks = false;
    int end = start;
    while (end < raw.length() && isWhite(raw.charAt(end))) {
      breaks |= isBreak(raw.charAt(end));
      end++;
    }
    return breaks ? end : start;
  }

  /** One line break is a space, {@code n} of them are {@code n - 1} line breaks. */
  private void fold(int end) {
    int breaks = 0;
    for (int i = in; i < end; i++) {
      char c = raw.charAt(i);
      if (c == '\n' || (c == '\r' && raw.charAt(i + 1) != '\n')) {
        breaks++;
      }
    }
    int characters = Math.max(1, breaks - 1);
    for (int i = 0; i < characters && out < value.length(); i++) {
      emit(in);
    }
    in = end;
  }

  private void escape() {
    char kind = raw.charAt(in + 1);
    if (isBreak(kind)) {
      in += 2;
      while (in < raw.length() && isWhite(raw.charAt(in))) {
        in++;
      }
      return;
    }
    int length =
        switch (kind) {
          case 'x' -> 4;
          case 'u' -> 6;
          case 'U' -> 10;
          default -> 2;
        };
    emit(in);
    in += length;
  }

  private void walkBlock(Position at) {
    int indent = blockIndent(at);
    for (int number = at.line() + 1;
        number <= source.lineCount() && out < value.length();
        number++) {
      String content = source.line(number);
      int start = source.index(new Position(source.file(), number, 1));
      if (content.length() <= indent) {
        if (style == Style.LITERAL || value.charAt(out) == '\n') {
          emit(start + content.length());
        }
        continue;
      }
      walkBlockLine(start + indent, start + content.length());
    }
  }

  private void walkBlockLine(int start, int end) {
    for (in = start; in < end && out < value.length(); ) {
      int length = charsAt(in);
      emit(in);
      in += length;
    }
    if (out < value.length() && (value.charAt(out) == '\n' || value.charAt(out) == ' ')) {
      emit(end);
    }
  }

  /** Spaces before the text of the first line that has text. */
  private int blockIndent(Position at) {
    for (int number = at.line() + 1; number <= source.lineCount(); number++) {
      String content = source.line(number);
      int spaces = leadingSpaces(content, 0);
      if (spaces < content.length()) {
        int begin = 0;
        while (begin < value.length() && value.charAt(begin) == '\n') {
          begin++;
        }
        return Math.max(0, spaces - leadingSpaces(value, begin));
      }
    }
    return 0;
  }

  private static int leadingSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == ' ') {
      i++;
    }
    return i - from;
  }

  private int charsAt(int index) {
    return Character.charCount(raw.codePointAt(index));
  }

  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }
}
