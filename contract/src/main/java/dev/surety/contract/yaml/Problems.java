package dev.surety.contract.yaml;

import dev.surety.contract.Position;
import dev.surety.contract.Problem;
import dev.surety.contract.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what is wrong in one or more files. Keeps at most {@value #MAX_PROBLEMS} problems; what
 * is beyond is counted. The same problem at the same place, as an alias gives it, is kept once. Not
 * thread-safe.
 */
public final class Problems {
  /** How many problems are kept. */
  public static final int MAX_PROBLEMS = 200;

  private static final int MAX_SOURCE_LINE = 2000;

  private final Map<String, Source> sources = new HashMap<>();
  private final List<String> files = new ArrayList<>();
  private final Set<Problem> problems = new LinkedHashSet<>();
  private int suppressed;
  private boolean errorSuppressed;
  private boolean hasErrors;

  /** Makes the lines of a file available to the problems that are reported in it. */
  void register(Source source) {
    sources.put(source.file(), source);
    noteFile(source.file());
  }

  private void noteFile(String file) {
    if (!files.contains(file)) {
      files.add(file);
    }
  }

  /** Reports that a file cannot be used. */
  public void error(String code, Position at, String message) {
    error(code, at, message, "");
  }

  /** Reports that a file cannot be used, and what to do. */
  public void error(String code, Position at, String message, String help) {
    add(problem(Severity.ERROR, code, at, message, help));
  }

  /** Reports something that a user should know. */
  public void warning(String code, Position at, String message, String help) {
    add(problem(Severity.WARNING, code, at, message, help));
  }

  /** A problem with its source line, for those who keep it themselves. */
  public Problem problem(Severity severity, String code, Position at, String message, String help) {
    return new Problem(severity, code, at, message, help, sourceLine(at));
  }

  private String sourceLine(Position at) {
    Source source = sources.get(at.file());
    if (source == null || problems.size() == MAX_PROBLEMS || at.column() > MAX_SOURCE_LINE) {
      return "";
    }
    String line = source.line(at.line());
    return line.length() <= MAX_SOURCE_LINE ? line : line.substring(0, MAX_SOURCE_LINE);
  }

  /** Adds a problem that was found elsewhere. */
  public void add(Problem problem) {
    noteFile(problem.at().file());
    hasErrors |= problem.isError();
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    } else {
      suppressed++;
      errorSuppressed |= problem.isError();
    }
  }

  /** Adds problems that were found elsewhere. */
  public void addAll(List<Problem> others) {
    others.forEach(this::add);
  }

  /** Whether one of the problems is an error. */
  public boolean hasErrors() {
    return hasErrors;
  }

  /** All problems: by file in the order of reading, then by place in the file. */
  public List<Problem> list() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(
        Comparator.comparingInt((Problem problem) -> files.indexOf(problem.at().file()))
            .thenComparingInt(problem -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column()));
    if (suppressed > 0) {
      Position last = sorted.get(sorted.size() - 1).at();
      Severity severity = errorSuppressed ? Severity.ERROR : Severity.WARNING;
      String message = "there are " + suppressed + " more problems";
      String help = "correct the ones above first";
      sorted.add(new Problem(severity, "too-many-problems", last, message, help, ""));
    }
    return List.copyOf(sorted);
  }
}
