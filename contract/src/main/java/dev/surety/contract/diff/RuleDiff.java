package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Property;
import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares record rules as what they are together: conditions that a record must keep, all of them.
 * A condition is implied when the other version has it too, has a stronger one on the same
 * property, or constrains the property itself. Everything else cannot be told here.
 */
final class RuleDiff {
  private final SchemaObject before;
  private final SchemaObject after;
  private final List<Change> changes;

  RuleDiff(SchemaObject before, SchemaObject after, List<Change> changes) {
    this.before = before;
    this.after = after;
    this.changes = changes;
  }

  void compare() {
    Map<String, RecordRule> old = byId(before);
    Map<String, RecordRule> now = byId(after);
    Set<String> ids = new LinkedHashSet<>(old.keySet());
    ids.addAll(now.keySet());
    for (String id : ids) {
      compare(id, old.get(id), now.get(id));
    }
  }

  private static Map<String, RecordRule> byId(SchemaObject object) {
    Map<String, RecordRule> rules = new LinkedHashMap<>();
    object.rules().forEach(rule -> rules.put(rule.id(), rule));
    return rules;
  }

  private void compare(String id, @Nullable RecordRule old, @Nullable RecordRule now) {
    Answer forward = keeps(before, conditions(now), after);
    Answer backward = keeps(after, conditions(old), before);
    boolean same =
        old != null
            && now != null
            && Expressions.tokens(old.expression().value())
                .equals(Expressions.tokens(now.expression().value()))
            && old.onViolation() == now.onViolation();
    if (same && forward == Answer.YES && backward == Answer.YES) {
      return;
    }
    changes.add(
        new Change(
            ChangeKind.RULE,
            before.name(),
            id,
            old == null ? null : old.at(),
            now == null ? null : now.at(),
            Effects.of(forward, backward),
            statement(old, now, same),
            null));
  }

  private static String statement(
      @Nullable RecordRule old, @Nullable RecordRule now, boolean same) {
    if (old == null || now == null) {
      return now == null
          ? "The rule is gone: " + (old == null ? "" : old.expression().value())
          : "The rule is new: " + now.expression().value();
    }
    if (same) {
      return "The rule reads properties whose type changed";
    }
    if (old.onViolation() != now.onViolation()) {
      return now.onViolation() == OnViolation.PASS
          ? "The rule only warns now"
          : "The rule only warned and now rejects records";
    }
    return "The rule was '" + old.expression() + "' and is now '" + now.expression() + "'";
  }

  /** What a rule asks of records; a rule that only warns asks nothing. */
  private static List<Expressions.Condition> conditions(@Nullable RecordRule rule) {
    return rule == null || rule.onViolation() == OnViolation.PASS
        ? List.of()
        : Expressions.conditions(Expressions.tokens(rule.expression().value()));
  }

  private static List<Expressions.Condition> conditions(SchemaObject object) {
    List<Expressions.Condition> all = new ArrayList<>();
    object.rules().forEach(rule -> all.addAll(conditions(rule)));
    return all;
  }

  /** Whether every record of a version keeps some conditions of the other. */
  private static Answer keeps(
      SchemaObject all, List<Expressions.Condition> wanted, SchemaObject other) {
    List<Expressions.Condition> given = conditions(all);
    Answer answer = Answer.YES;
    for (Expressions.Condition condition : wanted) {
      answer = answer.and(keeps(all, given, condition, other));
    }
    return answer;
  }

  private static Answer keeps(
      SchemaObject all,
      List<Expressions.Condition> given,
      Expressions.Condition wanted,
      SchemaObject other) {
    for (String path : Expressions.reads(wanted.tokens())) {
      if (!readsTheSame(all.root(), other.root(), path)) {
        return Answer.UNKNOWN;
      }
    }
    if (given.stream().anyMatch(condition -> Expressions.isAtLeast(condition, wanted))) {
      return Answer.YES;
    }
    Optional<Expressions.Range> range = Expressions.range(wanted);
    return range.isPresent() && isImplied(all, given, range.get()) ? Answer.YES : Answer.UNKNOWN;
  }

  private static boolean isImplied(
      SchemaObject all, List<Expressions.Condition> given, Expressions.Range wanted) {
    for (Expressions.Condition condition : given) {
      Expressions.Range range = Expressions.range(condition).orElse(null);
      if (range != null
          && range.path().equals(wanted.path())
          && (!range.guarded() || wanted.guarded())
          && range.numbers().isWithin(wanted.numbers())) {
        return true;
      }
    }
    return isImpliedByProperty(all.root(), wanted);
  }

  /** Only for integers: a number is rounded before CEL compares it. */
  private static boolean isImpliedByProperty(Property root, Expressions.Range wanted) {
    Property at = root;
    String[] steps = wanted.path().split("\\.");
    for (int i = 0; i < steps.length; i++) {
      Property member = member(at, steps[i]);
      boolean isLast = i == steps.length - 1;
      if (member == null || !(member.required() || (isLast && wanted.guarded()))) {
        return false;
      }
      at = member;
    }
    return at.type() == LogicalType.INTEGER && Numbers.of(at).isWithin(wanted.numbers());
  }

  static @Nullable Property member(@Nullable Property object, String name) {
    return object == null || object.type() != LogicalType.OBJECT
        ? null
        : object.properties().stream()
            .filter(property -> property.name().equals(name))
            .findFirst()
            .orElse(null);
  }

  /** Whether a rule sees values of the same types at a path in both versions. */
  private static boolean readsTheSame(Property a, Property b, String path) {
    Property left = a;
    Property right = b;
    if (!path.isEmpty()) {
      for (String step : path.split("\\.")) {
        if (left == null || right == null) {
          return false;
        }
        // Below a property without a type, records are read as they are.
        if (left.type() == null && right.type() == null) {
          return true;
        }
        left = member(left, step);
        right = member(right, step);
      }
    }
    return left != null && right != null && sameTypes(left, right);
  }

  private static boolean sameTypes(@Nullable Property a, @Nullable Property b) {
    if (a == null || b == null) {
      return a == b;
    }
    boolean sameType =
        a.type() == b.type() && (!Temporals.isTemporal(a) || Temporals.sameFormat(a, b));
    if (!sameType || !names(a).equals(names(b))) {
      return false;
    }
    for (Property member : a.properties()) {
      if (!sameTypes(member, member(b, member.name()))) {
        return false;
      }
    }
    return sameTypes(a.items(), b.items())
        && sameTypes(a.mapKey(), b.mapKey())
        && sameTypes(a.mapValue(), b.mapValue());
  }

  private static Set<String> names(Property object) {
    Set<String> names = new HashSet<>();
    object.properties().forEach(property -> names.add(property.name()));
    return names;
  }

  /** Whether rules or the condition of a version may exclude values at a path. */
  static boolean restrict(SchemaObject object, String path) {
    Set<String> reads = new HashSet<>();
    conditions(object).forEach(condition -> reads.addAll(Expressions.reads(condition.tokens())));
    if (object.when() != null) {
      reads.addAll(Expressions.reads(Expressions.tokens(object.when().value())));
    }
    return reads.stream().anyMatch(read -> touches(read, path));
  }

  /** Whether one of two places is the other or above it. */
  static boolean touches(String a, String b) {
    return isAtOrBelow(a, b) || isAtOrBelow(b, a);
  }

  static boolean isAtOrBelow(String place, String above) {
    if (above.isEmpty() || Objects.equals(place, above)) {
      return true;
    }
    return place.startsWith(above)
        && (place.charAt(above.length()) == '.'
            || place.charAt(above.length()) == '['
            || place.charAt(above.length()) == '{');
  }
}
