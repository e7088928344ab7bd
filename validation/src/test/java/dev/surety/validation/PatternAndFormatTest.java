package dev.surety.validation;

import static dev.surety.contract.LogicalType.DATE;
import static dev.surety.contract.LogicalType.TIME;
import static dev.surety.contract.LogicalType.TIMESTAMP;
import static dev.surety.validation.Contracts.problems;
import static dev.surety.validation.Contracts.record;
import static dev.surety.validation.Contracts.validator;
import static dev.surety.validation.PropertyBuilder.integer;
import static dev.surety.validation.PropertyBuilder.map;
import static dev.surety.validation.PropertyBuilder.object;
import static dev.surety.validation.PropertyBuilder.property;
import static dev.surety.validation.PropertyBuilder.string;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternAndFormatTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a(?=b)     | pattern-not-linear | 20:11",
        "ab(?<!c)   | pattern-not-linear | 20:12",
        "(a)\\1     | pattern-not-linear | 20:13",
        "(?<n>a)\\k<n> | pattern-not-linear | 20:17",
        "[a         | pattern-syntax     | 20:10",
        "a\\Q       | pattern-syntax     | 20:11",
        "(?i)a      | pattern-syntax     | 20:10",
        "a{5,2}     | pattern-syntax     | 20:10",
        "(a{90}){90} | pattern-too-large | 20:10",
      })
  void a_pattern_that_cannot_be_used_is_a_problem(String pattern, String code, String place) {
    List<Problem> problems = problems(record(string("a").option("pattern", pattern)));

    assertThat(problems)
        .singleElement()
        .satisfies(p -> assertThat(p.code()).as(p.message()).isEqualTo(code))
        .satisfies(p -> assertThat(p.at()).hasToString("test.yaml:" + place));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "^a[^]b$ | a\\nb | true",
        "[] | a | false",
        "^[\\]\\[]+$ | [] | true",
        "^\\/$ | / | true",
        "^.$ | \\u2028 | false",
        "^\\u{1F600}$ | \\ud83d\\ude00 | true",
        "b | abc | true",
        "^\\uD83D\\uDE00$ | \\ud83d\\ude00 | true",
        "^[\\s]$ | \\u00a0 | true",
        "^[[a]$ | [ | true",
        "^(?<year>\\d{4})-\\d$ | 2024-1 | true",
        "^\\p{Script=Greek}$ | \\u03b1 | true",
      })
  void patterns_mean_what_ecma_262_says(String pattern, String text, boolean matches) {
    RecordValidator validator = validator(record(string("a").option("pattern", pattern)));

    assertThat(validator.validate(TestRecord.json("{\"a\":\"" + text + "\"}")))
        .isInstanceOf(matches ? Verdict.Accepted.class : Verdict.Rejected.class);
  }

  @Test
  void formats_and_bounds_that_mean_nothing_are_problems() {
    assertThat(
            problems(
                record(
                    string("a").option("format", "uuuid"),
                    integer("b").option("format", "i33"),
                    property("c", DATE).option("format", "YYYY/MM/dd"),
                    property("d", DATE).option("format", "uuuu/MM/DD"),
                    property("e", TIMESTAMP).option("format", "dd.MM.yyyy"),
                    property("f", TIMESTAMP).option("format", "yyyy-MM-ddTHH:mm:ssZ"),
                    property("g", TIME).option("format", "HH:mm{"),
                    property("h", DATE).option("minimum", "2023-02-30"),
                    property("i", TIMESTAMP).option("defaultTimezone", "Mars/Base"),
                    integer("j").option("multipleOf", 0),
                    map("k", object(""), string("")))))
        .extracting(Problem::code)
        .containsExactly(
            "unknown-format",
            "unknown-format",
            "format-week-year",
            "format-day-of-year",
            "format-incomplete",
            "format-read-as-iso",
            "format-syntax",
            "bad-bound",
            "unknown-timezone",
            "bad-multiple-of",
            "bad-map-key");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yyyy-MM-dd HH:mm     | 2024-02-29 10:00 | true",
        "yyyy-MM-dd HH:mm     | 2023-02-29 10:00 | false",
        "yyyy-MM-dd HH:mm     | 2024-02-29 10:00x | false",
        "uuuuMMddHHmmss       | 20240229100000 | true",
        "uuuu-MM-dd'T'HH:mm:ssXXX | 2024-02-29T10:00:00Z | true",
        "yyyy-MM-ddTHH:mm:ssZ | 2024-02-29T10:00:00Z | true",
      })
  void a_jdk_pattern_is_resolved_strictly(String format, String text, boolean good) {
    RecordValidator validator =
        validator(record(property("a", TIMESTAMP).option("format", format)));

    assertThat(validator.validate(TestRecord.json("{\"a\":\"" + text + "\"}")))
        .isInstanceOf(good ? Verdict.Accepted.class : Verdict.Rejected.class);
  }

  @Test
  void a_timestamp_without_offset_is_in_the_default_time_zone() {
    RecordValidator validator =
        validator(
            record(
                property("a", TIMESTAMP)
                    .option("defaultTimezone", "Europe/Paris")
                    .option("minimum", "2024-07-01T00:00:00Z")));

    assertThat(validator.validate(TestRecord.json("{\"a\":\"2024-07-01T02:00:00\"}")))
        .isInstanceOf(Verdict.Accepted.class);
    assertThat(validator.validate(TestRecord.json("{\"a\":\"2024-07-01T01:59:59\"}")))
        .isInstanceOf(Verdict.Rejected.class);
  }
}
