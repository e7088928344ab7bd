package dev.surety.watch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What promtool prints for the same was compared in {@link PromtoolDifferentialIT}. */
class TemplateTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5 0 500ms 50%",
    "0, 0 0 0s 0%",
    "1209876.444, 1.209876444e+06 1209876 14d 0h 4m 36s 1.21e+08%",
    "99.5, 99.5 100 1m 39s 9950%",
    "-3725, -3725 -3725 -1h 2m 5s -3.725e+05%",
    "7.5, 7.5 8 7.5s 750%",
    "0.00001, 1e-05 0 10us 0.001%",
    "NaN, NaN NaN NaN NaN%",
    "Infinity, +Inf +Inf +Inf +Inf%",
  })
  void numbersArePrintedAsInGo(double value, String printed) {
    Template template =
        Template.parse(
            "{{ $value }} {{ printf \"%.0f\" $value }} {{ $value | humanizeDuration }} {{"
                + " humanizePercentage $value }}");

    assertThat(template.expand(Map.of(), value)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"x, at x and x", "'', nowhere and y"})
  void conditionsAndAlternatives(String label, String printed) {
    Template template =
        Template.parse(
            "{{ with $labels.a }}at {{ . }}{{ else }}nowhere{{ end }} and {{ or $labels.a $labels.b"
                + " }}");

    assertThat(template.expand(Map.of("a", label, "b", "y"), 1)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource({"26, 26s ago", "1e9, 1e+09", "Infinity, never"})
  void comparisonsWithNumbers(double value, String printed) {
    Template template =
        Template.parse(
            "{{ if gt $value 1e9 }}never{{ else }}{{ if gt 60.5 $value }}{{ $value |"
                + " humanizeDuration }} ago{{ else }}{{ $value }}{{ end }}{{ end }}");

    assertThat(template.expand(Map.of(), value)).isEqualTo(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ range $labels }}{{ end }}",
        "{{ $value | toUpper }}",
        "{{ $externalLabels.x }}",
        "{{ with $labels.a }}never ended",
        "{{ end }}",
        "{{ }}",
        "{{ $value",
        "{{ humanizeDuration }}",
        "{{ if gt $value }}x{{ end }}",
        "{{ if gt $value 0x1 }}x{{ end }}",
      })
  void whatIsNotSupportedIsRefused(String template) {
    assertThatThrownBy(() -> Template.parse(template)).isInstanceOf(IllegalArgumentException.class);
  }
}
