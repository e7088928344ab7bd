package dev.surety.validation.rule.compiled;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.Expression;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.type.AllowedValues;
import dev.surety.validation.type.Node;
import dev.surety.validation.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The rules of a record type, compiled, with the slots that they read. Immutable; may be shared
 * between threads.
 */
public final class RuleProgram {
  private static final Node UNTYPED =
      new Node("", false, false, AllowedValues.ALL, new Shape.Any());

  private final SlotPlan slots;
  private final List<CompiledRule> rules;

  private final int property;

  private RuleProgram(SlotPlan slots, List<CompiledRule> rules, int property) {
    this.slots = slots;
    this.rules = List.copyOf(rules);
    this.property = property;
  }

  /** Compiles the rules of a record type; those outside the subset are there with their reason. */
  public static RuleProgram compile(Node root, List<Rule> rules) {
    return compile(root, rules, List.of());
  }

  /**
   * Compiles them, with one property more to capture: a string or an integer.
   *
   * @param path the names on the way to it; empty for none
   */
  public static RuleProgram compile(Node root, List<Rule> rules, List<String> path) {
    Captures captures = new Captures();
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      compiled.add(compile(rule.id(), rule.expression(), captures, root, false));
    }
    int property = path.isEmpty() ? Capture.NONE : property(captures, root, path);
    return new RuleProgram(captures.plan(), compiled, property);
  }

  private static int property(Captures captures, Node root, List<String> path) {
    Place place = Place.record(captures.root(), root);
    try {
      for (String name : path) {
        place = place.member(name);
      }
    } catch (Outside notListed) {
      return Capture.NONE;
    }
    Kind kind = place.kind();
    return kind == Kind.STRING || kind == Kind.LONG ? place.capture().slotFor(kind) : Capture.NONE;
  }

  /** The slot of the property that was asked for; {@link Capture#NONE} when it has none. */
  public int property() {
    return property;
  }

  /**
   * Compiles one {@code surety.when}. Its slots are its own: it reads an untyped record, before it
   * is known which type the record has.
   */
  public static RuleProgram compile(String object, Condition when) {
    Captures captures = new Captures();
    CompiledRule rule = compile(object, when.expression(), captures, UNTYPED, true);
    return new RuleProgram(captures.plan(), List.of(rule), Capture.NONE);
  }

  private static CompiledRule compile(
      String id, Expression expression, Captures captures, Node root, boolean condition) {
    CelAbstractSyntaxTree ast = expression.ast();
    TreeSet<String> reads =
        expression.readPaths().stream()
            .map(path -> String.join(".", path))
            .collect(Collectors.toCollection(TreeSet::new));
    try {
      // Once for its own sake: an expression that fails halfway must leave no slots behind.
      bool(ast, new Captures(), root, condition, new Cost());
      Cost cost = new Cost();
      Bool program = bool(ast, captures, root, condition, cost);
      return new CompiledRule(id, program, "", cost.nanos(), reads);
    } catch (Outside e) {
      return new CompiledRule(id, null, e.why(), Cost.ofCel(ast), reads);
    }
  }

  private static Bool bool(
      CelAbstractSyntaxTree ast, Captures captures, Node root, boolean condition, Cost cost)
      throws Outside {
    return new Booleans(ast, new Paths(captures, root, condition), cost).compile(ast.getExpr());
  }

  /** What the compiled rules read. */
  public SlotPlan slots() {
    return slots;
  }

  /** All rules, in the order given. */
  public List<CompiledRule> rules() {
    return rules;
  }

  /** Whether every rule is compiled. */
  public boolean isComplete() {
    return rules.stream().allMatch(CompiledRule::isCompiled);
  }

  /** Whether every rule surely holds: then no rule is a reason against the record. */
  public boolean allHold(Slots filled) {
    for (int i = 0; i < rules.size(); i++) {
      if (!rules.get(i).holds(filled)) {
        return false;
      }
    }
    return true;
  }
}
