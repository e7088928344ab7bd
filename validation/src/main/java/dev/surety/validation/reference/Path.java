package dev.surety.validation.reference;

import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Quote;
import dev.surety.validation.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a walk through a record stands: a stack of member names and item numbers. */
final class Path {
  private Object[] steps = new Object[16];
  private int depth;

  void push(Object step) {
    if (depth == steps.length) {
      steps = Arrays.copyOf(steps, depth * 2);
    }
    steps[depth++] = step;
  }

  void pop() {
    depth--;
  }

  void clear() {
    depth = 0;
  }

  /** The steps so far: String for a member, Integer for an item. */
  List<Object> snapshot() {
    return List.of(Arrays.copyOf(steps, depth));
  }

  /**
   * The path as text. Names that come from the record's data and not from the contract are hidden
   * at and below classified properties: a map's keys can be as secret as its values.
   *
   * @param roots the record types that the record may be of; a name is hidden when one of them
   *     hides it
   */
  static String text(List<Object> steps, List<Node> roots) {
    StringBuilder out = new StringBuilder();
    List<Node> nodes = roots;
    for (Object step : steps) {
      if (step instanceof Integer index) {
        out.append('[').append(index.intValue()).append(']');
        nodes = items(nodes);
      } else {
        String name = (String) step;
        boolean shown = isDeclared(nodes, name) || nodes.stream().noneMatch(Path::hidesNames);
        append(shown ? name : "(classified)", out);
        nodes = members(nodes, name);
      }
    }
    return out.toString();
  }

  private static void append(String name, StringBuilder out) {
    if (isIdentifier(name)) {
      out.append(out.isEmpty() ? "" : ".").append(name);
    } else {
      out.append('[').append(Quote.text(name)).append(']');
    }
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty() || name.length() > Quote.MAX_CODE_POINTS || isDigit(name.charAt(0))) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && c != '_' && !isDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isDeclared(List<Node> nodes, String name) {
    return nodes.stream()
        .anyMatch(
            node ->
                node.shape() instanceof Shape.Struct struct && struct.members().containsKey(name));
  }

  private static boolean hidesNames(Node node) {
    return node.classified()
        || (node.shape() instanceof Shape.Mapping mapping && mapping.key().classified());
  }

  private static List<Node> members(List<Node> nodes, String name) {
    List<Node> inner = new ArrayList<>();
    for (Node node : nodes) {
      if (node.shape() instanceof Shape.Struct struct && struct.members().containsKey(name)) {
        inner.add(struct.members().get(name));
      } else if (node.shape() instanceof Shape.Mapping mapping) {
        inner.add(mapping.value());
      } else {
        inner.add(unknown(node));
      }
    }
    return inner;
  }

  private static List<Node> items(List<Node> nodes) {
    return nodes.stream()
        .map(node -> node.shape() instanceof Shape.Array array ? array.items() : unknown(node))
        .toList();
  }

  private static Node unknown(Node inside) {
    return new Node("", false, inside.classified(), AllowedValues.ALL, new Shape.Any());
  }
}
