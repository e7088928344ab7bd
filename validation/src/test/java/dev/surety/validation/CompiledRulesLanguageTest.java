package dev.surety.validation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.validation.compile.ContractCompiler;
import dev.surety.validation.compile.ObjectPlan;
import dev.surety.validation.rule.compiled.CompiledRule;
import dev.surety.validation.rule.compiled.RuleProgram;
import dev.surety.validation.rule.compiled.SlotFiller;
import dev.surety.validation.rule.compiled.Slots;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cases of the compiled subset, written by hand after the CEL specification's language definition
 * and its conformance files (logic, integer and double arithmetic, comparisons, strings, lists,
 * macros, timestamps).
 */
class CompiledRulesLanguageTest {
  private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

  private static final Map<String, @Nullable Object> RECORD =
      Map.of(
          "i",
          7L,
          "j",
          -3L,
          "d",
          new BigDecimal("2.5"),
          "s",
          "caf\u00e9 \ud83d\ude00",
          "b",
          true,
          "at",
          "2024-02-29T23:59:59.5Z",
          "until",
          "2024-03-01T01:00:00+01:00",
          "tags",
          Arrays.asList("EUR", "USD"),
          "nums",
          List.of(1L, 2L, 3L),
          "labels",
          Map.of("a", 1L, "b", 2L));

  private record Case(ObjectPlan plan, CompiledRule compiled, Slots slots) {}

  private static Case of(String expression) {
    ContractCompiler.Result result =
        ContractCompiler.compile(
            Contracts.contract(RandomRules.type().rule("r", expression)), Contracts.TOPIC);
    assertThat(result.problems()).isEmpty();
    ObjectPlan plan = requireNonNull(result.plan()).objects().get(0);
    RuleProgram program = RuleProgram.compile(plan.root(), plan.rules());
    Slots slots = new SlotFiller(program.slots(), plan.root()).fill(RECORD);
    slots.setNow(NOW.getEpochSecond(), NOW.getNano());
    return new Case(plan, program.rules().get(0), slots);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Logic: an error is absorbed by what decides without it.
        "record.b || record.e > 1.0",
        "record.e > 1.0 || record.b",
        "!(record.e > 1.0 && !record.b)",
        "record.b ? true : record.e > 1.0",
        "!record.b == false",
        // Integers: towards zero; the sign of a remainder is that of the dividend.
        "record.j / 2 == -1",
        "record.j % 2 == -1",
        "-record.j == 3",
        "record.i * record.j == -21",
        "9223372036854775807 - record.i == 9223372036854775800",
        "record.i - 9223372036854775807 == -9223372036854775800",
        "int(record.d) == 2 && int(-record.d) == -2",
        // Doubles.
        "record.d / 0.0 > 1e308",
        "-record.d / 0.0 < -1e308",
        "double(record.i) == 7.0",
        "record.d > record.j && record.i > record.d",
        // Strings: sizes are in code points, order is by code point below U+E000.
        "record.s.size() == 6 && size(record.s) == 6",
        "record.s.startsWith('caf') && record.s.endsWith('\\U0001F600') && record.s.contains('é')",
        "record.s.contains('') && !record.s.contains('cafe')",
        "record.s > 'caf' && record.s < 'cag'",
        "record.s.matches('^[a-z]+. .$')",
        "record.s.matches('é')",
        "record.s in ['a', 'café 😀']",
        // Lists and maps.
        "size(record.tags) == 2 && record.tags[1] == 'USD'",
        "'EUR' in record.tags && !('GBP' in record.tags)",
        "record.nums.all(n, n > 0) && record.nums.exists(n, n == 3)",
        "record.nums.exists_one(n, n > 2) && !record.nums.exists_one(n, n > 1)",
        "record.nums.filter(n, n > 1).all(n, n >= 2)",
        "size(record.nums.filter(n, n % 2 == 1)) == 2",
        "record.nums.exists(n, n == 1 || record.e > 1.0)",
        "!record.nums.all(n, n > 2 && record.e > 1.0)",
        "record.nums.all(n, record.nums.exists(m, m == n))",
        "record.labels['a'] == 1 && record.labels.b == 2",
        "'a' in record.labels && !('c' in record.labels) && !has(record.labels.c)",
        "record.labels.all(k, record.labels[k] < 3)",
        "has(record.i) && !has(record.e) && !has(record.o)",
        // Timestamps and durations.
        "record.until - record.at == duration('0.5s')",
        "record.at + duration('0.5s') == record.until",
        "record.until - duration('1h') < record.at",
        "record.at.getFullYear() == 2024 && record.at.getMonth() == 1 && record.at.getDate() == 29",
        "record.at.getDayOfMonth() == 28 && record.at.getDayOfYear() == 59",
        "record.at.getDayOfWeek() == 4 && record.at.getHours() == 23",
        "record.at.getMinutes() == 59 && record.at.getSeconds() == 59",
        "record.at.getMilliseconds() == 500",
        "duration('1h30m').getMinutes() == 90 && duration('1h30m').getHours() == 1",
        "timestamp('2024-03-01T00:00:00Z') == record.until",
        "record.at < now && now - record.at < duration('2400h')",
      })
  void what_the_language_says_is_true_is_true_compiled_and_for_cel(String expression) {
    Case tried = of(expression);

    assertThat(tried.compiled().whyNot()).isEmpty();
    assertThat(tried.plan().rules().get(0).evaluate(tried.plan().root(), RECORD, NOW).value())
        .isTrue();
    assertThat(tried.compiled().holds(tried.slots())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record.e > 1.0",
        "record.e > 1.0 && record.b",
        "!(record.e > 1.0)",
        "record.i + 9223372036854775807 > 0",
        "record.i + 9223372036854775807 < 0",
        "-9223372036854775807 - record.i > 0",
        "record.i * 9223372036854775807 != 0",
        "record.i / (record.j + 3) == 0",
        "record.i % (record.j + 3) == 0",
        "-(record.j - 9223372036854775805) > 0",
        "record.tags[2] == 'EUR'",
        "record.labels['c'] == 1",
        "record.nums.exists_one(n, record.e > 1.0)",
        "record.nums.filter(n, n == 1 || record.e > 1.0).exists(n, n == 1)",
        "record.o.p.d > 0.0",
        "!has(record.o.p)",
        "!(record.e > 1.0 ? true : true)",
        "timestamp('9999-12-31T23:59:59Z') + duration('1s') > record.at",
      })
  void what_is_an_error_never_holds(String expression) {
    Case tried = of(expression);

    assertThat(tried.compiled().whyNot()).isEmpty();
    assertThat(tried.plan().rules().get(0).evaluate(tried.plan().root(), RECORD, NOW).whyNot())
        .isNotNull();
    assertThat(tried.compiled().holds(tried.slots())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record.nums.map(n, n + 1).exists(n, n == 4)",
        "string(record.i) == '7'",
        "record.s + 'x' == 'y'",
        "record.tags == ['EUR', 'USD']",
        "record.s.matches(record.s)",
        "record.s.matches('(?i)CAF')",
        "record.s.matches('\\\\pL')",
        "record.nums[record.i] == 1",
        "record.at.getHours('Europe/Paris') == 0",
        "int(record.s) == 1",
      })
  void what_is_outside_of_the_subset_says_why_and_never_holds(String expression) {
    Case tried = of(expression);

    assertThat(tried.compiled().isCompiled()).isFalse();
    assertThat(tried.compiled().whyNot()).isNotBlank();
    assertThat(tried.compiled().holds(tried.slots())).isFalse();
  }
}
