package dev.surety.validation.compile;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Problem.Severity;
import dev.surety.contract.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects what is wrong with a contract; the same problem at the same place counts once. */
final class Problems {
  private final LinkedHashSet<Problem> problems = new LinkedHashSet<>();

  void error(String code, Position at, String message, String help) {
    problems.add(new Problem(Severity.ERROR, code, at, message, help, ""));
  }

  /** An error in a text, from the UTF-16 unit {@code offset} on. */
  void error(String code, Text text, int offset, String message, String help) {
    error(code, position(text, offset), message, help);
  }

  void warning(String code, Position at, String message, String help) {
    problems.add(new Problem(Severity.WARNING, code, at, message, help, ""));
  }

  void addAll(List<Problem> more) {
    problems.addAll(more);
  }

  List<Problem> toList() {
    return new ArrayList<>(problems);
  }

  boolean hasError() {
    return problems.stream().anyMatch(Problem::isError);
  }

  private static Position position(Text text, int offset) {
    String before = text.value().substring(0, Math.min(offset, text.value().length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    String inLine = before.substring(before.lastIndexOf('\n') + 1);
    return text.position(line, 1 + inLine.codePointCount(0, inLine.length()));
  }
}
