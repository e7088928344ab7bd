package dev.surety.contract.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * As much of CEL as comparing rules needs: tokens, the conditions that {@code &&} joins, what they
 * read, and conditions that compare one property with a constant.
 */
final class Expressions {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+"
              + "|//[^\\n]*"
              + "|[rRbB]{0,2}(?:\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?''')"
              + "|[rR][bB]?(?:\"[^\"\\n]*\"|'[^'\\n]*')"
              + "|[bB]?(?:\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+')"
              + "|[0-9]++(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?[uU]?"
              + "|\\.[0-9]++(?:[eE][+-]?[0-9]++)?"
              + "|[A-Za-z_][A-Za-z0-9_]*+"
              + "|&&|\\|\\||[<>=!]="
              + "|[\\s\\S]");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Expressions() {}

  /**
   * A condition that every record must keep.
   *
   * @param tokens what it says, without blanks and comments
   */
  record Condition(List<String> tokens) {
    Condition {
      tokens = List.copyOf(tokens);
    }
  }

  /**
   * A condition that compares a property with numbers.
   *
   * @param path the property
   * @param guarded whether the condition also holds when the property is absent
   */
  record Range(String path, NumberSet numbers, boolean guarded) {}

  static List<String> tokens(String expression) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(expression);
    while (matcher.lookingAt()) {
      String token = matcher.group();
      if (!token.isBlank() && !token.startsWith("//")) {
        tokens.add(token);
      }
      matcher.region(matcher.end(), expression.length());
      if (matcher.hitEnd() && matcher.regionStart() >= expression.length()) {
        break;
      }
    }
    return tokens;
  }

  /** The conditions of which all must be true. */
  static List<Condition> conditions(List<String> expression) {
    List<String> tokens = withoutParentheses(expression);
    if (topLevel(tokens, "?").size() > 1 || topLevel(tokens, "||").size() > 1) {
      return List.of(new Condition(tokens));
    }
    List<List<String>> parts = topLevel(tokens, "&&");
    if (parts.size() == 1) {
      return List.of(new Condition(tokens));
    }
    return parts.stream().flatMap(part -> conditions(part).stream()).toList();
  }

  /** The tokens split where a separator stands outside of all brackets. */
  private static List<List<String>> topLevel(List<String> tokens, String separator) {
    List<List<String>> parts = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int depth = 0;
    for (String token : tokens) {
      if (token.equals("(") || token.equals("[") || token.equals("{")) {
        depth++;
      } else if (token.equals(")") || token.equals("]") || token.equals("}")) {
        depth--;
      }
      if (depth == 0 && token.equals(separator)) {
        parts.add(part);
        part = new ArrayList<>();
      } else {
        part.add(token);
      }
    }
    parts.add(part);
    return parts;
  }

  private static List<String> withoutParentheses(List<String> tokens) {
    List<String> inner = tokens;
    while (inner.size() > 2 && inner.get(0).equals("(") && closing(inner) == inner.size() - 1) {
      inner = inner.subList(1, inner.size() - 1);
    }
    return inner;
  }

  /** Where the parenthesis that opens the tokens is closed. */
  private static int closing(List<String> tokens) {
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).equals("(")) {
        depth++;
      } else if (tokens.get(i).equals(")") && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /** The properties of the record that are read; the empty path is the whole record. */
  static Set<String> reads(List<String> tokens) {
    Set<String> paths = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isMember = i > 0 && tokens.get(i - 1).equals(".");
      if (tokens.get(i).equals("record") && !isMember) {
        paths.add(path(tokens, i));
      }
    }
    return paths;
  }

  private static String path(List<String> tokens, int from) {
    StringBuilder path = new StringBuilder();
    int at = from + 1;
    while (at + 1 < tokens.size()
        && tokens.get(at).equals(".")
        && NAME.matcher(tokens.get(at + 1)).matches()
        && !(at + 2 < tokens.size() && tokens.get(at + 2).equals("("))) {
      path.append(path.isEmpty() ? "" : ".").append(tokens.get(at + 1));
      at += 2;
    }
    return path.toString();
  }

  /** Whether a condition is the other one, or the same with a stricter comparison. */
  static boolean isAtLeast(Condition given, Condition wanted) {
    List<List<String>> strict = topLevel(given.tokens(), "||");
    List<List<String>> weak = topLevel(wanted.tokens(), "||");
    if (strict.size() != weak.size()) {
      return false;
    }
    for (int i = 0; i < strict.size(); i++) {
      if (!strict.get(i).equals(weak.get(i)) && !isStricter(strict.get(i), weak.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code a > b} stands where the other has {@code a >= b}, and nothing else differs. */
  private static boolean isStricter(List<String> strict, List<String> weak) {
    boolean single =
        topLevel(strict, "?").size() == 1
            && topLevel(strict, "&&").size() == 1
            && strict.size() == weak.size();
    for (int i = 0; single && i < strict.size(); i++) {
      String operator = strict.get(i);
      boolean comparison = operator.equals(">") || operator.equals("<");
      if (comparison && topLevel(strict, operator).size() == 2 && depth(strict, i) == 0) {
        List<String> weakened = new ArrayList<>(strict);
        weakened.set(i, operator + "=");
        return weakened.equals(weak);
      }
    }
    return false;
  }

  private static int depth(List<String> tokens, int at) {
    int depth = 0;
    for (String token : tokens.subList(0, at)) {
      depth += "([{".contains(token) ? 1 : ")]}".contains(token) ? -1 : 0;
    }
    return depth;
  }

  /** The condition as a range of one property, if it is one. */
  static Optional<Range> range(Condition condition) {
    List<List<String>> alternatives = topLevel(condition.tokens(), "||");
    if (alternatives.size() == 2) {
      String guard = absent(withoutParentheses(alternatives.get(0)));
      return comparison(withoutParentheses(alternatives.get(1)))
          .filter(range -> range.path().equals(guard))
          .map(range -> new Range(range.path(), range.numbers(), true));
    }
    return alternatives.size() == 1 ? comparison(condition.tokens()) : Optional.empty();
  }

  /** The path in {@code !has(record.path)}; null when the tokens say something else. */
  private static @Nullable String absent(List<String> tokens) {
    boolean matches =
        tokens.size() > 5
            && tokens.subList(0, 4).equals(List.of("!", "has", "(", "record"))
            && tokens.get(tokens.size() - 1).equals(")");
    return matches ? wholePath(tokens.subList(3, tokens.size() - 1)) : null;
  }

  private static @Nullable String wholePath(List<String> tokens) {
    if (tokens.isEmpty() || !tokens.get(0).equals("record")) {
      return null;
    }
    String path = path(tokens, 0);
    long steps = path.isEmpty() ? 0 : path.chars().filter(c -> c == '.').count() + 1;
    return steps > 0 && tokens.size() == 1 + 2 * steps ? path : null;
  }

  private static Optional<Range> comparison(List<String> tokens) {
    for (int i = 1; i < tokens.size() - 1; i++) {
      String operator = tokens.get(i);
      if (operator.matches("[<>]=?|==")) {
        String left = wholePath(tokens.subList(0, i));
        if (left != null) {
          return range(left, operator, number(tokens.subList(i + 1, tokens.size())));
        }
        String right = wholePath(tokens.subList(i + 1, tokens.size()));
        return right == null
            ? Optional.empty()
            : range(right, mirrored(operator), number(tokens.subList(0, i)));
      }
    }
    return Optional.empty();
  }

  private static String mirrored(String operator) {
    return switch (operator.charAt(0)) {
      case '<' -> ">" + operator.substring(1);
      case '>' -> "<" + operator.substring(1);
      default -> operator;
    };
  }

  private static Optional<Range> range(String path, String operator, @Nullable BigDecimal bound) {
    if (bound == null) {
      return Optional.empty();
    }
    NumberSet numbers =
        switch (operator) {
          case "<" -> NumberSet.ALL.atMost(bound, true);
          case "<=" -> NumberSet.ALL.atMost(bound, false);
          case ">" -> NumberSet.ALL.atLeast(bound, true);
          case ">=" -> NumberSet.ALL.atLeast(bound, false);
          default -> NumberSet.between(bound, bound);
        };
    return Optional.of(new Range(path, numbers, false));
  }

  private static @Nullable BigDecimal number(List<String> tokens) {
    boolean negative = tokens.size() == 2 && tokens.get(0).equals("-");
    if (tokens.size() != 1 && !negative) {
      return null;
    }
    String text = tokens.get(tokens.size() - 1);
    if (!text.matches("[0-9]{1,18}(?:\\.[0-9]{1,18})?")) {
      return null;
    }
    // CEL computes with doubles and 64 bits; what does not come back unchanged is left alone.
    BigDecimal number = new BigDecimal(text);
    BigDecimal computed = BigDecimal.valueOf(number.doubleValue());
    return computed.compareTo(number) != 0 ? null : negative ? number.negate() : number;
  }
}
