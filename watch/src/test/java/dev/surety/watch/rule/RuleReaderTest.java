package dev.surety.watch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReaderTest {
  @TempDir private Path dir;

  private List<String> problems(String yaml) throws IOException {
    Path file = Files.writeString(dir.resolve("my.rules.yml"), yaml);
    RuleFileException problem =
        catchThrowableOfType(RuleFileException.class, () -> RuleReader.read(List.of(file)));
    return problem.problems().stream().map(RuleProblem::toString).toList();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnceWithItsLine() throws IOException {
    assertThat(
            problems(
                """
                groups:
                  - name: first
                    rules:
                      - alert: Broken
                        expr: |
                          up == 0
                          or topk(3, up)
                        for: ten minutes
                        annotations: {summary: '{{ toUpper $value }}'}
                      - record: too:much
                        expr: up ^ 2
                        keep: 1
                      - alert: NoExpression
                """))
        .containsExactly(
            "my.rules.yml:7: the function 'topk' is not supported",
            "my.rules.yml:12: 'keep' is not supported here",
            "my.rules.yml:11: '^' is not understood here",
            "my.rules.yml:13: 'expr' must be there, as a text");
  }

  @Test
  void durationsAndTemplatesAreRead() throws IOException {
    assertThat(
            problems(
                """
                groups:
                  - name: first
                    rules:
                      - alert: Broken
                        expr: up == 0
                        for: ten minutes
                        labels: {severity: '{{ $value | toUpper }}'}
                """))
        .containsExactly(
            "my.rules.yml:6: 'for': expected a duration such as 5m and not 'ten'",
            "my.rules.yml:7: severity: the function 'toUpper' is not supported");
  }

  @Test
  void whatIsNotYamlIsSaid() throws IOException {
    assertThat(problems("groups: [\n"))
        .singleElement()
        .asString()
        .startsWith("my.rules.yml:2: not YAML");
  }

  @Test
  void groupsThatRecordComeBeforeGroupsThatAlert() throws IOException, RuleFileException {
    Path file =
        Files.writeString(
            dir.resolve("order.yml"),
            """
            groups:
              - {name: alerts, rules: [{alert: A, expr: x:y > 1}]}
              - {name: records, rules: [{record: 'x:y', expr: sum(x)}]}
            """);

    assertThat(RuleReader.read(List.of(file)).groups())
        .extracting(RuleSet.Group::name)
        .containsExactly("records", "alerts");
  }
}
