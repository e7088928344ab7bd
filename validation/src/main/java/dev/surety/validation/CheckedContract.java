package dev.surety.validation;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.lint.ContractLint;
import dev.surety.contract.read.ContractBuilder;
import dev.surety.contract.read.Purpose;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import dev.surety.validation.compile.ContractCompiler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a contract together with everything that compiling it finds: expressions, patterns,
 * formats.
 */
public final class CheckedContract {
  /** What is good to know when a contract is written, and not each time a pipeline starts. */
  private static final Set<String> ADVICE =
      Set.of(
          "no-owner",
          "deprecated-without-date",
          "sla-unit",
          "sla-value",
          "dangling-reference",
          "example-breaks-property",
          "unreachable-enum-value",
          "rule-never-fails");

  private CheckedContract() {}

  /**
   * The contract, if it can be enforced as it is written, and all problems but those that only
   * {@link #lint} tells: advice that does not keep a pipeline from running.
   */
  public static ContractReader.Result read(Path file) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlReader.read(file, problems);
    ContractReader.Result result =
        lint(root, Purpose.ENFORCE, file.toAbsolutePath().getParent(), problems);
    List<Problem> told =
        result.problems().stream()
            .filter(problem -> problem.isError() || !ADVICE.contains(problem.code()))
            .toList();
    return new ContractReader.Result(result.contract(), told);
  }

  /**
   * Everything that is wrong with the contract in a file, also with what it means and with what
   * only people read. What cannot be enforced yet is a warning; {@link RecordValidator#compile}
   * refuses a contract that has some.
   */
  public static ContractReader.Result lint(Path file) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlReader.read(file, problems);
    return lint(root, Purpose.DESCRIBE, file.toAbsolutePath().getParent(), problems);
  }

  /**
   * The same for a text.
   *
   * @param file names it in positions
   * @param directory where relative references to other documents begin; null to leave them alone
   */
  public static ContractReader.Result lint(String file, String text, @Nullable Path directory) {
    Problems problems = new Problems();
    Optional<YamlNode> root = YamlReader.read(file, text, problems);
    return lint(root, Purpose.DESCRIBE, directory, problems);
  }

  private static ContractReader.Result lint(
      Optional<YamlNode> root, Purpose purpose, @Nullable Path directory, Problems problems) {
    Contract contract =
        root.flatMap(node -> ContractBuilder.build(node, purpose, problems)).orElse(null);
    if (contract != null && root.orElse(null) instanceof YamlMapping mapping) {
      ContractDocument document = new ContractDocument(mapping);
      ContractLint.check(contract, document, directory, problems);
      for (Problem found : ContractCompiler.lintMeaning(contract)) {
        // Compiling knows positions but not the text.
        problems.add(
            problems.problem(
                found.severity(), found.code(), found.at(), found.message(), found.help()));
      }
      new SampleLint(contract, problems).check(document);
    }
    return new ContractReader.Result(problems.hasErrors() ? null : contract, problems.list());
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
