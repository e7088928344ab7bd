package dev.surety.contract;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Every folder in {@code src/test/resources/cases} is a contract and what reading it reports.
 * {@code -Dsurety.golden.write=true} writes the reports anew.
 */
class GoldenCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "cases");

  static List<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  static Path document(String name) {
    return CASES.resolve(name).resolve("contract.odcs.yaml");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void reportsWhatTheGoldenFileSays(String name) throws IOException {
    Path folder = CASES.resolve(name);
    String text = Files.readString(document(name));

    ContractReader.Result result = ContractReader.read("contract.odcs.yaml", text);

    String report = ProblemFormatter.format(result.problems());
    Path expected = folder.resolve("expected.txt");
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
  void describingTellsTheSameExceptThatNothingIsTooMuch(String name) throws IOException {
    String text = Files.readString(document(name));

    List<Problem> toEnforce = ContractReader.read("contract.odcs.yaml", text).problems();
    List<Problem> toDescribe = ContractReader.describe("contract.odcs.yaml", text).problems();

    assertThat(places(toDescribe, "not-enforced-yet"))
        .isEqualTo(places(toEnforce, "not-supported-yet"));
    assertThat(toDescribe.stream().filter(Problem::isError).toList())
        .isEqualTo(
            toEnforce.stream()
                .filter(problem -> problem.isError() && !problem.code().equals("not-supported-yet"))
                .toList());
  }

  private static List<Position> places(List<Problem> problems, String code) {
    return problems.stream()
        .filter(problem -> problem.code().equals(code))
        .map(Problem::at)
        .toList();
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(50);
  }
}
