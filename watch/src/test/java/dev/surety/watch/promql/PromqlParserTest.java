package dev.surety.watch.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromqlParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sum(a) by | 9 | expected '(' and not the end of the expression",
        "a +            | 3  | expected an expression and not the end of the expression",
        "a b            | 2  | expected an operator or the end and not 'b'",
        "histogram_quantile(0.9, a) | 0 | the function 'histogram_quantile' is not supported",
        "rate(a)        | 0  | rate takes (range) and not (vector)",
        "a[5m:1m]       | 4  | subqueries are not supported",
        "a[5m]          | 0  | it must result in a vector or a scalar",
        "a offset 5m[1m] | 11 | a range goes before 'offset'",
        "{job=\"x\"}    | 0  | a selector needs the name of a metric",
        "a{job~\"x\"}   | 5  | '~' is not understood here",
        "a{job=~\"(\"}  | 7  | not a regular expression: Unclosed group",
        "1 > 2          | 2  | a comparison of scalars needs 'bool'",
        "a and 1        | 2  | 'and' needs two vectors and takes no group_left or _right",
        "a + bool b     | 2  | 'bool' goes with comparisons only",
        "a * on (x) 2   | 2  | 'on' and 'ignoring' need two vectors",
        "a * on (x) group_left (x) b | 11 | a label is in 'on' and in the group as well",
        "a ^ 2          | 2  | '^' is not understood here",
        "a @ 5          | 2  | '@' is not understood here",
        "topk(3, a)     | 0  | the function 'topk' is not supported",
        "quantile(a)    | 0  | quantile takes a scalar and a vector",
        "label_replace(a, \"x\", \"$1\", \"y\", \"[\") | 0 | not a regular expression: Unclosed"
            + " character class",
      })
  void whatIsNotUnderstoodIsRefusedWithItsPosition(String expression, int position, String why) {
    PromqlException problem =
        catchThrowableOfType(PromqlException.class, () -> PromqlParser.parse(expression.strip()));

    assertThat(problem).as(expression).isNotNull().hasMessage(why);
    assertThat(problem.position()).isEqualTo(position);
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "-2 * -3 - 1, 5",
    "10 - 4 - 3, 3",
    "7 % 4, 3",
    "2 * 3 >= bool 6, 1",
    "0x10 + .5, 16.5",
    "1e3 / -inf, -0.0",
    "time() - 60, 40",
  })
  void operatorsBindAsInPrometheus(String expression, double value) throws PromqlException {
    Expr parsed = PromqlParser.parse(expression);

    assertThat(new Evaluator(SeriesStore.forExpressions(List.of(parsed))).evaluate(parsed, 100_000))
        .containsExactly(new Sample(Labels.EMPTY, value));
  }

  @Test
  void durationsAreSums() throws PromqlException {
    assertThat(PromqlParser.duration("1h30m15s5ms")).isEqualTo(5_415_005);
  }

  @Test
  void nestingIsLimited() {
    assertThat(
            catchThrowableOfType(
                PromqlException.class,
                () -> PromqlParser.parse("(".repeat(500) + "1" + ")".repeat(500))))
        .hasMessage("it is nested too deeply");
  }
}
