package dev.surety.watch.promql;

import static java.util.Objects.requireNonNull;

import dev.surety.watch.promql.Expr.Cardinality;
import dev.surety.watch.promql.Expr.Grouping;
import dev.surety.watch.promql.Expr.Matching;
import dev.surety.watch.promql.Expr.Type;
import dev.surety.watch.promql.Operator.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions. What PromQL has and this does not (subqueries, {@code @}, powers, histograms,
 * other functions) is refused with its position rather than understood in part.
 */
public final class PromqlParser {
  private static final int DEEPEST = 64;
  private static final Set<String> RESERVED =
      Set.of(
          "by",
          "without",
          "on",
          "ignoring",
          "group_left",
          "group_right",
          "bool",
          "offset",
          "and",
          "or",
          "unless");

  private final List<Token> tokens;
  private int next;
  private int depth;

  private PromqlParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Reads one whole expression. */
  public static Expr parse(String expression) throws PromqlException {
    PromqlParser parser = new PromqlParser(Lexer.tokens(expression));
    Expr expr = parser.binary(1);
    parser.expectEnd();
    if (expr.type() != Type.VECTOR && expr.type() != Type.SCALAR) {
      throw new PromqlException(0, "it must result in a vector or a scalar");
    }
    return expr;
  }

  /** Milliseconds of a duration such as {@code 1h30m}. */
  public static long duration(String text) throws PromqlException {
    PromqlParser parser = new PromqlParser(Lexer.tokens(text));
    long millis = parser.duration();
    parser.expectEnd();
    return millis;
  }

  private void expectEnd() throws PromqlException {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected(peek(), "an operator or the end");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private boolean takeIf(String symbol) {
    boolean there = peek().is(symbol);
    if (there) {
      take();
    }
    return there;
  }

  private void expect(String symbol) throws PromqlException {
    if (!takeIf(symbol)) {
      throw unexpected(peek(), "'" + symbol + "'");
    }
  }

  private String name() throws PromqlException {
    Token token = take();
    if (token.kind() != Token.Kind.NAME) {
      throw unexpected(token, "a name");
    }
    return token.text();
  }

  private PromqlException unexpected(Token token, String wanted) {
    String found = token.kind() == Token.Kind.END ? token.text() : "'" + token.text() + "'";
    return new PromqlException(token.position(), "expected " + wanted + " and not " + found);
  }

  /** Operands with all operators between them that bind at least so tight. */
  private Expr binary(int leastPrecedence) throws PromqlException {
    if (++depth > DEEPEST) {
      throw new PromqlException(peek().position(), "it is nested too deeply");
    }
    Expr left = unary();
    while (true) {
      Token token = peek();
      Operator operator = token.kind() == Token.Kind.TEXT ? null : Operator.of(token.text());
      if (operator == null || operator.precedence() < leastPrecedence) {
        depth--;
        return left;
      }
      take();
      boolean bool = takeIf("bool");
      boolean spelled = peek().is("on") || peek().is("ignoring");
      Matching matching = spelled ? matching() : Matching.ALL_LABELS;
      Expr right = binary(operator.precedence() + 1);
      left = checked(token, new Expr.Binary(operator, bool, matching, left, right), spelled);
    }
  }

  private static Expr checked(Token at, Expr.Binary binary, boolean matchingSpelled)
      throws PromqlException {
    Type left = binary.left().type();
    Type right = binary.right().type();
    Kind kind = binary.operator().kind();
    if (isRangeOrText(left) || isRangeOrText(right)) {
      throw new PromqlException(at.position(), "its operands must be vectors or scalars");
    }
    boolean scalars = left == Type.SCALAR && right == Type.SCALAR;
    boolean vectors = left == Type.VECTOR && right == Type.VECTOR;
    if (kind == Kind.SET
        && (!vectors || binary.matching().cardinality() != Cardinality.ONE_TO_ONE)) {
      throw new PromqlException(
          at.position(), "'" + at.text() + "' needs two vectors and takes no group_left or _right");
    }
    if (kind == Kind.COMPARISON && scalars && !binary.bool()) {
      throw new PromqlException(at.position(), "a comparison of scalars needs 'bool'");
    }
    if (kind != Kind.COMPARISON && binary.bool()) {
      throw new PromqlException(at.position(), "'bool' goes with comparisons only");
    }
    if (matchingSpelled && !vectors) {
      throw new PromqlException(at.position(), "'on' and 'ignoring' need two vectors");
    }
    return binary;
  }

  private static boolean isRangeOrText(Type type) {
    return type == Type.RANGE || type == Type.TEXT;
  }

  private Matching matching() throws PromqlException {
    boolean on = take().is("on");
    List<String> labels = labels();
    Token group = peek();
    if (group.is("group_left") || group.is("group_right")) {
      Cardinality cardinality =
          take().is("group_left") ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
      List<String> include = peek().is("(") ? labels() : List.of();
      if (on && labels.stream().anyMatch(include::contains)) {
        throw new PromqlException(group.position(), "a label is in 'on' and in the group as well");
      }
      return new Matching(on, labels, cardinality, include);
    }
    return new Matching(on, labels, Cardinality.ONE_TO_ONE, List.of());
  }

  private List<String> labels() throws PromqlException {
    List<String> labels = new ArrayList<>();
    expect("(");
    while (!takeIf(")")) {
      labels.add(name());
      if (!peek().is(")")) {
        expect(",");
      }
    }
    return labels;
  }

  private Expr unary() throws PromqlException {
    Token token = peek();
    if (takeIf("+")) {
      return unary();
    }
    if (!takeIf("-")) {
      return primary();
    }
    Expr operand = unary();
    if (isRangeOrText(operand.type())) {
      throw new PromqlException(token.position(), "only a vector or a scalar has a sign");
    }
    return operand instanceof Expr.NumberLiteral number
        ? new Expr.NumberLiteral(-number.value())
        : new Expr.Negation(operand);
  }

  private Expr primary() throws PromqlException {
    Token token = take();
    switch (token.kind()) {
      case NUMBER:
        return new Expr.NumberLiteral(number(token.text()));
      case TEXT:
        return new Expr.TextLiteral(token.text());
      case NAME:
        return named(token);
      default:
        if (token.is("(")) {
          Expr inner = binary(1);
          expect(")");
          return inner;
        }
        if (token.is("{")) {
          throw new PromqlException(token.position(), "a selector needs the name of a metric");
        }
        throw unexpected(token, "an expression");
    }
  }

  private static double number(String text) {
    return text.startsWith("0x") || text.startsWith("0X")
        ? Long.parseLong(text.substring(2), 16)
        : Double.parseDouble(text);
  }

  private Expr named(Token token) throws PromqlException {
    String lower = token.text().toLowerCase(Locale.ROOT);
    if (lower.equals("inf")) {
      return new Expr.NumberLiteral(Double.POSITIVE_INFINITY);
    }
    if (lower.equals("nan")) {
      return new Expr.NumberLiteral(Double.NaN);
    }
    Aggregation aggregation = Aggregation.of(lower);
    boolean grouped = peek().is("by") || peek().is("without");
    if (aggregation != null && (peek().is("(") || grouped)) {
      return aggregate(token, aggregation);
    }
    if (peek().is("(")) {
      return call(token);
    }
    if (RESERVED.contains(lower)) {
      throw unexpected(token, "an expression");
    }
    return selector(token);
  }

  private Expr aggregate(Token token, Aggregation aggregation) throws PromqlException {
    @Nullable Grouping grouping = grouping();
    List<String> labels = grouping == null ? List.of() : labels();
    List<Expr> arguments = arguments();
    if (grouping == null) {
      grouping = grouping();
      labels = grouping == null ? labels : labels();
    }
    int wanted = aggregation == Aggregation.QUANTILE ? 2 : 1;
    if (arguments.size() != wanted
        || arguments.get(wanted - 1).type() != Type.VECTOR
        || (wanted == 2 && arguments.get(0).type() != Type.SCALAR)) {
      throw new PromqlException(
          token.position(),
          token.text() + " takes " + (wanted == 2 ? "a scalar and a vector" : "one vector"));
    }
    return new Expr.Aggregate(
        aggregation,
        grouping == null ? Grouping.BY : grouping,
        labels,
        wanted == 2 ? arguments.get(0) : null,
        arguments.get(wanted - 1));
  }

  private @Nullable Grouping grouping() {
    if (takeIf("by")) {
      return Grouping.BY;
    }
    return takeIf("without") ? Grouping.WITHOUT : null;
  }

  private List<Expr> arguments() throws PromqlException {
    List<Expr> arguments = new ArrayList<>();
    expect("(");
    while (!takeIf(")")) {
      arguments.add(binary(1));
      if (!peek().is(")")) {
        expect(",");
      }
    }
    return arguments;
  }

  private Expr call(Token token) throws PromqlException {
    Function function = Function.of(token.text());
    if (function == null) {
      throw new PromqlException(
          token.position(), "the function '" + token.text() + "' is not supported");
    }
    List<Expr> arguments = arguments();
    List<Type> types = arguments.stream().map(Expr::type).toList();
    if (!types.equals(function.arguments())) {
      throw new PromqlException(
          token.position(),
          token.text() + " takes " + shown(function.arguments()) + " and not " + shown(types));
    }
    if (function == Function.LABEL_REPLACE) {
      LabelReplacement.checkPattern(arguments.get(4), token.position());
    }
    return new Expr.Call(requireNonNull(function), arguments);
  }

  private static String shown(List<Type> types) {
    return types.toString().toLowerCase(Locale.ROOT).replace('[', '(').replace(']', ')');
  }

  private Expr selector(Token token) throws PromqlException {
    List<Matcher> matchers = new ArrayList<>();
    if (takeIf("{")) {
      while (!takeIf("}")) {
        matchers.add(matcher());
        if (!peek().is("}")) {
          expect(",");
        }
      }
    }
    long range = takeIf("[") ? duration() : 0;
    if (range > 0) {
      if (peek().text().startsWith(":")) {
        throw new PromqlException(peek().position(), "subqueries are not supported");
      }
      expect("]");
    }
    long offset = takeIf("offset") ? duration() : 0;
    if (peek().is("[")) {
      throw new PromqlException(peek().position(), "a range goes before 'offset'");
    }
    return new Expr.Selector(token.text(), matchers, range, offset);
  }

  private Matcher matcher() throws PromqlException {
    String label = name();
    Token operator = take();
    Matcher.Kind kind =
        switch (operator.text()) {
          case "=" -> Matcher.Kind.EQUAL;
          case "!=" -> Matcher.Kind.NOT_EQUAL;
          case "=~" -> Matcher.Kind.MATCHES;
          case "!~" -> Matcher.Kind.MATCHES_NOT;
          default -> throw unexpected(operator, "=, !=, =~ or !~");
        };
    Token value = take();
    if (value.kind() != Token.Kind.TEXT) {
      throw unexpected(value, "a text in quotes");
    }
    try {
      return new Matcher(label, kind, value.text());
    } catch (PatternSyntaxException e) {
      throw new PromqlException(
          value.position(), "not a regular expression: " + e.getDescription());
    }
  }

  private long duration() throws PromqlException {
    Token token = take();
    if (token.kind() != Token.Kind.DURATION) {
      throw unexpected(token, "a duration such as 5m");
    }
    return Lexer.millis(token.text());
  }
}
