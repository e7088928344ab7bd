package dev.surety.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How what is wrong with contracts is shown. */
enum LintFormat {
  /** For people. */
  TEXT {
    @Override
    void print(Map<Path, List<Problem>> problems, PrintWriter out) {
      problems.forEach(
          (file, found) -> {
            if (found.isEmpty()) {
              out.println(file + ": no problems");
            } else {
              ProblemReport.print(found, out);
            }
          });
    }
  },
  /** One object a problem, one a line. */
  JSON {
    @Override
    void print(Map<Path, List<Problem>> problems, PrintWriter out) throws IOException {
      for (List<Problem> found : problems.values()) {
        for (Problem problem : found) {
          printJson(problem, out);
        }
      }
    }
  },
  /** A test report with one case a file, which build servers show. */
  JUNIT {
    @Override
    void print(Map<Path, List<Problem>> problems, PrintWriter out) {
      long failures = problems.values().stream().filter(ProblemReport::hasErrors).count();
      out.println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
      out.printf(
          "<testsuite name=\"surety contract lint\" tests=\"%d\" failures=\"%d\">%n",
          problems.size(), failures);
      problems.forEach((file, found) -> printCase(file, found, out));
      out.println("</testsuite>");
    }
  },
  /** Annotations of GitHub Actions. */
  GITHUB {
    @Override
    void print(Map<Path, List<Problem>> problems, PrintWriter out) {
      problems.values().forEach(found -> found.forEach(problem -> printAnnotation(problem, out)));
    }
  };

  abstract void print(Map<Path, List<Problem>> problems, PrintWriter out) throws IOException;

  private static void printJson(Problem problem, PrintWriter out) throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      for (Map.Entry<String, Object> field : ProblemFormatter.toMap(problem).entrySet()) {
        json.writeFieldName(field.getKey());
        if (field.getValue() instanceof Integer number) {
          json.writeNumber(number);
        } else {
          json.writeString(String.valueOf(field.getValue()));
        }
      }
      json.writeEndObject();
    }
    out.println();
  }

  private static void printCase(Path file, List<Problem> found, PrintWriter out) {
    String head = "  <testcase classname=\"contract\" name=\"" + xml(file.toString()) + "\"";
    if (found.isEmpty()) {
      out.println(head + "/>");
      return;
    }
    out.println(head + ">");
    // What is no error does not fail the case.
    String element = ProblemReport.hasErrors(found) ? "failure" : "system-out";
    String message =
        ProblemReport.hasErrors(found)
            ? " message=\"" + xml(ProblemReport.count(found)) + "\""
            : "";
    out.println("    <" + element + message + ">");
    out.print(xml(ProblemFormatter.format(found)));
    out.println("</" + element + ">");
    out.println("  </testcase>");
  }

  /** A text inside of XML, in content and in attributes. */
  static String xml(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static void printAnnotation(Problem problem, PrintWriter out) {
    String message =
        problem.help().isEmpty()
            ? problem.message()
            : problem.message() + " (" + problem.help() + ")";
    out.printf(
        "::%s file=%s,line=%d,col=%d,title=%s::%s%n",
        problem.isError() ? "error" : "warning",
        property(problem.at().file()),
        problem.at().line(),
        problem.at().column(),
        property(problem.code()),
        data(message));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
