package dev.surety.watch.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into words. */
final class Lexer {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<skip>\\s+|#[^\\n]*)"
              + "|(?<duration>(?:\\d+(?:ms|[smhdwy]))+(?![a-zA-Z0-9_]))"
              + "|(?<number>0[xX][0-9a-fA-F]+|(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)"
              + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)"
              + "|(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*')"
              + "|(?<symbol>==|!=|>=|<=|=~|!~|[-+*/%(){}\\[\\],=<>])");

  private Lexer() {}

  /** All words, and one for the end. */
  static List<Token> tokens(String expression) throws PromqlException {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(expression);
    int at = 0;
    while (at < expression.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new PromqlException(at, "'" + expression.charAt(at) + "' is not understood here");
      }
      if (matcher.group("skip") == null) {
        tokens.add(token(matcher, at));
      }
      at = matcher.end();
    }
    tokens.add(new Token(Token.Kind.END, "the end of the expression", expression.length()));
    return tokens;
  }

  private static Token token(Matcher matcher, int at) throws PromqlException {
    String word = matcher.group();
    if (matcher.group("duration") != null) {
      return new Token(Token.Kind.DURATION, word, at);
    }
    if (matcher.group("number") != null) {
      return new Token(Token.Kind.NUMBER, word, at);
    }
    if (matcher.group("name") != null) {
      return new Token(Token.Kind.NAME, word, at);
    }
    if (matcher.group("text") != null) {
      return new Token(Token.Kind.TEXT, unescape(word.substring(1, word.length() - 1), at), at);
    }
    return new Token(Token.Kind.SYMBOL, word, at);
  }

  private static String unescape(String text, int at) throws PromqlException {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      i++;
      switch (text.charAt(i)) {
        case '\\', '"', '\'' -> plain.append(text.charAt(i));
        case 'n' -> plain.append('\n');
        case 't' -> plain.append('\t');
        default ->
            throw new PromqlException(at, "the escape \\" + text.charAt(i) + " is not supported");
      }
    }
    return plain.toString();
  }

  /** Milliseconds of {@code 1h30m} and the like. */
  static long millis(String duration) {
    Matcher part = Pattern.compile("(\\d+)(ms|[smhdwy])").matcher(duration);
    long millis = 0;
    while (part.find()) {
      long unit =
          switch (part.group(2)) {
            case "ms" -> 1L;
            case "s" -> 1000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            case "w" -> 7 * 86_400_000L;
            default -> 365 * 86_400_000L;
          };
      millis += Long.parseLong(part.group(1)) * unit;
    }
    return millis;
  }
}
