package dev.surety.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every folder in {@code src/test/resources/cases} is a pipeline file with its contracts, or a
 * profile, and what reading it reports. {@code -Dsurety.golden.write=true} writes the reports anew.
 */
class GoldenCasesTest {
  private static final Path CASES =
      Path.of(System.getProperty("basedir", "."), "src", "test", "resources", "cases");

  /** What must never be shown: the cases' files and the environment hold it as passwords. */
  private static final String CANARY = "canary-7f3e";

  private static final Map<String, String> ENVIRONMENT =
      Map.of("KAFKA", "kafka-1:9093", "PASSWORD", CANARY, "JNDI", jndi());

  private static String jndi() {
    return "com.sun.security.auth.module.JndiLoginModule required password=\"" + CANARY + "\";";
  }

  static List<String> pipelines() throws IOException {
    return casesWith("pipeline.yaml");
  }

  static List<String> profiles() throws IOException {
    return casesWith("surety.yaml");
  }

  private static List<String> casesWith(String file) throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(file)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pipelines")
  void reportsWhatIsWrongWithAPipeline(String name) throws IOException {
    PipelineReader.Result result =
        PipelineReader.read(CASES.resolve(name).resolve("pipeline.yaml"));

    Pipeline pipeline = result.pipeline();
    String outcome =
        pipeline == null
            ? ""
            : pipeline.summary()
                + "\n%s\n%s\n%s\n"
                    .formatted(pipeline.source(), pipeline.sink(), pipeline.runtime());
    compare(name, ProblemFormatter.format(result.problems()) + outcome);
    assertThat(result.pipeline() == null)
        .as("there is a pipeline exactly when no problem is an error")
        .isEqualTo(result.problems().stream().anyMatch(Problem::isError));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void reportsWhatIsWrongWithAProfileAndShowsNoSecret(String name) throws IOException {
    ProfileReader.Result result =
        ProfileReader.read(CASES.resolve(name).resolve("surety.yaml"), ENVIRONMENT::get);

    String outcome = result.profile() == null ? "" : result.profile() + "\n";
    String report = ProblemFormatter.format(result.problems()) + outcome;
    assertThat(report).doesNotContain(CANARY);
    assertThat(result.problems().toString()).doesNotContain(CANARY);
    compare(name, report);
    assertThat(result.profile() == null)
        .as("there is a profile exactly when no problem is an error")
        .isEqualTo(result.problems().stream().anyMatch(Problem::isError));
  }

  /** Files by their place in the case, so that the report is the same in every checkout. */
  private static void compare(String name, String report) throws IOException {
    String relative =
        report
            .replace(CASES.resolve(name) + "/", "")
            .replace(CASES.resolve(name).normalize() + "/", "");
    Path expected = CASES.resolve(name).resolve("expected.txt");
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(expected, relative);
    }
    assertThat(expected).exists();
    assertThat(relative).isEqualTo(Files.readString(expected));
  }

  @Test
  void thereAreCases() throws IOException {
    assertThat(pipelines()).hasSizeGreaterThan(25);
    assertThat(profiles()).hasSizeGreaterThan(10);
  }
}
