package dev.surety.cli;

import dev.surety.contract.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Problems that are known and not to be reported again, so that an old estate can be held to no
 * worse than it is. A problem is known by its file, code and message, not by its line.
 */
final class LintBaseline {
  private static final String HEADER = "# surety contract lint: problems that are known";

  private final Map<String, Integer> known = new HashMap<>();

  private LintBaseline() {}

  /** Nothing is known. */
  static LintBaseline empty() {
    return new LintBaseline();
  }

  static LintBaseline read(Path file) throws IOException {
    LintBaseline baseline = new LintBaseline();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        baseline.known.merge(line, 1, Integer::sum);
      }
    }
    return baseline;
  }

  static void write(Path file, Collection<List<Problem>> problems) throws IOException {
    List<String> lines = new ArrayList<>();
    problems.forEach(found -> found.forEach(problem -> lines.add(line(problem))));
    lines.sort(null);
    lines.add(0, HEADER);
    Files.write(file, lines, StandardCharsets.UTF_8);
  }

  /** The problems that are not known. Of several alike, as many as were written are. */
  List<Problem> unknown(List<Problem> problems) {
    List<Problem> unknown = new ArrayList<>();
    for (Problem problem : problems) {
      Integer left = known.computeIfPresent(line(problem), (line, count) -> count - 1);
      if (left == null || left < 0) {
        unknown.add(problem);
      }
    }
    return unknown;
  }

  private static String line(Problem problem) {
    String file = problem.at().file().replace('\\', '/');
    return String.join("\t", file, problem.code(), problem.message()).replaceAll("[\\r\\n]+", " ");
  }
}
