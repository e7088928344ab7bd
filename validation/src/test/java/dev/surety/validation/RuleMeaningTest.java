package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.rule.Rule;
import dev.surety.validation.rule.RuleMeaning;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What is proved of a rule is never refuted by a record. Random rules over a small record type, and
 * random records that keep all that is said of its properties. {@code -Dsurety.meaning.rules=N}
 * sets how many rules, {@code -Dsurety.seed=N} repeats one.
 */
class RuleMeaningTest {
  private static final int RULES = Integer.getInteger("surety.meaning.rules", 1_000);
  private static final int RECORDS = 300;

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: a
      version: 1.0.0
      status: active
      schema:
        - name: r
          physicalName: t
          properties:
            - {name: i, logicalType: integer, required: true, logicalTypeOptions: {minimum: 0, maximum: 3}}
            - {name: j, logicalType: integer, logicalTypeOptions: {exclusiveMinimum: 0, maximum: 2.5}}
            - {name: d, logicalType: number, required: true, logicalTypeOptions: {minimum: 0.1, exclusiveMaximum: 2}}
            - {name: e, logicalType: number, logicalTypeOptions: {maximum: 1}}
            - {name: s, logicalType: string, required: true, enum: [{value: a}, {value: b}]}
            - {name: t, logicalType: string, enum: [{value: b}, {value: c}]}
            - {name: b, logicalType: boolean, required: true}
            - {name: o, logicalType: object, properties: [{name: i, logicalType: integer, required: true, logicalTypeOptions: {minimum: 2}}]}
          quality:
            - {id: rule, type: custom, engine: cel, implementation: "%s"}
      """;

  @Test
  void whatIsProvedOfARuleHoldsForEveryRecord() {
    Long only = Long.getLong("surety.seed");
    int always = 0;
    int never = 0;
    int alwaysSeen = 0;
    int neverSeen = 0;
    for (long seed = only == null ? 0 : only; seed < (only == null ? RULES : only + 1); seed++) {
      Random random = new Random(seed * 31 + 7);
      String expression = bool(random, 1 + (int) (seed % 3));
      Contract contract =
          requireNonNull(ContractReader.read("c.yaml", CONTRACT.formatted(expression)).contract());
      ObjectPlan plan =
          requireNonNull(ContractCompiler.compile(contract, "t").plan()).objects().get(0);
      Rule rule = plan.rules().get(0);
      RuleMeaning.Proof proof = RuleMeaning.ofRule(rule, contract.objects().get(0).root());
      int holds = 0;
      for (int i = 0; i < RECORDS; i++) {
        Object record = record(random);
        boolean value = rule.evaluate(plan.root(), record, Instant.EPOCH).value();
        holds += value ? 1 : 0;
        assertThat(proof)
            .as("seed %d: %s is %s of %s", seed, expression, value, record)
            .isNotEqualTo(value ? RuleMeaning.Proof.NEVER_TRUE : RuleMeaning.Proof.ALWAYS_TRUE);
      }
      always += proof == RuleMeaning.Proof.ALWAYS_TRUE ? 1 : 0;
      never += proof == RuleMeaning.Proof.NEVER_TRUE ? 1 : 0;
      alwaysSeen += holds == RECORDS ? 1 : 0;
      neverSeen += holds == 0 ? 1 : 0;
    }
    System.out.printf(
        "%d rules: never false of a record %d, proved %d; never true %d, proved %d%n",
        RULES, alwaysSeen, always, neverSeen, never);
    if (only == null) {
      assertThat(always).as("of %d", alwaysSeen).isGreaterThan(alwaysSeen / 2);
      assertThat(never).as("of %d", neverSeen).isGreaterThan(neverSeen / 2);
    }
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String bool(Random random, int depth) {
    if (depth > 0) {
      String left = bool(random, depth - 1);
      String right = bool(random, depth - 1);
      return switch (random.nextInt(6)) {
        case 0, 1 -> "(" + left + " && " + right + ")";
        case 2, 3 -> "(" + left + " || " + right + ")";
        case 4 -> "!(" + left + ")";
        default -> "(" + left + " ? " + right + " : " + bool(random, depth - 1) + ")";
      };
    }
    String relation = pick(random, " < ", " <= ", " > ", " >= ", " == ", " != ");
    String order = pick(random, " < ", " <= ", " > ", " >= ");
    String integer = pick(random, "record.i", "record.j", "record.o.i", "size(record.s)");
    String number = pick(random, "record.d", "record.e");
    String text = pick(random, "record.s", "record.t");
    return switch (random.nextInt(10)) {
      case 0 -> "has(record." + pick(random, "i", "j", "e", "t", "o", "o.i") + ")";
      case 1 -> integer + relation + (random.nextInt(6) - 1);
      case 2 -> (random.nextInt(6) - 1) + relation + integer;
      case 3 -> number + relation + pick(random, "0.0", "0.1", "1.0", "2.0", "-1.5");
      case 4 -> number + order + (random.nextInt(4) - 1);
      case 5 -> text + pick(random, " == ", " != ") + "'" + pick(random, "a", "b", "c", "d") + "'";
      case 6 -> text + " in ['a', '" + pick(random, "b", "c") + "']";
      case 7 -> "record.b";
      case 8 -> integer + order + pick(random, "record.i", "record.j", "record.d", "1.5");
      default -> text + pick(random, " == ", " != ") + pick(random, "record.s", "record.t");
    };
  }

  private static Map<String, @Nullable Object> record(Random random) {
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    record.put("i", (long) random.nextInt(4));
    optional(random, record, "j", 1L + random.nextInt(2));
    record.put(
        "d", new BigDecimal(pick(random, "0.1", "1", "1.5", "1.9999999999999999999", "0.7")));
    optional(
        random, record, "e", new BigDecimal(pick(random, "1", "-1.5", "0.0", "-1e400", "0.1")));
    record.put("s", pick(random, "a", "b"));
    optional(random, record, "t", pick(random, "b", "c"));
    record.put("b", random.nextBoolean());
    optional(random, record, "o", new LinkedHashMap<>(Map.of("i", 2L + random.nextInt(3))));
    return record;
  }

  private static void optional(
      Random random, Map<String, @Nullable Object> record, String name, Object value) {
    int choice = random.nextInt(4);
    if (choice > 0) {
      record.put(name, choice == 1 ? null : value);
    }
  }
}
