package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.rule.Expression;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.rule.compiled.CompiledRule;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.SlotFiller;
import dev.surety.validation.rule.compiled.Slots;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compiled rules against CEL for Java on random expressions and records. The number of pairs is
 * {@code -Dsurety.rule.pairs}; {@code -Dsurety.seed=N} repeats one expression.
 */
class CompiledRulesAgreementTest {
  private static final int RECORDS = 50;
  private static final int PAIRS = Integer.getInteger("surety.rule.pairs", 10_000);

  private long pairs;
  private long trueOfCel;
  private long trueOfBoth;
  private long notTrue;
  private long surelyNot;

  @Test
  void what_compiled_rules_hold_true_is_true_for_cel_and_little_is_left_unsure() {
    Long only = Long.getLong("surety.seed");
    if (only != null) {
      check(only);
      return;
    }
    for (long seed = 0; pairs < PAIRS; seed++) {
      check(seed);
    }
    System.out.printf(
        "%d pairs: true for CEL %d, of these true compiled %d; not true %d, of these surely not %d%n",
        pairs, trueOfCel, trueOfBoth, notTrue, surelyNot);
    assertThat(trueOfCel).isGreaterThan(pairs / 5);
    assertThat(trueOfBoth).isGreaterThan(trueOfCel * 90 / 100);
    assertThat(surelyNot).isGreaterThan(notTrue * 80 / 100);
  }

  private void check(long seed) {
    RandomRules random = new RandomRules(new Random(seed * 7_919 + 3));
    String expression = random.bool(1 + (int) (seed % 3));
    ContractCompiler.Result compiled =
        ContractCompiler.compile(
            Contracts.contract(RandomRules.type().rule("r", expression)), Contracts.TOPIC);
    assertThat(compiled.problems()).as("seed %d: %s", seed, expression).isEmpty();
    ObjectPlan plan = requireNonNull(compiled.plan()).objects().get(0);
    Rule rule = plan.rules().get(0);
    RuleProgram program = RuleProgram.compile(plan.root(), List.of(rule));
    CompiledRule fast = program.rules().get(0);
    assertThat(fast.whyNot()).as("seed %d: %s", seed, expression).isEmpty();
    SlotFiller filler = new SlotFiller(program.slots(), plan.root());
    for (int i = 0; i < RECORDS; i++) {
      compare(seed, expression, plan, rule, fast, filler, random.record());
    }
  }

  private void compare(
      long seed,
      String expression,
      ObjectPlan plan,
      Rule rule,
      CompiledRule fast,
      SlotFiller filler,
      Object record) {
    Expression.Outcome expected = rule.evaluate(plan.root(), record, RandomRules.NOW);
    Slots slots = filler.fill(record);
    slots.setNow(RandomRules.NOW.getEpochSecond(), RandomRules.NOW.getNano());
    boolean holds = fast.holds(slots);
    boolean fails = fast.fails(slots);
    assertThat(holds && !expected.value())
        .as("seed %d holds, but CEL: %s; %s of %s", seed, expected, expression, record)
        .isFalse();
    assertThat(fails && expected.value())
        .as("seed %d fails, but CEL says true; %s of %s", seed, expression, record)
        .isFalse();
    pairs++;
    trueOfCel += expected.value() ? 1 : 0;
    trueOfBoth += holds ? 1 : 0;
    notTrue += expected.value() ? 0 : 1;
    surelyNot += fails ? 1 : 0;
  }
}
