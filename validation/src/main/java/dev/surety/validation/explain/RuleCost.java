package dev.surety.validation.explain;

import dev.surety.contract.Contract;
import dev.surety.contract.Position;
import dev.surety.contract.RecordRule;
import dev.surety.contract.SchemaObject;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.compile.Plan;
import dev.surety.validation.rule.compiled.CompiledRule;
import dev.surety.validation.rule.compiled.RuleProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * What an expression of a contract is estimated to cost for each record.
 *
 * @param rule the rule's id, or {@code surety.when} and the record type's name
 * @param at where it stands in the contract
 * @param compiled whether it runs compiled; else CEL for Java evaluates it
 * @param nanos estimated nanoseconds of one core for a record that keeps it
 * @param whyNot why it is not compiled, as a clause; empty when it is
 */
public record RuleCost(String rule, Position at, boolean compiled, double nanos, String whyNot) {
  /** The expressions of a contract, in its order; empty when it has an error. */
  public static List<RuleCost> of(Contract contract) {
    List<RuleCost> costs = new ArrayList<>();
    for (String topic : contract.objects().stream().map(SchemaObject::topic).distinct().toList()) {
      Plan plan = ContractCompiler.compile(contract, topic).plan();
      if (plan == null) {
        return List.of();
      }
      List<SchemaObject> objects = contract.objectsOn(topic);
      for (int i = 0; i < objects.size(); i++) {
        add(objects.get(i), plan.objects().get(i), costs);
      }
    }
    return costs;
  }

  private static void add(SchemaObject object, ObjectPlan plan, List<RuleCost> costs) {
    if (object.when() != null && plan.when() != null) {
      String name = "surety.when of " + object.name();
      CompiledRule when = RuleProgram.compile(name, plan.when()).rules().get(0);
      costs.add(cost(when, object.when().at()));
    }
    List<CompiledRule> rules = RuleProgram.compile(plan.root(), plan.rules()).rules();
    List<RecordRule> written = object.rules();
    for (int i = 0; i < rules.size(); i++) {
      costs.add(cost(rules.get(i), written.get(i).expression().at()));
    }
  }

  private static RuleCost cost(CompiledRule rule, Position at) {
    return new RuleCost(rule.id(), at, rule.isCompiled(), rule.estimatedNanos(), rule.whyNot());
  }

  /** {@code compiled, about 12 ns for each record}, or what runs instead and why. */
  public String sentence() {
    String amount = "about " + Math.max(1, Math.round(nanos)) + " ns for each record";
    return compiled ? "compiled, " + amount : "CEL for Java, " + amount + ": " + whyNot;
  }
}
