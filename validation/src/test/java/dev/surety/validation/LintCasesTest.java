package dev.surety.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder in {@code src/test/resources/lint} is a contract that keeps the structure of the
 * standard, and what lint reports of its meaning. {@code -Dsurety.golden.write=true} writes the
 * reports anew.
 */
class LintCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "lint");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private static ContractReader.Result lint(String name) throws IOException {
    Path folder = CASES.resolve(name);
    String text = Files.readString(folder.resolve("contract.odcs.yaml"));
    return CheckedContract.lint("contract.odcs.yaml", text, folder);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsWhatTheGoldenFileSays(String name) throws IOException {
    ContractReader.Result result = lint(name);

    String report = ProblemFormatter.format(result.problems());
    Path expected = CASES.resolve(name).resolve("expected.txt");
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(expected, report);
    }
    assertThat(expected).exists();
    assertThat(report).isEqualTo(Files.readString(expected));
    assertThat(result.contract() == null)
        .as("there is a contract exactly when no problem is an error")
        .isEqualTo(result.problems().stream().anyMatch(Problem::isError));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsAnErrorKeepsAPipelineFromStarting(String name) {
    Path file = CASES.resolve(name).resolve("contract.odcs.yaml");

    List<Problem> errors = errors(CheckedContract.lint(file));
    List<Problem> toEnforce = errors(CheckedContract.read(file));

    if (toEnforce.stream().anyMatch(problem -> problem.code().equals("not-supported-yet"))) {
      return; // That comes first; there is no contract to look at yet.
    }
    assertThat(toEnforce).isEqualTo(errors);
  }

  private static List<Problem> errors(ContractReader.Result result) {
    return result.problems().stream().filter(Problem::isError).toList();
  }

  @Test
  void aContractWithNothingWrongHasNoProblem() throws IOException {
    assertThat(lint("nothing-wrong").problems()).isEmpty();
    assertThat(lint("rules-that-are-open").problems()).isEmpty();
    assertThat(lint("deprecated-with-an-end-of-life").problems()).isEmpty();
  }
}
