package dev.surety.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.contract.Problem.Severity;
import dev.surety.contract.lint.ProblemKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/reference/lint.md} is the table of the code, and the table has every code that is
 * reported. {@code -Dsurety.golden.write=true} writes the page anew.
 */
class LintReferenceTest {
  private static final Path PAGE = Checkout.path("docs/reference/lint.md");

  /** What reports a problem is called with its code before the position. */
  private static final Pattern REPORTED =
      Pattern.compile(
          "(?:problems\\s*\\.(?:error|warning)|errors?\\.error|new Refused|[^.\\w]error|refused|stop|contradiction)"
              + "\\(\\s*\"([a-z]+(?:-[a-z]+)*)\"\\s*,");

  private static final Pattern IN_GOLDEN_FILES =
      Pattern.compile("(?m)^\\S+: (error|warning)\\[([a-z-]+)]: ");

  private static final String BEFORE =
      """
      # What lint finds

      Generated from the code's table. `surety contract lint FILE|DIRECTORY...` shows each problem with its code, its place in
      the file, what is wrong and what to do. An error ends the command with exit code 1; a warning does too with `--fail-on warning`.
      Codes are stable: `--baseline` files and build servers know problems by them.

      Rules and bounds are looked at as far as something can be proved: intervals of numbers, lengths, enum values, what `has()`
      and comparisons guard, patterns and exact formats by automata. What is not proved is not reported.
      """;

  @Test
  void thePageIsWhatTheTableSays() throws IOException {
    StringBuilder page = new StringBuilder(BEFORE);
    for (ProblemKind.Group group : ProblemKind.Group.values()) {
      page.append("\n## ").append(group.title()).append("\n\n");
      page.append("| code | severity | what is wrong | what to do |\n|---|---|---|---|\n");
      for (ProblemKind kind : ProblemKind.values()) {
        if (kind.group() == group) {
          String severities =
              kind.severities().stream()
                  .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                  .sorted()
                  .collect(Collectors.joining(" or "));
          page.append(
              "| `%s` | %s | %s | %s |\n"
                  .formatted(kind.code(), severities, kind.sentence(), kind.fix()));
        }
      }
    }
    if (Boolean.getBoolean("surety.golden.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).exists();
    assertThat(Files.readString(PAGE))
        .as("-Dsurety.golden.write=true writes it anew")
        .isEqualTo(page.toString());
  }

  @Test
  void everyCodeThatIsReportedIsInTheTable() throws IOException {
    Set<String> reported = new TreeSet<>();
    for (String module : List.of("contract", "validation")) {
      for (Path source : files(Checkout.path(module + "/src/main"), ".java")) {
        if (source.toString().contains("/convert/")) {
          continue; // Import and export speak of other languages' documents.
        }
        Matcher matcher = REPORTED.matcher(Files.readString(source));
        while (matcher.find()) {
          reported.add(matcher.group(1));
        }
      }
    }
    assertThat(reported).hasSizeGreaterThan(50);
    assertThat(reported).allSatisfy(code -> assertThat(ProblemKind.of(code)).as(code).isPresent());
  }

  @Test
  void severitiesAreThoseOfTheTable() throws IOException {
    List<Path> golden = new ArrayList<>();
    golden.addAll(files(Checkout.path("contract/src/test/resources/cases"), "expected.txt"));
    golden.addAll(files(Checkout.path("validation/src/test/resources/lint"), "expected.txt"));
    Set<String> shown = new TreeSet<>();
    for (Path file : golden) {
      Matcher matcher = IN_GOLDEN_FILES.matcher(Files.readString(file));
      while (matcher.find()) {
        Severity severity = Severity.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        String code = matcher.group(2);
        shown.add(code);
        assertThat(ProblemKind.of(code).map(ProblemKind::severities).orElse(Set.of()))
            .as("%s in %s", code, file)
            .contains(severity);
      }
    }
    // What is about files rather than texts, and what only a pipeline or a program meets, has tests
    // elsewhere.
    Set<String> elsewhere =
        Set.of(
            "bad-map-key",
            "bad-multiple-of",
            "control-character",
            "cyclic-alias",
            "empty-key",
            "encoding",
            "file-not-found",
            "file-too-large",
            "file-unreadable",
            "no-object-on-topic",
            "too-deep",
            "too-many-problems",
            "too-many-values");
    Set<String> missing =
        Stream.of(ProblemKind.values())
            .map(ProblemKind::code)
            .filter(code -> !shown.contains(code) && !elsewhere.contains(code))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).as("kinds without a case folder").isEmpty();
  }

  private static List<Path> files(Path directory, String suffix) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      return walk.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
