package dev.surety.validation.rule.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;

/**
 * Estimates what an expression costs per record, in nanoseconds of one core. The amounts are chosen
 * by hand, and scaled so that the sums for the five rules of {@code RulesBenchmark} are near what
 * it measures: 84 of 93 compiled, 6171 of 6243 with CEL for Java. Those rules have texts, numbers
 * and times; patterns and lists were not measured. It tells dear from cheap, no more.
 */
final class Cost {
  private static final double STEP = 2.0;
  private static final double READ = 1.5;
  private static final double TEXT = 4.0;
  private static final double PATTERN = 25.0;
  private static final double CALENDAR = 6.0;

  /** A step of CEL for Java: a call, or a member that is read. */
  private static final double CEL_STEP = 120;

  private static final double CEL_START = 160;

  /** Lists are taken to have so many items. */
  static final int ITEMS = 10;

  private double sum;
  private double times = 1;

  void step() {
    sum += STEP * times;
  }

  void read() {
    sum += READ * times;
  }

  void text() {
    sum += TEXT * times;
  }

  void pattern() {
    sum += PATTERN * times;
  }

  void calendar() {
    sum += CALENDAR * times;
  }

  void enterLoop() {
    step();
    times *= ITEMS;
  }

  void leaveLoop() {
    times /= ITEMS;
  }

  double nanos() {
    return sum;
  }

  /** What CEL for Java takes for an expression. */
  static double ofCel(CelAbstractSyntaxTree ast) {
    return CEL_START
        + CelNavigableAst.fromAst(ast)
            .getRoot()
            .allNodes()
            .mapToDouble(node -> ofCel(node.expr()) * Math.pow(ITEMS, loopsAbove(node)))
            .sum();
  }

  private static double ofCel(CelExpr expr) {
    return switch (expr.getKind()) {
      case CALL, SELECT, COMPREHENSION -> CEL_STEP;
      case CONSTANT, IDENT, LIST, MAP, STRUCT, NOT_SET -> CEL_STEP / 4;
    };
  }

  private static int loopsAbove(dev.cel.common.navigation.CelNavigableExpr node) {
    int loops = 0;
    var at = node.parent();
    while (at.isPresent()) {
      loops += at.get().getKind() == CelExpr.ExprKind.Kind.COMPREHENSION ? 1 : 0;
      at = at.get().parent();
    }
    return loops;
  }
}
