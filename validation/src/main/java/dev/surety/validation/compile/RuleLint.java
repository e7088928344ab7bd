package dev.surety.validation.compile;

import dev.surety.contract.Problem;
import dev.surety.contract.Problem.Severity;
import dev.surety.contract.RecordRule;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.contract.SchemaObject;
import dev.surety.contract.Text;
import dev.surety.validation.rule.Condition;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.rule.RuleMeaning;
import dev.surety.validation.rule.RuleMeaning.Proof;
import java.util.List;

/** Rules that no record can break, or none can keep; record types that no record can be of. */
final class RuleLint {
  private final Problems problems;

  RuleLint(Problems problems) {
    this.problems = problems;
  }

  /** The record types of one topic, as the contract has them and compiled, in the same order. */
  void check(List<SchemaObject> objects, List<ObjectPlan> plans) {
    for (int i = 0; i < objects.size(); i++) {
      SchemaObject object = objects.get(i);
      List<Rule> rules = plans.get(i).rules();
      for (int j = 0; j < rules.size(); j++) {
        rule(object.rules().get(j), rules.get(j), object);
      }
      if (!when(object, plans.get(i))) {
        earlier(objects, plans, i);
      }
    }
  }

  private void rule(RecordRule rule, Rule compiled, SchemaObject object) {
    Proof proof = RuleMeaning.ofRule(compiled, object.root());
    if (proof == Proof.ALWAYS_TRUE) {
      problems.warning(
          "rule-never-fails",
          rule.expression().at(),
          "The rule \""
              + rule.id()
              + "\" can never fail: what the contract says of the properties"
              + " already makes it true.",
          "Remove it, or correct it.");
    } else if (proof == Proof.NEVER_TRUE) {
      boolean rejectsAll = rule.onViolation() == OnViolation.QUARANTINE;
      add(
          rejectsAll ? Severity.ERROR : Severity.WARNING,
          "rule-never-holds",
          rule.expression(),
          "No record can keep the rule \""
              + rule.id()
              + "\""
              + (rejectsAll ? ", so every record would be rejected." : "."),
          "Compare it with the types, bounds and enum values of the properties that it reads.");
    }
  }

  private void add(Severity severity, String code, Text at, String message, String help) {
    problems.addAll(List.of(new Problem(severity, code, at.at(), message, help, "")));
  }

  /** Whether something is wrong with the condition alone. */
  private boolean when(SchemaObject object, ObjectPlan plan) {
    Text text = object.when();
    if (text == null || plan.when() == null) {
      return false;
    }
    if (RuleMeaning.ofCondition(plan.when()) == Proof.NEVER_TRUE) {
      problems.error(
          "when-never-holds",
          text.at(),
          "surety.when is true of no record, so nothing is ever a \"" + object.name() + "\".",
          "Correct the condition, or remove the schema object.");
      return true;
    }
    return false;
  }

  /** The first object whose condition is true claims the record. */
  private void earlier(List<SchemaObject> objects, List<ObjectPlan> plans, int index) {
    Condition when = plans.get(index).when();
    for (int i = 0; i < index; i++) {
      Condition before = plans.get(i).when();
      if (before == null) {
        return; // Reported when the topic is compiled.
      }
      boolean claimsAll = RuleMeaning.ofCondition(before) == Proof.ALWAYS_TRUE;
      if (claimsAll || (when != null && RuleMeaning.implies(when, before))) {
        Text text = objects.get(index).when();
        problems.error(
            "unreachable-object",
            text == null ? objects.get(index).at() : text.at(),
            "No record ever reaches \""
                + objects.get(index).name()
                + "\": \""
                + objects.get(i).name()
                + "\" before it claims every such record.",
            "Make the conditions differ, or move \"" + objects.get(index).name() + "\" in front.");
        return;
      }
    }
  }
}
