package dev.surety.validation.rule.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind;
import dev.cel.common.types.CelKind;
import dev.surety.validation.type.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles expressions of type bool: the entry to the compiling of an expression. */
final class Booleans {
  private final Paths paths;
  private final Cost cost;
  private final Scalars scalars;
  private final Loops loops;

  Booleans(CelAbstractSyntaxTree ast, Paths paths, Cost cost) {
    this.paths = paths;
    this.cost = cost;
    this.scalars = new Scalars(ast, paths, cost, this);
    this.loops = new Loops(paths, cost, this);
  }

  Loops loops() {
    return loops;
  }

  Bool compile(CelExpr expr) throws Outside {
    return switch (expr.getKind()) {
      case CONSTANT -> new Bool.Constant(expr.constant().booleanValue());
      case IDENT -> read(expr);
      case SELECT -> expr.select().testOnly() ? has(expr.select()) : read(expr);
      case CALL -> call(expr);
      case COMPREHENSION -> loops.macro(expr.comprehension());
      case LIST, MAP, STRUCT, NOT_SET -> throw new Outside("it builds a value");
    };
  }

  private Bool read(CelExpr expr) throws Outside {
    Place place = paths.place(expr).orElseThrow(() -> new Outside("it takes no boolean as one"));
    cost.read();
    return new Bool.Read(place.cell(Kind.BOOLEAN));
  }

  private Bool has(CelExpr.CelSelect select) throws Outside {
    cost.read();
    Integer header = paths.headerSlot(select.operand(), select.field());
    if (header != null) {
      return new Bool.HasInRecord(header);
    }
    Place object =
        paths.place(select.operand()).orElseThrow(() -> new Outside("it asks has() of no path"));
    if (object.node().shape() instanceof Shape.Mapping) {
      return new Bool.Finds(paths.locate(object, select.field()));
    }
    Place field = object.member(select.field());
    if (object.isRecord()) {
      return new Bool.HasInRecord(field.capture().slotFor(Kind.PRESENCE));
    }
    return new Bool.Has(object.cell(Kind.PRESENCE), field.cell(Kind.PRESENCE));
  }

  private Bool call(CelExpr expr) throws Outside {
    List<CelExpr> arguments = expr.call().args();
    String function = expr.call().function();
    cost.step();
    return switch (function) {
      case "_&&_" -> new Bool.And(compile(arguments.get(0)), compile(arguments.get(1)));
      case "_||_" -> new Bool.Or(compile(arguments.get(0)), compile(arguments.get(1)));
      case "!_" -> new Bool.Not(compile(arguments.get(0)));
      case "_?_:_" ->
          new Bool.Choice(
              compile(arguments.get(0)), compile(arguments.get(1)), compile(arguments.get(2)));
      case "_==_", "_!=_", "_<_", "_<=_", "_>_", "_>=_" ->
          compare(Compare.Relation.of(function), arguments.get(0), arguments.get(1));
      case "@in" -> in(arguments.get(0), arguments.get(1));
      case "startsWith" -> part(Texts.Part.Where.START, expr);
      case "endsWith" -> part(Texts.Part.Where.END, expr);
      case "contains" -> part(Texts.Part.Where.ANYWHERE, expr);
      case "matches" -> matches(expr);
      case "_[_]" -> read(expr);
      default -> throw new Outside("it uses " + Scalars.name(function));
    };
  }

  private Bool part(Texts.Part.Where where, CelExpr expr) throws Outside {
    CelExpr target =
        expr.call().target().orElseThrow(() -> new Outside("it calls a method of nothing"));
    cost.text();
    return new Texts.Part(where, scalars.text(target), scalars.text(expr.call().args().get(0)));
  }

  /** As a method or as a function of two values. */
  private Bool matches(CelExpr expr) throws Outside {
    List<CelExpr> arguments = expr.call().args();
    CelExpr text = expr.call().target().orElseGet(() -> arguments.get(0));
    String pattern = Paths.stringConstant(arguments.get(arguments.size() - 1));
    if (pattern == null) {
      throw new Outside("it computes a pattern");
    }
    cost.pattern();
    return new Matches(scalars.text(text), Re2Pattern.table(pattern));
  }

  Bool compare(Compare.Relation relation, CelExpr left, CelExpr right) throws Outside {
    CelKind a = scalars.kind(left);
    CelKind b = scalars.kind(right);
    if (a == CelKind.INT && b == CelKind.INT) {
      return new Compare.Ints(relation, scalars.integer(left), scalars.integer(right));
    }
    if (isNumber(a) && isNumber(b)) {
      return new Compare.Reals(relation, scalars.number(left), scalars.number(right));
    }
    if (a == CelKind.STRING && b == CelKind.STRING) {
      cost.text();
      return new Compare.Strings(relation, scalars.text(left), scalars.text(right));
    }
    if (a == b && (a == CelKind.TIMESTAMP || a == CelKind.DURATION)) {
      return new Compare.Times(relation, scalars.time(left), scalars.time(right));
    }
    boolean equality = relation == Compare.Relation.EQUAL || relation == Compare.Relation.NOT_EQUAL;
    if (equality && a == CelKind.BOOL && b == CelKind.BOOL) {
      return new Bool.Same(compile(left), compile(right), relation == Compare.Relation.EQUAL);
    }
    String text = Paths.stringConstant(right);
    if (equality && a == CelKind.DYN && text != null) {
      cost.text();
      return new Texts.DynamicEquals(
          dynamic(left), new byte[][] {Paths.utf8(text)}, relation == Compare.Relation.EQUAL);
    }
    throw new Outside("it compares " + name(a) + " with " + name(b));
  }

  private static boolean isNumber(CelKind kind) {
    return kind == CelKind.INT || kind == CelKind.DOUBLE;
  }

  private static String name(CelKind kind) {
    return kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Cell dynamic(CelExpr expr) throws Outside {
    cost.read();
    Optional<Cell> text = paths.text(expr);
    if (text.isPresent()) {
      return text.get();
    }
    return paths
        .place(expr)
        .orElseThrow(() -> new Outside("it compares a value without a type"))
        .cell(Kind.DYNAMIC);
  }

  private Bool in(CelExpr value, CelExpr list) throws Outside {
    cost.text();
    if (list.getKind() == ExprKind.Kind.LIST) {
      return inLiteral(value, list.list().elements());
    }
    String key = Paths.stringConstant(value);
    Integer header = key == null ? null : paths.headerSlot(list, key);
    if (header != null) {
      return new Bool.HasInRecord(header);
    }
    Place place = paths.place(list).orElseThrow(() -> new Outside("it uses in on no path"));
    if (place.node().shape() instanceof Shape.Mapping) {
      if (key == null) {
        throw new Outside("it looks for a computed key in a map");
      }
      return new Bool.Finds(paths.locate(place, key));
    }
    return loops.member(value, place, scalars);
  }

  private Bool inLiteral(CelExpr value, List<CelExpr> elements) throws Outside {
    byte @Nullable [][] texts = Paths.texts(elements);
    CelKind kind = scalars.kind(value);
    if (texts != null && kind == CelKind.STRING) {
      return new Texts.OneOf(scalars.text(value), texts);
    }
    if (texts != null && kind == CelKind.DYN) {
      return new Texts.DynamicEquals(dynamic(value), texts, true);
    }
    boolean integers =
        elements.stream()
            .allMatch(
                element ->
                    element.getKind() == ExprKind.Kind.CONSTANT
                        && scalars.kind(element) == CelKind.INT);
    if (integers && kind == CelKind.INT) {
      return new Texts.OneOfNumbers(
          scalars.integer(value),
          elements.stream().mapToLong(element -> element.constant().int64Value()).toArray());
    }
    throw new Outside("it uses in on a list of other than strings or integers");
  }
}
