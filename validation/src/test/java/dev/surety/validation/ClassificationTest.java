package dev.surety.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.LogicalType;
import dev.surety.validation.Contracts.ObjectBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A canary in classified places never comes out, whatever is wrong with the record. */
class ClassificationTest {
  private static final String CANARY = "c4n4ry";

  private static final List<PropertyBuilder> PROPERTIES =
      List.of(
          PropertyBuilder.string("p")
              .option("minLength", 30)
              .option("pattern", "^x$")
              .option("format", "uuid")
              .allowed("y"),
          PropertyBuilder.string("p").option("maxLength", 1).required(),
          PropertyBuilder.integer("p")
              .option("minimum", 900000)
              .option("multipleOf", 7)
              .option("format", "u8")
              .allowed("1"),
          PropertyBuilder.number("p").option("maximum", 1).option("exclusiveMaximum", 1),
          PropertyBuilder.number("p").option("exclusiveMinimum", 999999),
          PropertyBuilder.property("p", LogicalType.BOOLEAN),
          PropertyBuilder.property("p", LogicalType.DATE)
              .option("minimum", "2031-01-01")
              .option("exclusiveMinimum", "2031-01-01"),
          PropertyBuilder.property("p", LogicalType.TIMESTAMP)
              .option("maximum", "2001-01-01T00:00:00Z")
              .option("exclusiveMaximum", "2001-01-01T00:00:00Z"),
          PropertyBuilder.property("p", LogicalType.TIME).option("format", "HH:mm"),
          PropertyBuilder.object("p", PropertyBuilder.any("known").required())
              .closed()
              .option("minProperties", 9),
          PropertyBuilder.object("p", PropertyBuilder.string("known").option("maxLength", 1))
              .option("maxProperties", 0),
          PropertyBuilder.map(
              "p",
              PropertyBuilder.string("").option("maxLength", 1),
              PropertyBuilder.string("").option("maxLength", 1)),
          PropertyBuilder.map("p", PropertyBuilder.integer(""), PropertyBuilder.integer("")),
          PropertyBuilder.array("p", PropertyBuilder.string("").option("maxLength", 1))
              .option("uniqueItems", true)
              .option("minItems", 5),
          PropertyBuilder.array("p", PropertyBuilder.object("").closed()).option("maxItems", 0),
          PropertyBuilder.property("p", LogicalType.VECTOR).option("dimensions", 7),
          PropertyBuilder.any("p"));

  private static final List<String> VALUES =
      List.of(
          "\"c4n4ry\"",
          "987654",
          "987654.25",
          "true",
          "null",
          "\"2030-04-05\"",
          "\"2030-04-05T06:07:08Z\"",
          "{\"c4n4ry\":\"c4n4ry\"}",
          "{\"known\":\"c4n4ry\"}",
          "[\"c4n4ry\",\"c4n4ry\"]",
          "[{\"c4n4ry\":1}]",
          "{\"a\":{\"c4n4ry\":{\"c4n4ry\":1}}}",
          "{\"c4n4ry\":1,\"c4n4ry\":2}",
          "{\"c4n4ry\":c4n4ry}",
          "c4n4ry",
          "\"c4n4ry\\ud800\"",
          "{\"c4n4ry\":\"\\ud800\"}",
          "{\"c4n4ry\":1e99999999999}",
          "{\"c4n4ry\":[",
          "\"c4n4ry",
          "{\"c4n4ry\":" + "[".repeat(70),
          "9876540" + "1".repeat(1000),
          "\"c4n4ry\"} c4n4ry");

  private static final List<String> RULES =
      List.of(
          "string(record.p) == ''",
          "int(dyn(record.p)) == 1",
          "dyn(record)['lookup'][string(dyn(record.p))] == 1",
          "timestamp(string(dyn(record.p))) == timestamp('2020-01-01T00:00:00Z')",
          "'x'.matches('(' + string(dyn(record.p)))",
          "dyn(record.p) + 1 == 2");

  @Test
  void nothing_of_a_classified_value_is_in_any_violation() {
    Set<ViolationCode> seen = EnumSet.noneOf(ViolationCode.class);
    for (PropertyBuilder property : PROPERTIES) {
      for (String rule : RULES) {
        ObjectBuilder contract =
            Contracts.record(
                property.classified("restricted"),
                PropertyBuilder.map(
                    "lookup", PropertyBuilder.string(""), PropertyBuilder.integer("")));
        if (Contracts.problems(contract.rule("r", rule)).isEmpty()) {
          check(Contracts.validator(contract), seen);
        }
      }
      check(Contracts.validator(Contracts.record(property.classified("restricted"))), seen);
    }
    assertThat(seen).hasSizeGreaterThan(28);
  }

  private static void check(RecordValidator validator, Set<ViolationCode> seen) {
    for (String value : VALUES) {
      List<Violation> violations =
          Contracts.violations(
              validator, TestRecord.json("{\"lookup\":{\"a\":1},\"p\":" + value + "}"));
      for (Violation violation : violations) {
        assertThat(violation.toString())
            .as(value)
            .doesNotContain(CANARY, "98765", "2030-04", "06:07");
        seen.add(ViolationCode.valueOf(violation.code().toUpperCase(java.util.Locale.ROOT)));
      }
    }
  }

  @Test
  void a_public_property_is_quoted_and_one_below_a_classified_object_is_not() {
    RecordValidator validator =
        Contracts.validator(
            Contracts.record(
                PropertyBuilder.integer("open").classified("Public"),
                PropertyBuilder.object("person", PropertyBuilder.integer("age"))
                    .classified("confidential")));

    assertThat(
            Contracts.violations(
                validator, TestRecord.json("{\"open\":\"seen\",\"person\":{\"age\":\"c4n4ry\"}}")))
        .extracting(Violation::path, Violation::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "open", "Expected an integer, found a string: \"seen\"."),
            org.assertj.core.groups.Tuple.tuple(
                "person.age", "Expected an integer, found a string."));
  }
}
