package dev.surety.cli;

import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import java.io.PrintWriter;
import java.util.List;

/** Shows what is wrong in a user's files. */
final class ProblemReport {
  private ProblemReport() {}

  /** Prints problems, and a line that counts them when there are any. */
  static void print(List<Problem> problems, PrintWriter out) {
    if (!problems.isEmpty()) {
      out.println(ProblemFormatter.format(problems).stripTrailing());
      out.println(count(problems));
    }
    out.flush();
  }

  static boolean hasErrors(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** How many errors and warnings there are. */
  static String count(List<Problem> problems) {
    long errors = problems.stream().filter(Problem::isError).count();
    return plural(errors, "error") + ", " + plural(problems.size() - errors, "warning");
  }

  static String plural(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
