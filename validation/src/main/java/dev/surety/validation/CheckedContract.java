package dev.surety.validation;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.diff.ContractVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads a contract together with everything that compiling it finds: expressions, patterns,
 * formats.
 */
public final class CheckedContract {
  private CheckedContract() {}

  /** The contract, if it can be enforced as it is written, and all problems. */
  public static ContractReader.Result read(Path file) {
    return compiled(file, ContractReader.read(file));
  }

  /**
   * What the contract says, and all problems. What cannot be enforced yet is a warning; {@link
   * RecordValidator#compile} refuses a contract that has some.
   */
  public static ContractReader.Result describe(Path file) {
    return compiled(file, ContractReader.describe(file));
  }

  private static ContractReader.Result compiled(Path file, ContractReader.Result read) {
    Contract contract = read.contract();
    if (contract == null) {
      return read;
    }
    List<Problem> problems = new ArrayList<>(read.problems());
    problems.addAll(withSourceLines(file, RecordValidator.lint(contract)));
    problems.sort(
        Comparator.comparingInt((Problem problem) -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column()));
    boolean usable = problems.stream().noneMatch(Problem::isError);
    return new ContractReader.Result(usable ? contract : null, problems);
  }

  /**
   * The same for a text, together with what is agreed beside the records; {@code file} names it in
   * positions.
   */
  public static ContractVersion.Result version(String file, String text) {
    ContractVersion.Result read = ContractVersion.read(file, text);
    ContractVersion version = read.version();
    if (version == null) {
      return read;
    }
    List<Problem> problems = new ArrayList<>(read.problems());
    List<String> lines = text.lines().toList();
    RecordValidator.lint(version.contract()).stream()
        .map(problem -> withSourceLine(lines, problem))
        .forEach(problems::add);
    boolean usable = problems.stream().noneMatch(Problem::isError);
    return new ContractVersion.Result(usable ? version : null, problems);
  }

  /** Compiling knows positions but not the text. */
  private static List<Problem> withSourceLines(Path file, List<Problem> problems) {
    if (problems.isEmpty()) {
      return problems;
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + " a second time", e);
    }
    return problems.stream().map(problem -> withSourceLine(lines, problem)).toList();
  }

  private static Problem withSourceLine(List<String> lines, Problem problem) {
    int line = problem.at().line();
    boolean known = line >= 1 && line <= lines.size();
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.at(),
        problem.message(),
        problem.help(),
        known && problem.sourceLine().isEmpty() ? lines.get(line - 1) : problem.sourceLine());
  }
}
