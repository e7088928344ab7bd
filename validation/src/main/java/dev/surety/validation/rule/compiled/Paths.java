package dev.surety.validation.rule.compiled;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names and paths of an expression to {@link Place}s. */
final class Paths {
  private final Captures captures;
  private final Node root;
  private final boolean condition;
  private final Map<String, Variable> variables = new HashMap<>();

  /** {@code condition}: whether headers and the key can be read. */
  Paths(Captures captures, Node root, boolean condition) {
    this.captures = captures;
    this.root = root;
    this.condition = condition;
  }

  /**
   * What a macro's variable stands for.
   *
   * @param place the item; of a map's key, the entry's value
   * @param key where the key is read; null when it is an item of a list
   * @param keyOf the map, when it is a key
   */
  record Variable(Place place, @Nullable Cell key, @Nullable Capture keyOf) {}

  int newRegister() {
    return captures.newRegister();
  }

  /** Makes a name stand for something; the answer is what it stood for before. */
  @Nullable Variable bind(String name, @Nullable Variable variable) {
    return variable == null ? variables.remove(name) : variables.put(name, variable);
  }

  /** What a macro goes over is bound to its rows. */
  Variable over(Place list, int register) throws Outside {
    Place item = list.item(register, null);
    if (!(list.node().shape() instanceof Shape.Mapping)) {
      return new Variable(item, null, null);
    }
    return new Variable(item, new Cell.OfRow(list.keySlot(), register, true), list.capture());
  }

  boolean isNow(CelExpr expr) {
    return expr.getKind() == Kind.IDENT
        && expr.ident().name().equals("now")
        && !variables.containsKey("now");
  }

  /** The text that a header, the key, or a macro's variable over a map's keys is. */
  Optional<Cell> text(CelExpr expr) throws Outside {
    if (expr.getKind() == Kind.IDENT) {
      Variable variable = variables.get(expr.ident().name());
      if (variable != null) {
        return Optional.ofNullable(variable.key());
      }
      return condition && expr.ident().name().equals("key")
          ? Optional.of(new Cell.OutsideRecord(captures.key()))
          : Optional.empty();
    }
    String header = header(expr);
    return header == null
        ? Optional.empty()
        : Optional.of(new Cell.OutsideRecord(captures.header(header)));
  }

  /** {@code headers['a']} or {@code headers.a}. */
  private @Nullable String header(CelExpr expr) {
    if (expr.getKind() == Kind.SELECT && isHeaders(expr.select().operand())) {
      return expr.select().field();
    }
    if (isIndex(expr) && isHeaders(expr.call().args().get(0))) {
      return stringConstant(expr.call().args().get(1));
    }
    return null;
  }

  /** The slot of a header whose presence is asked for; null when it is none. */
  @Nullable Integer headerSlot(CelExpr headers, String name) {
    return isHeaders(headers) ? Integer.valueOf(captures.header(name)) : null;
  }

  private boolean isHeaders(CelExpr expr) {
    return condition
        && expr.getKind() == Kind.IDENT
        && expr.ident().name().equals("headers")
        && !variables.containsKey("headers");
  }

  /** The value that a path names; empty when the expression is no path. */
  Optional<Place> place(CelExpr expr) throws Outside {
    if (expr.getKind() == Kind.IDENT) {
      String name = expr.ident().name();
      Variable variable = variables.get(name);
      if (variable != null) {
        return variable.key() == null ? Optional.of(variable.place()) : Optional.empty();
      }
      return name.equals("record")
          ? Optional.of(Place.record(captures.root(), root))
          : Optional.empty();
    }
    if (expr.getKind() == Kind.SELECT && !expr.select().testOnly()) {
      Optional<Place> object = place(expr.select().operand());
      if (object.isEmpty()) {
        return Optional.empty();
      }
      return object.get().node().shape() instanceof Shape.Mapping
          ? Optional.of(entry(object.get(), expr.select().field()))
          : Optional.of(object.get().member(expr.select().field()));
    }
    return isIndex(expr) ? indexed(expr) : Optional.empty();
  }

  private static boolean isIndex(CelExpr expr) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals("_[_]");
  }

  private Optional<Place> indexed(CelExpr expr) throws Outside {
    Optional<Place> list = place(expr.call().args().get(0));
    if (list.isEmpty()) {
      return Optional.empty();
    }
    CelExpr index = expr.call().args().get(1);
    if (list.get().node().shape() instanceof Shape.Mapping) {
      Variable variable =
          index.getKind() == Kind.IDENT ? variables.get(index.ident().name()) : null;
      if (variable != null
          && variable.keyOf() == list.get().capture()
          && !list.get().capture().inTable()) {
        return Optional.of(variable.place());
      }
      String key = stringConstant(index);
      if (key == null) {
        throw new Outside("it looks up a map's entry by a key that is computed");
      }
      return Optional.of(entry(list.get(), key));
    }
    if (index.getKind() != Kind.CONSTANT
        || index.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
      throw new Outside("it takes an item of a list by an index that is computed");
    }
    int register = newRegister();
    Cell cell = list.get().cell(dev.surety.validation.rule.compiled.Kind.LIST);
    Locate locate = new Locate.ByIndex(cell, register, index.constant().int64Value());
    return Optional.of(list.get().item(register, locate));
  }

  private Place entry(Place map, String key) throws Outside {
    Locate locate = locate(map, key);
    return map.item(locate.register, locate);
  }

  /** Finds a map's entry. */
  Locate locate(Place map, String key) throws Outside {
    int keys = map.keySlot();
    return new Locate.ByKey(
        map.cell(dev.surety.validation.rule.compiled.Kind.MAP), newRegister(), keys, utf8(key));
  }

  static @Nullable String stringConstant(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  static byte[] utf8(String text) throws Outside {
    byte[] bytes = text.getBytes(UTF_8);
    if (!new String(bytes, UTF_8).equals(text)) {
      throw new Outside("a text in it has half of a surrogate pair");
    }
    return bytes;
  }

  /** The texts of a list literal of texts; null when it is none. */
  static byte @Nullable [][] texts(List<CelExpr> elements) throws Outside {
    byte[][] texts = new byte[elements.size()][];
    for (int i = 0; i < texts.length; i++) {
      String text = stringConstant(elements.get(i));
      if (text == null) {
        return null;
      }
      texts[i] = utf8(text);
    }
    return texts;
  }
}
