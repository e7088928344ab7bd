package dev.surety.validation.rule.compiled;

import dev.surety.contract.pattern.StringLanguage;
import dev.surety.contract.pattern.Table;

/**
 * CEL's patterns are RE2, the automata's are ECMA-262. What means the same in both, or can be
 * written in the other, is translated; the rest is left to CEL for Java.
 */
final class Re2Pattern {
  private static final int MAX_STATES = 1_000;

  /** Punctuation that stands for itself in both, with or without a backslash. */
  private static final String PLAIN = "_-:/@ #%&,;=!<>~'\"`";

  private static final String ESCAPED = "\\.*+?()[]{}|^$/-";

  private final String pattern;
  private final StringBuilder ecma = new StringBuilder();
  private int at;

  private Re2Pattern(String pattern) {
    this.pattern = pattern;
  }

  /** The automaton that looks for a pattern anywhere in a text. */
  static Table table(String pattern) throws Outside {
    return StringLanguage.ofPattern(new Re2Pattern(pattern).translate())
        .flatMap(language -> language.table(MAX_STATES))
        .orElseThrow(() -> new Outside("its pattern has no small automaton: " + pattern));
  }

  private Outside unusual() {
    return new Outside("its pattern is unusual at offset " + at + ": " + pattern);
  }

  private String translate() throws Outside {
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      switch (c) {
        // In RE2 only a line feed is the end of a line.
        case '.' -> ecma.append("[^\\n]");
        case '^', '$', '|', ')', '*', '+', '?' -> ecma.append(c);
        case '(' -> group();
        case '{' -> count();
        case '[' -> set();
        case '\\' -> escape(false);
        default -> plain(c);
      }
    }
    return ecma.toString();
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void plain(char c) throws Outside {
    boolean beyondAscii = c >= 0xa0 && !Character.isSurrogate(c);
    if (!isWord(c) && !beyondAscii && PLAIN.indexOf(c) < 0) {
      throw unusual();
    }
    ecma.append(c);
  }

  private void group() throws Outside {
    ecma.append('(');
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      if (!pattern.startsWith("?:", at)) {
        throw unusual();
      }
      ecma.append("?:");
      at += 2;
    }
  }

  private void count() throws Outside {
    int end = pattern.indexOf('}', at);
    String inside = end < 0 ? "" : pattern.substring(at, end);
    if (!inside.matches("[0-9]{1,4}(,[0-9]{0,4})?")) {
      throw unusual();
    }
    ecma.append('{').append(inside).append('}');
    at = end + 1;
  }

  private void set() throws Outside {
    ecma.append('[');
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      ecma.append('^');
      at++;
    }
    int first = at;
    while (true) {
      if (at >= pattern.length()) {
        throw unusual();
      }
      char c = pattern.charAt(at++);
      if (c == ']' && at - 1 > first) {
        ecma.append(c);
        return;
      }
      if (c == '\\') {
        escape(true);
      } else if (".*+?(){}$|".indexOf(c) >= 0) {
        ecma.append('\\').append(c);
      } else {
        plain(c);
      }
    }
  }

  private void escape(boolean inSet) throws Outside {
    if (at >= pattern.length()) {
      throw unusual();
    }
    char c = pattern.charAt(at++);
    if ("dDwWntrf".indexOf(c) >= 0 || ESCAPED.indexOf(c) >= 0) {
      ecma.append('\\').append(c);
    } else if (c == 's' && !inSet) {
      // ECMA-262 has more white space than RE2.
      ecma.append("[\\t\\n\\f\\r ]");
    } else if (c == 'S' && !inSet) {
      ecma.append("[^\\t\\n\\f\\r ]");
    } else {
      throw unusual();
    }
  }
}
