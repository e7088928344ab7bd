package dev.surety.validation;

import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.validation.Contracts.named;
import static dev.surety.validation.Contracts.problems;
import static dev.surety.validation.Contracts.record;
import static dev.surety.validation.Contracts.validator;
import static dev.surety.validation.Contracts.violations;
import static dev.surety.validation.PropertyBuilder.any;
import static dev.surety.validation.PropertyBuilder.array;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.number;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.surety.contract.Problem;
import dev.surety.contract.RecordRule.OnViolation;
import dev.surety.validation.Contracts.ObjectBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordRuleTest {
  private static ObjectBuilder order() {
    return record(
        integer("quantity"),
        number("amount"),
        string("currency"),
        property("ordered", DATE),
        property("paid", TIMESTAMP),
        object("customer", string("email"), integer("age")),
        array("lines", object("", string("sku"), integer("count"))),
        map("labels", string(""), integer("")),
        map("byNumber", integer(""), string("")),
        any("extra"));
  }

  private static final String ORDER =
      "{\"quantity\":2,\"amount\":5,\"currency\":\"EUR\",\"ordered\":\"2024-02-29\","
          + "\"paid\":\"2024-02-29T01:00:00+01:00\",\"customer\":{\"email\":\"a@b\",\"age\":null},"
          + "\"lines\":[{\"sku\":\"x\",\"count\":1},{\"sku\":\"y\",\"count\":1}],"
          + "\"labels\":{\"a b\":1,\"n\":null},\"byNumber\":{\"7\":\"x\"},\"extra\":{\"z\":[1,2.5]}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record.quantity == 2",
        "record.amount > 1 && record.amount == 5.0",
        "record.customer.email.matches('^a@')",
        "record.customer.email + '!' == 'a@b!'",
        "!has(record.customer.age)",
        "has(record.lines) && record.lines.all(l, l.count > 0)",
        "record.lines.map(l, l.sku) == ['x', 'y']",
        "record.lines[1].sku == 'y'",
        "size(record.lines) == 2",
        "record.labels['a b'] == 1",
        "!('n' in record.labels)",
        "record.byNumber[7] == 'x'",
        "record.paid == timestamp('2024-02-29T00:00:00Z')",
        "record.ordered == record.paid",
        "record.paid - record.ordered == duration('0s')",
        "record.extra.z[1] == 2.5",
        "record.extra.z[0] == 1",
        "!has(record.extra.q)",
        "[1] + [2] == [1, 2]",
      })
  void expressions_see_the_record_with_the_types_of_the_contract(String expression) {
    RecordValidator validator = validator(order().rule("r", expression));

    assertThat(violations(validator, TestRecord.json(ORDER))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record.customer.age > 1      | record.customer.age is absent",
        "record.extra.q == 1          | record.extra.q is absent",
        "record.labels['zz'] == 1     | record.labels.zz is absent",
        "record.labels[record.currency] == 1 | reads a member of record.labels that is absent",
        "record.lines[2].sku == 'x'   | beyond the end",
        "record.quantity / 0 == 1     | divides by zero",
        "record.quantity + 9223372036854775807 > 0 | too large for 64 bits",
        "int(record.currency) == 1    | cannot be converted",
        "record.extra                 | neither true nor false",
        "[record.currency + '(' ].exists(p, 'x'.matches(p)) | does not accept",
      })
  void a_rule_that_cannot_be_evaluated_says_why(String expression, String why) {
    RecordValidator validator = validator(order().rule("r", expression));

    assertThat(violations(validator, TestRecord.json(ORDER)))
        .singleElement()
        .satisfies(v -> assertThat(v.code()).isEqualTo("rule_not_evaluable"))
        .satisfies(v -> assertThat(v.message()).contains(why).doesNotContain("EUR"));
  }

  @Test
  void an_integer_beyond_64_bits_cannot_be_read_by_a_rule_and_is_no_failure_elsewhere() {
    RecordValidator validator =
        validator(
            record(integer("a").option("format", "u128"), map("m", integer(""), any("")))
                .rule("reads", "record.a > 0")
                .rule("guards", "has(record.a)"));

    assertThat(violations(validator, TestRecord.json("{\"a\":18446744073709551616}")))
        .singleElement()
        .satisfies(v -> assertThat(v.rule()).isEqualTo("reads"))
        .satisfies(v -> assertThat(v.message()).contains("too large for 64 bits"));
  }

  @Test
  void hostile_expressions_stop_at_a_limit() {
    String ten = "[1,2,3,4,5,6,7,8,9,10]";
    String loops = "%1$s.all(a, %1$s.all(b, %1$s.all(c, %1$s.all(d, a + b + c + d > 0))))";
    StringBuilder doubling = new StringBuilder("record.currency");
    for (char variable = 'a'; variable <= 'j'; variable++) {
      doubling.insert(0, "[").append("].map(v, v+v+v+v)[0]");
    }
    RecordValidator validator =
        validator(
            order().rule("loops", loops.formatted(ten)).rule("doubling", doubling + " != ''"));

    assertThat(violations(validator, TestRecord.json(ORDER)))
        .extracting(Violation::message)
        .satisfiesExactly(
            m -> assertThat(m).contains("10000 steps"), m -> assertThat(m).contains("too large"));
  }

  @Test
  void a_rule_is_skipped_when_what_it_reads_is_already_reported() {
    RecordValidator validator =
        validator(
            record(
                    integer("a").option("minimum", 1),
                    object("b", string("c")),
                    array("d", object("", integer("e"))),
                    integer("f"))
                .rule("reads-a", "record.a > 5")
                .rule("reads-c", "record.b.c == 'x'")
                .rule("reads-e", "record.d.all(x, x.e > 5)")
                .rule("reads-f", "record.f > 5"));

    assertThat(
            violations(
                validator, TestRecord.json("{\"a\":0,\"b\":1,\"d\":[{\"e\":\"\"}],\"f\":0}")))
        .extracting(Violation::rule)
        .containsExactly("minimum", "logicalType", "logicalType", "reads-f");
  }

  @Test
  void a_failed_rule_says_its_description_and_one_that_lets_pass_is_a_warning() {
    RecordValidator validator =
        validator(
            record(integer("a"))
                .rule("hint", "a should be small", "record.a < 5", OnViolation.PASS)
                .rule("strict", "a must be odd", "record.a % 2 == 1", OnViolation.QUARANTINE));
    Violation hint = new Violation("hint", "", "rule_failed", "a should be small");

    assertThat(validator.validate(TestRecord.json("{\"a\":7}")))
        .isEqualTo(new Verdict.Accepted(List.of(hint)));
    assertThat(validator.validate(TestRecord.json("{\"a\":8}")))
        .isEqualTo(
            new Verdict.Rejected(
                List.of(new Violation("strict", "", "rule_failed", "a must be odd")),
                List.of(hint)));
    assertThat(validator.validate(TestRecord.json("{\"a\":1}")))
        .asInstanceOf(type(Verdict.Accepted.class))
        .isSameAs(Verdict.Accepted.CLEAN);
  }

  /** The expression stands at line 20, column 10, and goes on at column 8. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "record.quantiyt > 1           | cel-unknown-field | 20:17 | quantity",
        "has(record.nothing.here)      | cel-unknown-field | 20:21 | ''",
        "record.customer.emial == ''   | cel-unknown-field | 20:26 | email",
        "record.quantity > 'x'         | cel-type          | 20:26 | ''",
        "record.quantity               | cel-type          | 20:16 | ''",
        "record.amount == 1            | cel-type          | 20:24 | 1.0",
        "recrod.amount > 1             | cel-unknown-name  | 20:10 | record",
        "headers['x'] == 'y'           | cel-unknown-name  | 20:10 | variables",
        "record.quantity >             | cel-syntax        | 20:27 | ''",
        "record.currency.matches('(a') | pattern-syntax    | 20:34 | ''",
        "record.currency.matches('(?=a)') | pattern-syntax | 20:34 | RE2",
      })
  void an_error_in_an_expression_has_its_place_in_the_file(
      String expression, String code, String place, String help) {
    List<Problem> problems = problems(order().rule("r", expression));

    assertThat(problems).hasSize(1);
    Problem problem = problems.get(0);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.at().line() + ":" + problem.at().column())
        .as(problem.toString())
        .isEqualTo(place);
    assertThat(problem.help()).contains(help);
  }

  @Test
  void an_error_on_a_later_line_of_an_expression_has_that_line() {
    List<Problem> problems = problems(order().rule("r", "record.quantity > 1 &&\n record.nix > 1"));

    assertThat(problems).singleElement().satisfies(p -> assertThat(p.at().line()).isEqualTo(21));
    assertThat(problems.get(0).at().column()).isEqualTo(8 + 8);
  }

  @Test
  void an_expression_has_a_greatest_length() {
    assertThat(problems(order().rule("r", "true || ".repeat(600) + "true")))
        .extracting(Problem::code)
        .containsExactly("cel-too-long");
  }

  @Test
  void the_first_object_whose_when_is_true_claims_the_record() {
    RecordValidator validator =
        validator(
            named("push", string("ref").required()).when("headers['event'] == 'push'"),
            named("keyed", string("k").required()).when("key == 'special'"),
            named("typed", string("t").required()).when("record.kind == 'typed'"),
            named("rest", string("r").required()));

    assertThat(paths(validator, TestRecord.json("{}").header("event", "push")))
        .containsExactly("ref");
    assertThat(paths(validator, TestRecord.of("special", "{}"))).containsExactly("k");
    assertThat(paths(validator, TestRecord.json("{\"kind\":\"typed\"}"))).containsExactly("t");
    assertThat(paths(validator, TestRecord.json("{\"kind\":7}"))).containsExactly("r");
    assertThat(paths(validator, TestRecord.of(null, "{}"))).containsExactly("r");
    assertThat(paths(validator, TestRecord.json("{}").header("event", "x").header("event", "push")))
        .containsExactly("ref");
  }

  @Test
  void a_record_that_cannot_be_decoded_is_reported_for_that() {
    RecordValidator byHeader =
        validator(named("push", string("ref")).when("headers['event'] == 'push'"));
    RecordValidator byRecord = validator(named("push", string("ref")).when("has(record.ref)"));

    for (RecordValidator validator : List.of(byHeader, byRecord)) {
      assertThat(violations(validator, TestRecord.json("{\"ref\":").header("event", "push")))
          .extracting(Violation::code, Violation::path)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("malformed_json", "ref"));
    }
  }

  @Test
  void tombstones_and_keyless_records_pass_unless_the_contract_refuses_them() {
    RecordValidator lenient = validator(named("a", string("x")).when("has(record.x)"));
    RecordValidator strict =
        validator(named("a", string("x")).when("has(record.x)").refuseTombstones().refuseKeyless());

    assertThat(violations(lenient, TestRecord.of("k", null))).isEmpty();
    assertThat(violations(lenient, TestRecord.of(null, "{\"x\":\"\"}"))).isEmpty();
    assertThat(codes(strict, TestRecord.of("k", null))).containsExactly("tombstone");
    assertThat(codes(strict, TestRecord.of(null, "{\"x\":1}")))
        .containsExactly("keyless", "wrong_type");
  }

  @Test
  void an_object_behind_one_that_claims_everything_is_a_problem() {
    assertThat(problems(named("a", string("x")), named("b", string("x"))))
        .extracting(Problem::code)
        .containsExactly("unreachable-object");
  }

  private static List<String> paths(RecordValidator validator, TestRecord record) {
    return violations(validator, record).stream().map(Violation::path).toList();
  }

  private static List<String> codes(RecordValidator validator, TestRecord record) {
    return violations(validator, record).stream().map(Violation::code).toList();
  }
}
