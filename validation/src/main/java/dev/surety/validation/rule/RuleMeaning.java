package dev.surety.validation.rule;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.surety.contract.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can come to, without a record: each part is computed with all that it may be
 * by the contract and by the conditions that guard it. What it says is proved; where it says
 * nothing, nothing is known.
 */
public final class RuleMeaning {
  /** Steps after which nothing more is found out; nested conditions are looked at repeatedly. */
  private static final int MAX_STEPS = 20_000;

  private int steps;

  private RuleMeaning() {}

  /** What is proved of an expression. */
  public enum Proof {
    /** It is true, whatever the record. */
    ALWAYS_TRUE,
    /** It is false or cannot be evaluated, whatever the record. */
    NEVER_TRUE,
    /** Neither is proved. */
    OPEN
  }

  /** What a record rule comes to for records that keep all that is said of their properties. */
  public static Proof ofRule(Rule rule, Property root) {
    return proof(rule.expression(), Facts.of(root));
  }

  /** What a {@code surety.when} comes to for any record. */
  public static Proof ofCondition(Condition when) {
    return proof(when.expression(), Facts.none());
  }

  /** Whether every record of which {@code when} is true is one of which {@code earlier} is true. */
  public static boolean implies(Condition when, Condition earlier) {
    RuleMeaning meaning = new RuleMeaning();
    Facts facts = meaning.assume(when.expression().ast().getExpr(), true, Facts.none());
    return facts != null
        && meaning.outcomes(earlier.expression().ast().getExpr(), facts).isOnly(Outcomes.TRUE);
  }

  private static Proof proof(Expression expression, Facts facts) {
    Outcomes outcomes =
        readsNothing(expression)
            ? constant(expression)
            : new RuleMeaning().outcomes(expression.ast().getExpr(), facts);
    if (outcomes.isOnly(Outcomes.TRUE)) {
      return Proof.ALWAYS_TRUE;
    }
    return outcomes.mayBeTrue() ? Proof.OPEN : Proof.NEVER_TRUE;
  }

  private static boolean readsNothing(Expression expression) {
    return !expression.reads().record()
        && !expression.reads().headers()
        && !expression.reads().key()
        && !expression.reads().now();
  }

  private static Outcomes constant(Expression expression) {
    Expression.Outcome outcome = expression.evaluate(Map.of(), new Absence());
    return outcome.whyNot() != null ? Outcomes.FAILS : Outcomes.of(outcome.value());
  }

  /** What a condition may come to. */
  private Outcomes outcomes(CelExpr expr, Facts facts) {
    if (++steps > MAX_STEPS) {
      return Outcomes.ANY;
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT && expr.select().testOnly()) {
      return presence(expr, facts);
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return ofBoolean(knowledge(expr, facts));
    }
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "!_" -> outcomes(args.get(0), facts).not();
      case "_&&_" -> conjunction(args.get(0), args.get(1), true, facts);
      case "_||_" -> conjunction(args.get(0), args.get(1), false, facts).not();
      case "_?_:_" -> choice(args, facts);
      case "_==_" -> equality(args.get(0), args.get(1), facts);
      case "_!=_" -> equality(args.get(0), args.get(1), facts).not();
      case "_<_" -> order(args.get(0), args.get(1), false, facts);
      case "_<=_" -> order(args.get(0), args.get(1), true, facts);
      case "_>_" -> order(args.get(1), args.get(0), false, facts);
      case "_>=_" -> order(args.get(1), args.get(0), true, facts);
      case "@in" -> membership(args.get(0), args.get(1), facts);
      default -> ofBoolean(knowledge(expr, facts));
    };
  }

  private static Outcomes ofBoolean(Knowledge known) {
    Outcomes outcomes = Outcomes.NONE;
    Set<String> words = known.possibleWords();
    if (known.mayBePresent()) {
      boolean mayBeTrue =
          words == null
              ? !known.excluded().contains(Knowledge.bool(true))
              : words.contains(Knowledge.bool(true));
      boolean mayBeFalse =
          words == null
              ? !known.excluded().contains(Knowledge.bool(false))
              : words.contains(Knowledge.bool(false));
      outcomes = mayBeTrue ? outcomes.or(Outcomes.TRUE) : outcomes;
      outcomes = mayBeFalse ? outcomes.or(Outcomes.FALSE) : outcomes;
    }
    return outcomes.orFails(known.mayBeAbsent());
  }

  /** {@code has()}: it cannot be asked of what is not there itself. */
  private Outcomes presence(CelExpr expr, Facts facts) {
    List<String> path = path(expr);
    if (path == null) {
      return Outcomes.ANY;
    }
    boolean ownerMayBeAbsent =
        path.size() > 1 && facts.at(path.subList(0, path.size() - 1)).mayBeAbsent();
    Knowledge known = facts.at(path);
    Outcomes outcomes = known.mayBePresent() ? Outcomes.TRUE : Outcomes.NONE;
    outcomes = known.mayBeAbsent() ? outcomes.or(Outcomes.FALSE) : outcomes;
    boolean ownerMayBeNoObject = !facts.isTyped() && known.mayBeAbsent();
    return outcomes.orFails(ownerMayBeAbsent || ownerMayBeNoObject);
  }

  /**
   * {@code left && right}, or {@code !left && !right}. Looked at from both sides: either may be the
   * guard of the other.
   */
  private Outcomes conjunction(CelExpr left, CelExpr right, boolean expected, Facts facts) {
    return ordered(left, right, expected, facts).and(ordered(right, left, expected, facts));
  }

  private Outcomes ordered(CelExpr first, CelExpr second, boolean expected, Facts facts) {
    Outcomes outcomes = expect(outcomes(first, facts), expected);
    Facts assumed = outcomes.mayBeTrue() ? assume(first, expected, facts) : facts;
    return outcomes.conjunction(
        () -> assumed == null ? Outcomes.NONE : expect(outcomes(second, assumed), expected),
        () -> expect(outcomes(second, facts), expected));
  }

  private static Outcomes expect(Outcomes outcomes, boolean expected) {
    return expected ? outcomes : outcomes.not();
  }

  private Outcomes choice(List<CelExpr> args, Facts facts) {
    Outcomes condition = outcomes(args.get(0), facts);
    Outcomes result = condition.mayFail() ? Outcomes.FAILS : Outcomes.NONE;
    Facts then = condition.mayBeTrue() ? assume(args.get(0), true, facts) : null;
    Facts otherwise = condition.mayBeFalse() ? assume(args.get(0), false, facts) : null;
    result = then == null ? result : result.or(outcomes(args.get(1), then));
    return otherwise == null ? result : result.or(outcomes(args.get(2), otherwise));
  }

  private Outcomes equality(CelExpr left, CelExpr right, Facts facts) {
    Knowledge a = knowledge(left, facts);
    Knowledge b = knowledge(right, facts);
    boolean fails = a.mayBeAbsent() || b.mayBeAbsent();
    if (!a.mayBePresent() || !b.mayBePresent()) {
      return Outcomes.FAILS;
    }
    return equal(left, right, a, b).orFails(fails);
  }

  private static Outcomes equal(CelExpr left, CelExpr right, Knowledge a, Knowledge b) {
    if (isSame(left, right)) {
      return Outcomes.TRUE;
    }
    if (a.numbers() != null && b.numbers() != null) {
      return a.numbers().equal(b.numbers());
    }
    Set<String> these = a.possibleWords();
    Set<String> those = b.possibleWords();
    if (these != null && those != null) {
      if (these.size() == 1 && these.equals(those)) {
        return Outcomes.TRUE;
      }
      return these.stream().anyMatch(those::contains) ? Outcomes.EITHER : Outcomes.FALSE;
    }
    return these != null && b.excluded().containsAll(these)
            || those != null && a.excluded().containsAll(those)
        ? Outcomes.FALSE
        : Outcomes.EITHER;
  }

  /** Two names of one value of the record. */
  private static boolean isSame(CelExpr left, CelExpr right) {
    List<String> path = path(left);
    return path != null && path.equals(path(right)) && !isTest(left) && !isTest(right);
  }

  private static boolean isTest(CelExpr expr) {
    return expr.getKind() == CelExpr.ExprKind.Kind.SELECT && expr.select().testOnly();
  }

  private Outcomes order(CelExpr less, CelExpr greater, boolean orEqual, Facts facts) {
    Knowledge a = knowledge(less, facts);
    Knowledge b = knowledge(greater, facts);
    if (!a.mayBePresent() || !b.mayBePresent()) {
      return Outcomes.FAILS;
    }
    boolean typed = facts.isTyped();
    boolean fails = a.mayBeAbsent() || b.mayBeAbsent() || !typed;
    if (isSame(less, greater) && typed) {
      return Outcomes.of(orEqual).orFails(fails);
    }
    return a.numbers() != null && b.numbers() != null
        ? a.numbers().less(b.numbers(), orEqual).orFails(fails)
        : Outcomes.EITHER.orFails(fails);
  }

  private Outcomes membership(CelExpr member, CelExpr list, Facts facts) {
    Set<String> listed = constants(list);
    Knowledge known = knowledge(member, facts);
    if (listed == null || known.numbers() != null) {
      return Outcomes.ANY;
    }
    if (!known.mayBePresent()) {
      return Outcomes.FAILS;
    }
    Set<String> words = known.possibleWords();
    Outcomes outcomes = Outcomes.EITHER;
    if (words != null && listed.containsAll(words)) {
      outcomes = Outcomes.TRUE;
    } else if (words != null && words.stream().noneMatch(listed::contains)) {
      outcomes = Outcomes.FALSE;
    } else if (known.excluded().containsAll(listed)) {
      outcomes = Outcomes.FALSE;
    }
    return outcomes.orFails(known.mayBeAbsent());
  }

  /** The texts and booleans of a list that holds nothing else; else null. */
  private static @Nullable Set<String> constants(CelExpr list) {
    if (list.getKind() != CelExpr.ExprKind.Kind.LIST) {
      return null;
    }
    Set<String> words = new TreeSet<>();
    for (CelExpr element : list.list().elements()) {
      String word = word(element);
      if (word == null) {
        return null;
      }
      words.add(word);
    }
    return words;
  }

  private static @Nullable String word(CelExpr expr) {
    if (expr.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
      return null;
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Knowledge.text(constant.stringValue());
      case BOOLEAN_VALUE -> Knowledge.bool(constant.booleanValue());
      default -> null;
    };
  }

  /** What is known of the value of an expression. */
  private Knowledge knowledge(CelExpr expr, Facts facts) {
    if (++steps > MAX_STEPS) {
      return Knowledge.NOTHING;
    }
    return switch (expr.getKind()) {
      case CONSTANT -> constant(expr.constant());
      case SELECT -> selected(expr, facts);
      case CALL -> called(expr.call(), facts);
      default -> Knowledge.NOTHING;
    };
  }

  private static Knowledge constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case INT64_VALUE -> Knowledge.present(Interval.of(constant.int64Value()), null);
      case DOUBLE_VALUE -> Knowledge.present(Interval.of(constant.doubleValue()), null);
      case STRING_VALUE -> Knowledge.present(null, Set.of(Knowledge.text(constant.stringValue())));
      case BOOLEAN_VALUE ->
          Knowledge.present(null, Set.of(Knowledge.bool(constant.booleanValue())));
      default -> Knowledge.present(null, null);
    };
  }

  private Knowledge selected(CelExpr expr, Facts facts) {
    if (expr.select().testOnly()) {
      Outcomes outcomes = presence(expr, facts);
      Set<String> words = new TreeSet<>();
      if (outcomes.mayBeTrue()) {
        words.add(Knowledge.bool(true));
      }
      if (outcomes.mayBeFalse()) {
        words.add(Knowledge.bool(false));
      }
      return Knowledge.present(null, words).withAbsence(outcomes.mayFail());
    }
    List<String> path = path(expr);
    return path == null ? Knowledge.NOTHING : facts.at(path);
  }

  private Knowledge called(CelExpr.CelCall call, Facts facts) {
    List<CelExpr> operands = new ArrayList<>(call.args());
    call.target().ifPresent(target -> operands.add(0, target));
    switch (call.function()) {
      case "-_" -> {
        Knowledge known = knowledge(operands.get(0), facts);
        Interval numbers = known.numbers();
        return numbers == null ? Knowledge.NOTHING : known.withNumbers(numbers.negated());
      }
      case "size" -> {
        List<String> path = path(operands.get(0));
        return path == null || !facts.isTyped()
            ? Knowledge.NOTHING
            : Knowledge.present(facts.sizes(path), null).withAbsence(facts.at(path).mayBeAbsent());
      }
      case "_[_]" -> {
        String header = header(call);
        return header == null ? Knowledge.NOTHING : facts.at(header);
      }
      default -> {
        return Knowledge.NOTHING;
      }
    }
  }

  /** {@code headers['name']}. */
  private static @Nullable String header(CelExpr.CelCall call) {
    CelExpr owner = call.args().get(0);
    CelExpr index = call.args().get(1);
    boolean isHeader =
        owner.getKind() == CelExpr.ExprKind.Kind.IDENT
            && owner.ident().name().equals("headers")
            && index.getKind() == CelExpr.ExprKind.Kind.CONSTANT
            && index.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    return isHeader ? "headers." + index.constant().stringValue() : null;
  }

  private static @Nullable List<String> path(CelExpr expr) {
    List<String> names = new ArrayList<>();
    CelExpr at = expr;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      names.add(0, at.select().field());
      at = at.select().operand();
    }
    boolean ofRecord =
        at.getKind() == CelExpr.ExprKind.Kind.IDENT && at.ident().name().equals("record");
    return ofRecord && !names.isEmpty() ? names : null;
  }

  /**
   * What is known when a condition has come to true, or to false; null when it cannot. That it
   * could not be evaluated is a third thing.
   */
  private @Nullable Facts assume(CelExpr expr, boolean value, Facts facts) {
    if (++steps > MAX_STEPS) {
      return facts;
    }
    if (isTest(expr)) {
      return assumePresence(expr, value, facts);
    }
    if (expr.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      return assumeWords(expr, Set.of(Knowledge.bool(value)), true, facts);
    }
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return facts;
    }
    List<CelExpr> args = expr.call().args();
    return switch (expr.call().function()) {
      case "!_" -> assume(args.get(0), !value, facts);
      case "_&&_" -> value ? assumeBoth(args, true, facts) : facts;
      case "_||_" -> value ? facts : assumeBoth(args, false, facts);
      case "_==_" -> assumeEqual(args.get(0), args.get(1), value, facts);
      case "_!=_" -> assumeEqual(args.get(0), args.get(1), !value, facts);
      case "_<_" -> assumeLess(args.get(0), args.get(1), value, true, facts);
      case "_<=_" -> assumeLess(args.get(0), args.get(1), value, false, facts);
      case "_>_" -> assumeLess(args.get(1), args.get(0), value, true, facts);
      case "_>=_" -> assumeLess(args.get(1), args.get(0), value, false, facts);
      case "@in" -> {
        Set<String> listed = constants(args.get(1));
        yield listed == null ? facts : assumeWords(args.get(0), listed, value, facts);
      }
      default -> facts;
    };
  }

  private @Nullable Facts assumeBoth(List<CelExpr> args, boolean value, Facts facts) {
    Facts first = assume(args.get(0), value, facts);
    return first == null ? null : assume(args.get(1), value, first);
  }

  private static @Nullable Facts assumePresence(CelExpr expr, boolean present, Facts facts) {
    List<String> path = path(expr);
    if (path == null) {
      return facts;
    }
    Facts more = facts;
    for (int i = 1; i < path.size() && more != null; i++) {
      List<String> owner = path.subList(0, i);
      more = more.with(Facts.key(owner), more.at(owner).thatIsThere());
    }
    if (more == null) {
      return null;
    }
    Knowledge known = more.at(path);
    return more.with(Facts.key(path), present ? known.thatIsThere() : known.thatIsAbsent());
  }

  private @Nullable Facts assumeEqual(CelExpr left, CelExpr right, boolean equal, Facts facts) {
    String word = word(right);
    if (word != null) {
      return assumeWords(left, Set.of(word), equal, facts);
    }
    word = word(left);
    if (word != null) {
      return assumeWords(right, Set.of(word), equal, facts);
    }
    if (!equal) {
      return facts;
    }
    Facts more = assumeLess(left, right, true, false, facts);
    return more == null ? null : assumeLess(right, left, true, false, more);
  }

  private static @Nullable Facts assumeWords(
      CelExpr expr, Set<String> words, boolean among, Facts facts) {
    List<String> path = path(expr);
    String header =
        expr.getKind() == CelExpr.ExprKind.Kind.CALL && expr.call().function().equals("_[_]")
            ? header(expr.call())
            : null;
    if (path == null && header == null) {
      return facts;
    }
    Knowledge known = path == null ? facts.at(String.valueOf(header)) : facts.at(path);
    Knowledge there = known.thatIsThere();
    return facts.with(
        path == null ? String.valueOf(header) : Facts.key(path),
        among ? there.oneOf(words) : there.noneOf(words));
  }

  /** {@code less < greater}, or {@code <=} when it is not strict; or that it is not so. */
  private @Nullable Facts assumeLess(
      CelExpr less, CelExpr greater, boolean value, boolean strictly, Facts facts) {
    if (!facts.isTyped()) {
      return facts;
    }
    if (!value) {
      return assumeLess(greater, less, true, !strictly, facts);
    }
    Interval a = knowledge(less, facts).numbers();
    Interval b = knowledge(greater, facts).numbers();
    Facts more = facts;
    if (a != null && b != null) {
      more = narrow(less, a.below(b, strictly), more);
      more = more == null ? null : narrow(greater, b.above(a, strictly), more);
    }
    return more;
  }

  private static @Nullable Facts narrow(CelExpr expr, Interval numbers, Facts facts) {
    List<String> path = expr.getKind() == CelExpr.ExprKind.Kind.SELECT ? path(expr) : null;
    return path == null
        ? facts
        : facts.with(Facts.key(path), facts.at(path).thatIsThere().withNumbers(numbers));
  }
}
