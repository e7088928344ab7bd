package dev.surety.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Problem.Severity;
import org.junit.jupiter.api.Test;

class ProblemFormatterTest {
  private static Problem problem(int column, String message, String line) {
    Position at = new Position("f.yaml", 12, column);
    return new Problem(Severity.WARNING, "some-code", at, message, "", line);
  }

  @Test
  void theCaretStandsBelowTheColumn() {
    assertThat(ProblemFormatter.format(problem(3, "wrong", "😀éx")))
        .isEqualTo(
            """
            f.yaml:12:3: warning[some-code]: wrong
               12 | 😀éx
                  |   ^
            """);
  }

  @Test
  void theCaretFollowsTabs() {
    assertThat(ProblemFormatter.format(problem(2, "wrong", "\tx"))).contains("| \tx\n", "| \t^\n");
  }

  @Test
  void controlCharactersCannotSteerATerminal() {
    String text = ProblemFormatter.format(problem(1, "a\u001b[31mb\u202ec\nd", "x\u0007\u009by"));

    assertThat(text).contains("a\uFFFD[31mb\uFFFDc\uFFFDd").contains("x\uFFFD\uFFFDy");
  }

  @Test
  void aLongLineIsShownAroundTheCaret() {
    String text = ProblemFormatter.format(problem(500, "wrong", "a".repeat(499) + "HERE"));

    String[] lines = text.split("\n", -1);
    assertThat(lines[1]).endsWith("aHERE").hasSizeLessThan(180);
    assertThat(lines[2].indexOf('^')).isEqualTo(lines[1].indexOf("HERE"));
  }

  @Test
  void programsGetTheFields() {
    assertThat(ProblemFormatter.toMap(problem(3, "wrong", "x")))
        .containsEntry("severity", "warning")
        .containsEntry("code", "some-code")
        .containsEntry("file", "f.yaml")
        .containsEntry("line", 12)
        .containsEntry("column", 3)
        .containsEntry("message", "wrong");
  }
}
