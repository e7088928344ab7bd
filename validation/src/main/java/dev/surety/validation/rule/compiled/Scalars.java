package dev.surety.validation.rule.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles expressions of numbers, strings, timestamps and durations. */
final class Scalars {
  /** Up to here an integer is a double. */
  private static final long EXACT = 1L << 53;

  private final CelAbstractSyntaxTree ast;
  private final Paths paths;
  private final Cost cost;
  private final Booleans booleans;

  Scalars(CelAbstractSyntaxTree ast, Paths paths, Cost cost, Booleans booleans) {
    this.ast = ast;
    this.paths = paths;
    this.cost = cost;
    this.booleans = booleans;
  }

  CelKind kind(CelExpr expr) {
    return ast.getType(expr.id()).map(type -> type.kind()).orElse(CelKind.DYN);
  }

  private static CelExpr argument(CelExpr expr, int index) {
    return expr.call().args().get(index);
  }

  /** What a function of one value is called on, as method or as function. */
  private static CelExpr subject(CelExpr expr) {
    return expr.call().target().orElseGet(() -> argument(expr, 0));
  }

  private static boolean isChoice(CelExpr expr) {
    return expr.call().function().equals("_?_:_");
  }

  private static Outside notSupported(CelExpr expr) {
    return new Outside(
        expr.getKind() == CelExpr.ExprKind.Kind.CALL
            ? "it uses " + name(expr.call().function())
            : "it has a " + expr.getKind() + " where the subset has none");
  }

  /** {@code _+_} as people write it. */
  static String name(String function) {
    String plain = function.replace("_", "").replace("@", "");
    return plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? plain : plain + "()";
  }

  private Cell read(CelExpr expr, Kind kind) throws Outside {
    Optional<Cell> text = paths.text(expr);
    if (text.isPresent()) {
      cost.read();
      return text.get();
    }
    Place place = paths.place(expr).orElseThrow(() -> notSupported(expr));
    cost.read();
    return place.cell(kind);
  }

  private boolean isPath(CelExpr expr) throws Outside {
    return paths.text(expr).isPresent() || paths.place(expr).isPresent();
  }

  Int integer(CelExpr expr) throws Outside {
    if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      return new Int.Constant(expr.constant().int64Value());
    }
    if (isPath(expr)) {
      return new Int.Read(read(expr, Kind.LONG));
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw notSupported(expr);
    }
    cost.step();
    if (isChoice(expr)) {
      return new Int.Choice(
          booleans.compile(argument(expr, 0)),
          integer(argument(expr, 1)),
          integer(argument(expr, 2)));
    }
    return switch (expr.call().function()) {
      case "-_" -> new Int.Negate(integer(argument(expr, 0)));
      case "size" -> size(subject(expr));
      case "int" -> toInt(argument(expr, 0));
      case "_+_", "_-_", "_*_", "_/_", "_%_" ->
          new Int.Arithmetic(
              Int.Operator.of(expr.call().function()),
              integer(argument(expr, 0)),
              integer(argument(expr, 1)));
      default -> part(expr);
    };
  }

  private Int size(CelExpr of) throws Outside {
    if (kind(of) == CelKind.STRING) {
      cost.text();
      return new Int.Length(text(of));
    }
    if (of.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
      return new Loop.Count(booleans.loops().filtered(of));
    }
    Place place = paths.place(of).orElseThrow(() -> notSupported(of));
    cost.read();
    return new Int.Size(place.cell(place.kind()));
  }

  private Int toInt(CelExpr of) throws Outside {
    return switch (kind(of)) {
      case INT -> integer(of);
      case DOUBLE -> new Int.Truncate(real(of));
      default -> throw new Outside("it converts to int");
    };
  }

  private Int part(CelExpr expr) throws Outside {
    String function = expr.call().function();
    if (!function.startsWith("get") || expr.call().target().isEmpty()) {
      throw notSupported(expr);
    }
    CelExpr target = expr.call().target().get();
    cost.calendar();
    if (kind(target) == CelKind.DURATION) {
      return new DurationPart(DurationPart.Unit.of(function), time(target));
    }
    int offset = 0;
    if (!expr.call().args().isEmpty()) {
      String zone = Paths.stringConstant(argument(expr, 0));
      if (!"UTC".equals(zone)) {
        throw new Outside("it asks for a part of a timestamp in a time zone");
      }
    }
    return new TimePart(TimePart.Part.of(function), time(target), offset);
  }

  /** An int or double, as a double. */
  Real number(CelExpr expr) throws Outside {
    if (kind(expr) != CelKind.INT) {
      return real(expr);
    }
    Int integer = integer(expr);
    if (integer instanceof Int.Constant constant && Math.abs(constant.value) <= EXACT) {
      return new Real.Constant(constant.value);
    }
    return new Real.OfInt(integer, true);
  }

  Real real(CelExpr expr) throws Outside {
    if (expr.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
      return new Real.Constant(expr.constant().doubleValue());
    }
    if (isPath(expr)) {
      return new Real.Read(read(expr, Kind.DOUBLE));
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw notSupported(expr);
    }
    cost.step();
    if (isChoice(expr)) {
      return new Real.Choice(
          booleans.compile(argument(expr, 0)), real(argument(expr, 1)), real(argument(expr, 2)));
    }
    return switch (expr.call().function()) {
      case "-_" -> new Real.Negate(real(argument(expr, 0)));
      case "_+_", "_-_", "_*_", "_/_" ->
          new Real.Arithmetic(
              Int.Operator.of(expr.call().function()),
              real(argument(expr, 0)),
              real(argument(expr, 1)));
      case "double" -> toDouble(argument(expr, 0));
      default -> throw notSupported(expr);
    };
  }

  private Real toDouble(CelExpr of) throws Outside {
    return switch (kind(of)) {
      case DOUBLE -> real(of);
      case INT -> new Real.OfInt(integer(of), false);
      default -> throw new Outside("it converts to double");
    };
  }

  Str text(CelExpr expr) throws Outside {
    String constant = Paths.stringConstant(expr);
    if (constant != null) {
      return new Str.Constant(Paths.utf8(constant));
    }
    if (isPath(expr)) {
      return new Str.Read(read(expr, Kind.STRING));
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.CALL && isChoice(expr)) {
      cost.step();
      return new Str.Choice(
          booleans.compile(argument(expr, 0)), text(argument(expr, 1)), text(argument(expr, 2)));
    }
    throw notSupported(expr);
  }

  /** A timestamp or duration. */
  Time time(CelExpr expr) throws Outside {
    if (paths.isNow(expr)) {
      return new Time.Now();
    }
    if (isPath(expr)) {
      return new Time.Read(read(expr, Kind.TIMESTAMP));
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      throw notSupported(expr);
    }
    cost.step();
    if (isChoice(expr)) {
      return new Time.Choice(
          booleans.compile(argument(expr, 0)), time(argument(expr, 1)), time(argument(expr, 2)));
    }
    List<CelExpr> arguments = expr.call().args();
    return switch (expr.call().function()) {
      case "timestamp" -> timestamp(arguments.get(0));
      case "duration" -> duration(arguments.get(0));
      case "_+_", "_-_" ->
          new Time.Shift(
              time(arguments.get(0)),
              time(arguments.get(1)),
              expr.call().function().equals("_-_"),
              kind(expr) == CelKind.TIMESTAMP);
      default -> throw notSupported(expr);
    };
  }

  private Time timestamp(CelExpr of) throws Outside {
    if (kind(of) == CelKind.TIMESTAMP) {
      return time(of);
    }
    @Nullable String constant = Paths.stringConstant(of);
    if (constant == null) {
      throw new Outside("it converts to timestamp");
    }
    return Moments.timestamp(constant);
  }

  private Time duration(CelExpr of) throws Outside {
    if (kind(of) == CelKind.DURATION) {
      return time(of);
    }
    @Nullable String constant = Paths.stringConstant(of);
    if (constant == null) {
      throw new Outside("it converts to duration");
    }
    return Moments.duration(constant);
  }
}
