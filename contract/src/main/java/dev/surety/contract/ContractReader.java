package dev.surety.contract;

import dev.surety.contract.read.ContractBuilder;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an ODCS document strictly: either a contract that can be enforced as written, or every
 * problem with its position.
 */
public final class ContractReader {
  private ContractReader() {}

  /**
   * What reading gave.
   *
   * @param contract the contract; null exactly when a problem is an error
   * @param problems all problems, in the order of the file
   */
  public record Result(@Nullable Contract contract, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a file; a file that cannot be read is a problem too. */
  public static Result read(Path file) {
    Problems problems = new Problems();
    return build(YamlReader.read(file, problems), problems);
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    Problems problems = new Problems();
    return build(YamlReader.read(file, text, problems), problems);
  }

  private static Result build(Optional<YamlNode> root, Problems problems) {
    Contract contract = root.flatMap(node -> ContractBuilder.build(node, problems)).orElse(null);
    return new Result(contract, problems.list());
  }
}
