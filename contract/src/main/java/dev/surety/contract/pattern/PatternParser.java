package dev.surety.contract.pattern;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the part of ECMA-262 that validation runs and that an automaton can hold. What is rare (a
 * word boundary, Unicode classes, quantifiers of quantifiers) is not parsed: then two patterns
 * cannot be compared.
 */
final class PatternParser {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_REPEAT = 1_000;
  private static final String SYNTAX = "^$\\.*+?()[]{}|/-";

  private final String source;
  private int at;
  private int depth;

  private PatternParser(String source) {
    this.source = source;
  }

  /** The pattern is outside of what can be compared. */
  static final class NotComparable extends Exception {
    private static final long serialVersionUID = 1L;

    NotComparable(String message) {
      super(message, null, false, false);
    }
  }

  static Regex parse(String pattern) throws NotComparable {
    PatternParser parser = new PatternParser(pattern);
    Regex regex = parser.choice();
    if (parser.at < pattern.length()) {
      throw new NotComparable("unbalanced parenthesis");
    }
    return regex;
  }

  private Regex choice() throws NotComparable {
    if (++depth > MAX_DEPTH) {
      throw new NotComparable("nested too deeply");
    }
    List<Regex> branches = new ArrayList<>();
    branches.add(sequence());
    while (is('|')) {
      at++;
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.get(0) : new Regex.Choice(branches);
  }

  private Regex sequence() throws NotComparable {
    List<Regex> parts = new ArrayList<>();
    while (at < source.length() && !is('|') && !is(')')) {
      parts.add(quantified(atom()));
    }
    return parts.size() == 1 ? parts.get(0) : new Regex.Sequence(parts);
  }

  private Regex atom() throws NotComparable {
    char c = source.charAt(at);
    switch (c) {
      case '^' -> {
        at++;
        return new Regex.Start();
      }
      case '$' -> {
        at++;
        return new Regex.End();
      }
      case '.' -> {
        at++;
        return new Regex.One(CodePoints.NO_LINE_END);
      }
      case '(' -> {
        return group();
      }
      case '[' -> {
        return new Regex.One(characterClass());
      }
      case '\\' -> {
        return new Regex.One(escape(false));
      }
      case '*', '+', '?', '{', '}', ']' -> throw new NotComparable("a stray " + c);
      default -> {
        int point = source.codePointAt(at);
        at += Character.charCount(point);
        return one(point);
      }
    }
  }

  private static Regex one(int point) throws NotComparable {
    return new Regex.One(single(point));
  }

  private static CodePoints single(int point) throws NotComparable {
    if (point >= 0xd800 && point <= 0xdfff) {
      throw new NotComparable("half a surrogate pair");
    }
    return CodePoints.of(point, point);
  }

  private Regex group() throws NotComparable {
    if (source.startsWith("(?:", at)) {
      at += 3;
    } else if (source.startsWith("(?<", at)
        && !source.startsWith("(?<=", at)
        && !source.startsWith("(?<!", at)
        && source.indexOf('>', at) > 0) {
      at = source.indexOf('>', at) + 1;
    } else if (source.startsWith("(?", at)) {
      throw new NotComparable("lookaround");
    } else {
      at++;
    }
    Regex inner = choice();
    if (!is(')')) {
      throw new NotComparable("unbalanced parenthesis");
    }
    at++;
    return inner;
  }

  private Regex quantified(Regex atom) throws NotComparable {
    if (at >= source.length()) {
      return atom;
    }
    int least;
    int most;
    switch (source.charAt(at)) {
      case '*' -> {
        least = 0;
        most = Integer.MAX_VALUE;
        at++;
      }
      case '+' -> {
        least = 1;
        most = Integer.MAX_VALUE;
        at++;
      }
      case '?' -> {
        least = 0;
        most = 1;
        at++;
      }
      case '{' -> {
        at++;
        least = count();
        most = least;
        if (is(',')) {
          at++;
          most = is('}') ? Integer.MAX_VALUE : count();
        }
        if (!is('}') || most < least) {
          throw new NotComparable("a quantifier that is none");
        }
        at++;
      }
      default -> {
        return atom;
      }
    }
    if (atom instanceof Regex.Start || atom instanceof Regex.End) {
      throw new NotComparable("a quantified anchor");
    }
    // A lazy quantifier accepts the same strings.
    if (is('?')) {
      at++;
    }
    if (is('*') || is('+') || is('?') || is('{')) {
      throw new NotComparable("a quantifier of a quantifier");
    }
    return new Regex.Repeat(atom, least, most);
  }

  private int count() throws NotComparable {
    int from = at;
    while (at < source.length() && Character.isDigit(source.charAt(at)) && at - from < 5) {
      at++;
    }
    if (at == from) {
      throw new NotComparable("a brace without a count");
    }
    int count = Integer.parseInt(source.substring(from, at));
    if (count > MAX_REPEAT) {
      throw new NotComparable("a great count");
    }
    return count;
  }

  private CodePoints characterClass() throws NotComparable {
    at++;
    boolean negated = is('^');
    if (negated) {
      at++;
    }
    CodePoints points = CodePoints.of();
    while (!is(']')) {
      if (at >= source.length()) {
        throw new NotComparable("a class without an end");
      }
      CodePoints low = classMember();
      if (is('-') && at + 1 < source.length() && source.charAt(at + 1) != ']') {
        at++;
        CodePoints high = classMember();
        int from = onlyPoint(low);
        int to = onlyPoint(high);
        if (from > to) {
          throw new NotComparable("a range upside down");
        }
        // The complement of the complement leaves surrogates out.
        points = points.union(CodePoints.of(from, to).complement().complement());
      } else {
        points = points.union(low);
      }
    }
    at++;
    return negated ? points.complement() : points;
  }

  private CodePoints classMember() throws NotComparable {
    if (at >= source.length()) {
      throw new NotComparable("a class without an end");
    }
    if (is('\\')) {
      return escape(true);
    }
    int point = source.codePointAt(at);
    at += Character.charCount(point);
    return single(point);
  }

  private static int onlyPoint(CodePoints points) throws NotComparable {
    if (points.ranges().size() != 1
        || points.ranges().get(0).from() != points.ranges().get(0).to()) {
      throw new NotComparable("a range of classes");
    }
    return points.ranges().get(0).from();
  }

  private CodePoints escape(boolean inClass) throws NotComparable {
    if (at + 1 >= source.length()) {
      throw new NotComparable("a backslash at the end");
    }
    char c = source.charAt(at + 1);
    at += 2;
    return switch (c) {
      case 'd' -> CodePoints.DIGITS;
      case 'D' -> CodePoints.DIGITS.complement();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.complement();
      case 's' -> CodePoints.SPACES;
      case 'S' -> CodePoints.SPACES.complement();
      case 'n' -> single('\n');
      case 'r' -> single('\r');
      case 't' -> single('\t');
      case 'f' -> single('\f');
      case 'v' -> single(0xb);
      case 'x' -> hex(2);
      case 'u' -> unicode();
      case 'b' -> {
        if (!inClass) {
          throw new NotComparable("a word boundary");
        }
        yield single('\b');
      }
      default -> {
        if (SYNTAX.indexOf(c) < 0 && (c >= 0x80 || Character.isLetterOrDigit(c))) {
          throw new NotComparable("the escape \\" + c);
        }
        yield single(c);
      }
    };
  }

  private CodePoints unicode() throws NotComparable {
    if (!is('{')) {
      return hex(4);
    }
    int end = source.indexOf('}', at);
    if (end < 0 || end - at > 7) {
      throw new NotComparable("an escape without an end");
    }
    at++;
    CodePoints points = hex(end - at);
    at = end + 1;
    return points;
  }

  private CodePoints hex(int digits) throws NotComparable {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
      if (digit < 0) {
        throw new NotComparable("an escape that is not hexadecimal");
      }
      value = value * 16 + digit;
      at++;
    }
    if (digits == 0 || value > 0x10ffff) {
      throw new NotComparable("no code point");
    }
    return single(value);
  }

  private boolean is(char c) {
    return at < source.length() && source.charAt(at) == c;
  }
}
