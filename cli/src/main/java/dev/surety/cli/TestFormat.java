package dev.surety.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.yaml.ProblemFormatter;
import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import dev.surety.validation.cases.CaseResult;
import dev.surety.validation.cases.CaseResult.Difference;
import dev.surety.validation.cases.ContractTest.Report;
import dev.surety.validation.cases.Coverage;
import dev.surety.validation.cases.Coverage.Kind;
import dev.surety.validation.cases.ExpectedViolation;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the results of the tests beside contracts are shown. */
enum TestFormat {
  /** For people. */
  TEXT {
    @Override
    void print(List<Report> reports, boolean coverage, PrintWriter out) {
      reports.forEach(report -> printText(report, coverage, out));
    }
  },
  /** One object a case, and one that sums a file up, one a line. */
  JSON {
    @Override
    void print(List<Report> reports, boolean coverage, PrintWriter out) throws IOException {
      for (Report report : reports) {
        if (!report.problems().isEmpty()) {
          LintFormat.JSON.print(Map.of(report.file(), report.problems()), out);
        }
        for (CaseResult result : report.results()) {
          printJson(report, result, out);
        }
        printJsonSummary(report, coverage, out);
      }
    }
  },
  /** A test suite for each file, which build servers show. */
  JUNIT {
    @Override
    void print(List<Report> reports, boolean coverage, PrintWriter out) {
      out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
      out.println("<testsuites>");
      reports.forEach(report -> printJunit(report, out));
      out.println("</testsuites>");
    }
  };

  private static final int MAX_UNCOVERED = 100;

  abstract void print(List<Report> reports, boolean coverage, PrintWriter out) throws IOException;

  private static void printText(Report report, boolean coverage, PrintWriter out) {
    if (!report.problems().isEmpty()) {
      ProblemReport.print(report.problems(), out);
      return;
    }
    for (CaseResult result : report.results()) {
      out.println((result.passed() ? "ok    " : "FAIL  ") + result.test().name());
      if (!result.passed()) {
        difference(result).lines().forEach(line -> out.println("      " + line));
      }
    }
    long failed = failures(report);
    out.println(
        report.file()
            + ": "
            + (report.results().size() - failed)
            + " passed, "
            + failed
            + " failed");
    Coverage covered = report.coverage();
    if (coverage && covered != null) {
      printCoverage(report, covered, out);
    }
  }

  private static void printCoverage(Report report, Coverage coverage, PrintWriter out) {
    out.printf(
        "%s: %d %% covered: %d of %d record types, %d of %d rules, %d of %d constraints%n",
        report.file(),
        coverage.percent(),
        coverage.covered(Kind.RECORD_TYPE),
        coverage.total(Kind.RECORD_TYPE),
        coverage.covered(Kind.RULE),
        coverage.total(Kind.RULE),
        coverage.covered(Kind.CONSTRAINT),
        coverage.total(Kind.CONSTRAINT));
    coverage.uncovered().stream()
        .limit(MAX_UNCOVERED)
        .forEach(target -> out.println("  no test makes fail: " + target));
    int more = coverage.uncovered().size() - MAX_UNCOVERED;
    if (more > 0) {
      out.println("  and " + more + " more; --format json names all");
    }
  }

  private static long failures(Report report) {
    return report.results().stream().filter(result -> !result.passed()).count();
  }

  /** What was expected and is not so: a line for each violation. */
  private static String difference(CaseResult result) {
    StringBuilder text = new StringBuilder();
    text.append(result.test().at()).append('\n');
    boolean toAccept = result.test().violations().isEmpty();
    text.append("expected ").append(toAccept ? "accepted" : "rejected");
    text.append(", and the record is ").append(verdict(result.verdict())).append('\n');
    lines(result.violations(), "", text);
    lines(result.warnings(), "warning ", text);
    return text.toString();
  }

  private static String verdict(Verdict verdict) {
    return verdict.match(
        accepted -> "accepted",
        rejected -> "rejected",
        undecided -> "undecided: " + undecided.reason());
  }

  private static void lines(Difference difference, String what, StringBuilder text) {
    for (Violation violation : difference.met()) {
      text.append("  = ").append(what).append(describe(violation)).append('\n');
    }
    for (ExpectedViolation missing : difference.missing()) {
      text.append("  - ").append(what).append("expected and missing: ").append(missing);
      text.append(" (line ").append(missing.at().line()).append(")\n");
    }
    for (Violation violation : difference.unexpected()) {
      text.append("  + ").append(what).append("not expected: ").append(describe(violation));
      text.append('\n');
    }
  }

  private static String describe(Violation violation) {
    String path = violation.path().isEmpty() ? "" : ", path: " + violation.path();
    return "{rule: %s%s, code: %s}: %s"
        .formatted(violation.rule(), path, violation.code(), violation.message());
  }

  private static void printJson(Report report, CaseResult result, PrintWriter out)
      throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      json.writeStringField("file", report.file().toString());
      json.writeNumberField("line", result.test().at().line());
      json.writeStringField("case", result.test().name());
      json.writeStringField("result", result.passed() ? "passed" : "failed");
      json.writeStringField(
          "verdict", result.verdict().match(a -> "accepted", r -> "rejected", u -> "undecided"));
      String reason = result.verdict().match(a -> null, r -> null, Verdict.Undecided::reason);
      if (reason != null) {
        json.writeStringField("reason", reason);
      }
      writeDifference("violations", result.violations(), json);
      writeDifference("warnings", result.warnings(), json);
      json.writeEndObject();
    }
    out.println();
  }

  private static void writeDifference(String name, Difference difference, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    writeViolations("met", difference.met(), json);
    json.writeArrayFieldStart("missing");
    for (ExpectedViolation missing : difference.missing()) {
      write(missing.rule(), missing.path(), missing.code(), null, json);
    }
    json.writeEndArray();
    writeViolations("unexpected", difference.unexpected(), json);
    json.writeEndObject();
  }

  private static void writeViolations(String name, List<Violation> violations, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Violation one : violations) {
      write(one.rule(), one.path(), one.code(), one.message(), json);
    }
    json.writeEndArray();
  }

  private static void write(
      @Nullable String rule,
      @Nullable String path,
      @Nullable String code,
      @Nullable String message,
      JsonGenerator json)
      throws IOException {
    json.writeStartObject();
    member("rule", rule, json);
    member("path", path, json);
    member("code", code, json);
    member("message", message, json);
    json.writeEndObject();
  }

  private static void member(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private static void printJsonSummary(Report report, boolean coverage, PrintWriter out)
      throws IOException {
    try (JsonGenerator json = generator(out)) {
      json.writeStartObject();
      json.writeStringField("file", report.file().toString());
      json.writeNumberField("passed", report.results().size() - failures(report));
      json.writeNumberField("failed", failures(report));
      json.writeNumberField("problems", report.problems().size());
      Coverage covered = report.coverage();
      if (coverage && covered != null) {
        json.writeNumberField("coverage_percent", covered.percent());
        json.writeArrayFieldStart("uncovered");
        for (Coverage.Target target : covered.uncovered()) {
          json.writeString(target.toString());
        }
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    out.println();
  }

  private static JsonGenerator generator(PrintWriter out) throws IOException {
    return new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  private static void printJunit(Report report, PrintWriter out) {
    boolean broken = !report.problems().isEmpty();
    out.printf(
        "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\">%n",
        LintFormat.xml(report.file().toString()),
        broken ? 1 : report.results().size(),
        failures(report),
        broken ? 1 : 0);
    if (broken) {
      out.println("    <testcase classname=\"contract\" name=\"the file of tests\">");
      out.println(
          "      <error message=\""
              + LintFormat.xml(ProblemReport.count(report.problems()))
              + "\">"
              + LintFormat.xml(ProblemFormatter.format(report.problems()))
              + "</error>");
      out.println("    </testcase>");
    }
    for (CaseResult result : report.results()) {
      String head =
          "    <testcase classname=\"contract\" name=\""
              + LintFormat.xml(result.test().name())
              + "\"";
      if (result.passed()) {
        out.println(head + "/>");
        continue;
      }
      out.println(head + ">");
      out.println(
          "      <failure message=\"not the expected verdict\">"
              + LintFormat.xml(difference(result))
              + "</failure>");
      out.println("    </testcase>");
    }
    out.println("  </testsuite>");
  }
}
