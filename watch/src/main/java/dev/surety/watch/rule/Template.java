package dev.surety.watch.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a label or an annotation: the part of Go's templates that Surety's rules use, which
 * is {@code $value}, {@code $labels.x}, {@code .}, texts and numbers, {@code or}, {@code gt},
 * {@code printf}, {@code humanizeDuration}, {@code humanizePercentage}, pipes, and {@code
 * with}/{@code if} with {@code else}.
 */
public final class Template {
  private static final Pattern ACTION = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);
  private static final Pattern WORD =
      Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|[^\\s|\"()]+|\\||[()]");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.([a-zA-Z_][a-zA-Z0-9_]*)");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?(e[0-9]+)?");
  private static final Pattern FIXED = Pattern.compile("%\\.(\\d)f");

  private final List<Node> nodes;

  private Template(List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** What a template sees; the dot is what {@code with} has set. */
  private record Scope(Map<String, String> labels, double value, Object dot) {}

  /** A piece of a template. */
  private interface Node {
    void print(Scope scope, StringBuilder out);
  }

  /** A value in an action: a text, a number or a truth. */
  private interface Term {
    Object value(Scope scope);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException with a sentence that says what is not supported
   */
  static Template parse(String text) {
    Parser parser = new Parser(text);
    List<Node> nodes = parser.nodes();
    if (!parser.stop.isEmpty()) {
      throw new IllegalArgumentException("{{ " + parser.stop + " }} without a beginning");
    }
    return new Template(nodes);
  }

  /** The text for these labels and this value. */
  String expand(Map<String, String> labels, double value) {
    StringBuilder out = new StringBuilder();
    Scope scope = new Scope(labels, value, "");
    nodes.forEach(node -> node.print(scope, out));
    return out.toString();
  }

  private static String printed(Object value) {
    return value instanceof Double number ? GoFormat.shortest(number) : value.toString();
  }

  private static boolean isTrue(Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    return value instanceof Double number ? number != 0 : !value.toString().isEmpty();
  }

  private static double number(Object value) {
    return value instanceof Double number ? number : Double.parseDouble(value.toString());
  }

  private static final class Parser {
    private final String text;
    private final Matcher actions;
    private int at;

    /** The word that ended the list of nodes read last: {@code end}, {@code else} or nothing. */
    private String stop = "";

    Parser(String text) {
      this.text = text;
      this.actions = ACTION.matcher(text);
    }

    /** Up to the end of the text, or to an {@code end} or {@code else}. */
    List<Node> nodes() {
      List<Node> nodes = new ArrayList<>();
      while (actions.find(at)) {
        literal(nodes, text.substring(at, actions.start()));
        at = actions.end();
        String action = actions.group(1).strip();
        if (action.equals("end") || action.equals("else")) {
          stop = action;
          return nodes;
        }
        nodes.add(action(action));
      }
      String rest = text.substring(at);
      if (rest.contains("{{")) {
        throw new IllegalArgumentException("{{ is never closed");
      }
      literal(nodes, rest);
      at = text.length();
      stop = "";
      return nodes;
    }

    private static void literal(List<Node> nodes, String literal) {
      if (!literal.isEmpty()) {
        nodes.add((scope, out) -> out.append(literal));
      }
    }

    private Node action(String action) {
      boolean with = action.startsWith("with ");
      if (with || action.startsWith("if ")) {
        return branch(pipeline(action.substring(action.indexOf(' '))), with);
      }
      Term term = pipeline(action);
      return (scope, out) -> out.append(printed(term.value(scope)));
    }

    private Node branch(Term condition, boolean setsDot) {
      List<Node> then = nodes();
      List<Node> otherwise = List.of();
      if (stop.equals("else")) {
        otherwise = nodes();
      }
      if (!stop.equals("end")) {
        throw new IllegalArgumentException("{{ end }} is missing");
      }
      stop = "";
      List<Node> elseNodes = otherwise;
      return (scope, out) -> {
        Object value = condition.value(scope);
        boolean holds = isTrue(value);
        Scope inner = holds && setsDot ? new Scope(scope.labels(), scope.value(), value) : scope;
        (holds ? then : elseNodes).forEach(node -> node.print(inner, out));
      };
    }

    /** Commands between pipes; the result of one is the last argument of the next. */
    private static Term pipeline(String source) {
      List<List<String>> commands = new ArrayList<>();
      commands.add(new ArrayList<>());
      Matcher words = WORD.matcher(source);
      while (words.find()) {
        if (words.group().equals("|")) {
          commands.add(new ArrayList<>());
        } else {
          commands.get(commands.size() - 1).add(words.group());
        }
      }
      List<Term> piped = List.of();
      for (List<String> command : commands) {
        piped = List.of(command(command, piped));
      }
      return piped.get(0);
    }

    private static Term command(List<String> words, List<Term> piped) {
      if (words.isEmpty()) {
        throw new IllegalArgumentException("{{ }} says nothing");
      }
      String first = words.get(0);
      if (first.startsWith("$") || first.startsWith("\"") || first.equals(".")) {
        if (words.size() > 1 || !piped.isEmpty()) {
          throw new IllegalArgumentException(first + " takes no arguments");
        }
        return operand(first);
      }
      List<Term> arguments = new ArrayList<>();
      words.subList(1, words.size()).forEach(word -> arguments.add(operand(word)));
      arguments.addAll(piped);
      return function(first, arguments);
    }

    private static Term operand(String word) {
      if (word.equals("$value")) {
        return Scope::value;
      }
      if (word.equals(".")) {
        return Scope::dot;
      }
      Matcher label = LABEL.matcher(word);
      if (label.matches()) {
        String name = label.group(1);
        return scope -> scope.labels().getOrDefault(name, "");
      }
      if (word.startsWith("\"")) {
        String literal = word.substring(1, word.length() - 1).replaceAll("\\\\(.)", "$1");
        return scope -> literal;
      }
      if (NUMBER.matcher(word).matches()) {
        double constant = Double.parseDouble(word);
        return scope -> constant;
      }
      throw new IllegalArgumentException("'" + word + "' is not supported in a template");
    }

    private static Term function(String name, List<Term> arguments) {
      switch (name) {
        case "or":
          least(name, arguments, 1);
          return scope -> firstTrue(arguments, scope);
        case "gt":
          least(name, arguments, 2);
          return scope ->
              number(arguments.get(0).value(scope)) > number(arguments.get(1).value(scope));
        case "printf":
          least(name, arguments, 2);
          return scope ->
              fixed(printed(arguments.get(0).value(scope)), arguments.get(1).value(scope));
        case "humanizeDuration":
          least(name, arguments, 1);
          return scope -> Humanize.duration(number(arguments.get(0).value(scope)));
        case "humanizePercentage":
          least(name, arguments, 1);
          return scope -> Humanize.percentage(number(arguments.get(0).value(scope)));
        default:
          throw new IllegalArgumentException("the function '" + name + "' is not supported");
      }
    }

    private static void least(String name, List<Term> arguments, int least) {
      if (arguments.size() < least) {
        throw new IllegalArgumentException(name + " needs more arguments");
      }
    }

    private static Object firstTrue(List<Term> arguments, Scope scope) {
      Object value = "";
      for (Term argument : arguments) {
        value = argument.value(scope);
        if (isTrue(value)) {
          return value;
        }
      }
      return value;
    }

    private static String fixed(String format, Object value) {
      Matcher fixed = FIXED.matcher(format);
      return fixed.matches()
          ? GoFormat.fixed(number(value), Integer.parseInt(fixed.group(1)))
          : "%!(unsupported format " + format + ")";
    }
  }
}
