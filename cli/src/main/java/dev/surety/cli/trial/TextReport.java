package dev.surety.cli.trial;

import dev.surety.validation.Violation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Verdicts for people: accepted records are counted only. */
public final class TextReport implements Report {
  private final PrintWriter out;
  private final String unit;
  private final boolean quiet;

  /**
   * A report.
   *
   * @param unit what is counted: line or record
   * @param quiet only the summary
   */
  public TextReport(PrintWriter out, String unit, boolean quiet) {
    this.unit = unit;
    this.out = out;
    this.quiet = quiet;
  }

  @Override
  public void accepted(long line) {}

  @Override
  public void warned(long line, List<Violation> warnings) {
    print(line, "accepted with warnings", List.of(), warnings);
  }

  @Override
  public void rejected(long line, List<Violation> violations, List<Violation> warnings) {
    print(line, "rejected", violations, warnings);
  }

  @Override
  public void undecided(long line, String reason) {
    if (!quiet) {
      out.println(unit + " " + line + ": undecided: " + reason);
    }
  }

  private void print(
      long line, String verdict, List<Violation> violations, List<Violation> warnings) {
    if (quiet) {
      return;
    }
    out.println(unit + " " + line + ": " + verdict);
    violations.forEach(violation -> print("", violation));
    warnings.forEach(warning -> print("warning: ", warning));
  }

  private void print(String prefix, Violation violation) {
    String path = violation.path().isEmpty() ? "(record)" : violation.path();
    out.println(
        "  "
            + prefix
            + path
            + ": "
            + violation.rule()
            + " ["
            + violation.code()
            + "] "
            + violation.message());
  }

  @Override
  public void summary(Trial.Summary summary) {
    TreeSet<String> rules = new TreeSet<>(summary.rejectedBy().keySet());
    rules.addAll(summary.warnedBy().keySet());
    if (!rules.isEmpty()) {
      int width = rules.stream().mapToInt(String::length).max().orElse(0);
      out.println(row(width, "rule", "rejected", "warned"));
      for (String rule : rules) {
        out.println(
            row(width, rule, number(summary.rejectedBy(), rule), number(summary.warnedBy(), rule)));
      }
    }
    out.println(
        summary.records()
            + " records: "
            + summary.accepted()
            + " accepted ("
            + summary.warned()
            + " with warnings), "
            + summary.rejected()
            + " rejected"
            + (summary.undecided() > 0 ? ", " + summary.undecided() + " undecided" : ""));
  }

  private static String number(Map<String, Long> counts, String rule) {
    return String.valueOf(counts.getOrDefault(rule, 0L));
  }

  private static String row(int width, String rule, String rejected, String warned) {
    return String.format(
        Locale.ROOT, "%-" + Math.max(4, width) + "s  %10s  %10s", rule, rejected, warned);
  }
}
