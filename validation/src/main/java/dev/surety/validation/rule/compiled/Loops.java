package dev.surety.validation.rule.compiled;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compiles macros over lists. The parser has already written them out as comprehensions; they are
 * known again by their form.
 */
final class Loops {
  private final Paths paths;
  private final Cost cost;
  private final Booleans booleans;

  Loops(Paths paths, Cost cost, Booleans booleans) {
    this.paths = paths;
    this.cost = cost;
    this.booleans = booleans;
  }

  /** Rows with what a variable over them stands for. */
  private record Range(Cell list, int register, List<Bool> filters, Paths.Variable variable) {
    Items items() {
      return new Items(list, register, filters);
    }
  }

  /** {@code all}, {@code exists} or {@code exists_one}. */
  Bool macro(CelComprehension loop) throws Outside {
    CelExpr step = loop.loopStep();
    String function = step.getKind() == ExprKind.Kind.CALL ? step.call().function() : "";
    boolean plain = isVariable(loop.result(), loop.accuVar()) && loop.iterVar2().isEmpty();
    if (plain && function.equals("_&&_") && isBoolean(loop.accuInit(), true)) {
      return loop(Loop.Macro.ALL, loop, second(step, loop.accuVar()));
    }
    if (plain && function.equals("_||_") && isBoolean(loop.accuInit(), false)) {
      return loop(Loop.Macro.EXISTS, loop, second(step, loop.accuVar()));
    }
    if (function.equals("_?_:_")
        && loop.iterVar2().isEmpty()
        && isInt(loop.accuInit(), 0)
        && isVariable(step.call().args().get(2), loop.accuVar())
        && isCountEqualOne(loop)) {
      return loop(Loop.Macro.EXISTS_ONE, loop, step.call().args().get(0));
    }
    throw new Outside("it uses a macro other than all, exists, exists_one or filter");
  }

  private static boolean isCountEqualOne(CelComprehension loop) {
    CelExpr result = loop.result();
    return result.getKind() == ExprKind.Kind.CALL
        && result.call().function().equals("_==_")
        && isVariable(result.call().args().get(0), loop.accuVar())
        && isInt(result.call().args().get(1), 1);
  }

  private Bool loop(Loop.Macro macro, CelComprehension loop, CelExpr body) throws Outside {
    cost.enterLoop();
    Range range = range(loop.iterRange());
    Paths.Variable before = paths.bind(loop.iterVar(), range.variable());
    Bool compiled = booleans.compile(body);
    paths.bind(loop.iterVar(), before);
    cost.leaveLoop();
    return new Loop(macro, range.items(), compiled);
  }

  /** {@code list.filter(…)}, of which the size is asked for. */
  Items filtered(CelExpr expr) throws Outside {
    cost.enterLoop();
    Items items = range(expr).items();
    cost.leaveLoop();
    return items;
  }

  private Range range(CelExpr expr) throws Outside {
    if (expr.getKind() == ExprKind.Kind.COMPREHENSION) {
      return filter(expr.comprehension());
    }
    Optional<Place> place = paths.place(expr);
    if (place.isEmpty()) {
      throw new Outside("it goes over a list that is computed");
    }
    int register = paths.newRegister();
    Paths.Variable variable = paths.over(place.get(), register);
    return new Range(place.get().cell(place.get().kind()), register, List.of(), variable);
  }

  private Range filter(CelComprehension loop) throws Outside {
    CelExpr step = loop.loopStep();
    boolean isFilter =
        loop.iterVar2().isEmpty()
            && loop.accuInit().getKind() == ExprKind.Kind.LIST
            && loop.accuInit().list().elements().isEmpty()
            && isVariable(loop.result(), loop.accuVar())
            && step.getKind() == ExprKind.Kind.CALL
            && step.call().function().equals("_?_:_")
            && isVariable(step.call().args().get(2), loop.accuVar())
            && appends(step.call().args().get(1), loop);
    if (!isFilter) {
      throw new Outside("it uses map()");
    }
    Range inner = range(loop.iterRange());
    Paths.Variable before = paths.bind(loop.iterVar(), inner.variable());
    Bool keeps = booleans.compile(step.call().args().get(0));
    paths.bind(loop.iterVar(), before);
    List<Bool> filters = new ArrayList<>(inner.filters());
    filters.add(keeps);
    return new Range(inner.list(), inner.register(), filters, inner.variable());
  }

  /** {@code accu + [x]}. */
  private static boolean appends(CelExpr expr, CelComprehension loop) {
    if (expr.getKind() != ExprKind.Kind.CALL || !expr.call().function().equals("_+_")) {
      return false;
    }
    CelExpr added = expr.call().args().get(1);
    return isVariable(expr.call().args().get(0), loop.accuVar())
        && added.getKind() == ExprKind.Kind.LIST
        && added.list().elements().size() == 1
        && isVariable(added.list().elements().get(0), loop.iterVar());
  }

  /** {@code value in list}: like exists, but the value must be there even for an empty list. */
  Bool member(CelExpr value, Place list, Scalars scalars) throws Outside {
    cost.enterLoop();
    int register = paths.newRegister();
    Place item = list.item(register, null);
    Bool there;
    Bool same;
    switch (scalars.kind(value)) {
      case STRING -> {
        Str text = scalars.text(value);
        there = new Compare.Strings(Compare.Relation.EQUAL, text, text);
        same =
            new Compare.Strings(Compare.Relation.EQUAL, text, new Str.Read(item.cell(Kind.STRING)));
      }
      case INT -> {
        Int number = scalars.integer(value);
        there = new Compare.Ints(Compare.Relation.EQUAL, number, number);
        same = new Compare.Ints(Compare.Relation.EQUAL, number, new Int.Read(item.cell(Kind.LONG)));
      }
      default -> throw new Outside("it uses in with other than a string or an integer");
    }
    cost.leaveLoop();
    Items items = new Items(list.cell(list.kind()), register, List.of());
    return new Bool.Choice(
        there, new Loop(Loop.Macro.EXISTS, items, same), new Bool.Constant(false));
  }

  private static CelExpr second(CelExpr step, String accumulator) throws Outside {
    if (!isVariable(step.call().args().get(0), accumulator)) {
      throw new Outside("it uses a macro in an unusual form");
    }
    return step.call().args().get(1);
  }

  private static boolean isVariable(CelExpr expr, String name) {
    return expr.getKind() == ExprKind.Kind.IDENT && expr.ident().name().equals(name);
  }

  private static @Nullable CelConstant constant(CelExpr expr) {
    return expr.getKind() == ExprKind.Kind.CONSTANT ? expr.constant() : null;
  }

  private static boolean isBoolean(CelExpr expr, boolean value) {
    CelConstant constant = constant(expr);
    return constant != null
        && constant.getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && constant.booleanValue() == value;
  }

  private static boolean isInt(CelExpr expr, long value) {
    CelConstant constant = constant(expr);
    return constant != null
        && constant.getKind() == CelConstant.Kind.INT64_VALUE
        && constant.int64Value() == value;
  }
}
