package dev.surety.validation.rule;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an expression reads.
 *
 * @param headers whether it reads headers
 * @param key whether it reads the key
 * @param now whether it reads the instant of judging
 * @param paths the property paths of the record that it reads; the empty path is the whole record.
 *     Below an array no path goes
 */
record Reads(boolean headers, boolean key, boolean now, Set<List<String>> paths) {
  boolean record() {
    return !paths.isEmpty();
  }

  static Reads of(CelExpr expression) {
    Collector collector = new Collector();
    collector.visit(expression, Set.of());
    return new Reads(collector.headers, collector.key, collector.now, Set.copyOf(collector.paths));
  }

  private static final class Collector {
    private boolean headers;
    private boolean key;
    private boolean now;
    private final Set<List<String>> paths = new HashSet<>();

    /** {@code shadowed}: names that a macro's variable hides. */
    void visit(CelExpr expr, Set<String> shadowed) {
      switch (expr.getKind()) {
        case IDENT, SELECT -> {
          List<String> path = path(expr, shadowed);
          if (path != null) {
            paths.add(path);
          } else if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            visit(expr.select().operand(), shadowed);
          } else if (!shadowed.contains(expr.ident().name())) {
            headers |= expr.ident().name().equals("headers");
            key |= expr.ident().name().equals("key");
            now |= expr.ident().name().equals("now");
          }
        }
        case CALL -> {
          expr.call().target().ifPresent(target -> visit(target, shadowed));
          expr.call().args().forEach(argument -> visit(argument, shadowed));
        }
        case LIST -> expr.list().elements().forEach(element -> visit(element, shadowed));
        case STRUCT -> expr.struct().entries().forEach(entry -> visit(entry.value(), shadowed));
        case MAP ->
            expr.map()
                .entries()
                .forEach(
                    entry -> {
                      visit(entry.key(), shadowed);
                      visit(entry.value(), shadowed);
                    });
        case COMPREHENSION -> comprehension(expr.comprehension(), shadowed);
        case CONSTANT, NOT_SET -> {}
      }
    }

    private void comprehension(CelExpr.CelComprehension loop, Set<String> shadowed) {
      visit(loop.iterRange(), shadowed);
      visit(loop.accuInit(), shadowed);
      Set<String> inner = new HashSet<>(shadowed);
      inner.add(loop.iterVar());
      inner.add(loop.iterVar2());
      visit(loop.loopCondition(), inner);
      visit(loop.loopStep(), inner);
      visit(loop.result(), shadowed);
    }

    private static @Nullable List<String> path(CelExpr expr, Set<String> shadowed) {
      List<String> names = new ArrayList<>();
      CelExpr at = expr;
      while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
        names.add(0, at.select().field());
        at = at.select().operand();
      }
      boolean record =
          at.getKind() == CelExpr.ExprKind.Kind.IDENT
              && at.ident().name().equals("record")
              && !shadowed.contains("record");
      return record ? List.copyOf(names) : null;
    }
  }
}
