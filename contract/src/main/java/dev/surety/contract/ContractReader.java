package dev.surety.contract;

import dev.surety.contract.read.ContractBuilder;
import dev.surety.contract.read.Purpose;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an ODCS document strictly, for one of two purposes. {@link #read} gives a contract that can
 * be enforced as it is written, or every problem with its position. {@link #describe} gives what
 * the contract says of its records, for tools that compare, lint or convert it: what this version
 * does not enforce is a warning there, and is kept in {@link Contract#notEnforced}.
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
    return build(YamlReader.read(file, problems), Purpose.ENFORCE, problems);
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    Problems problems = new Problems();
    return build(YamlReader.read(file, text, problems), Purpose.ENFORCE, problems);
  }

  /** Reads what the contract in a file says, whether or not all of it can be enforced. */
  public static Result describe(Path file) {
    Problems problems = new Problems();
    return build(YamlReader.read(file, problems), Purpose.DESCRIBE, problems);
  }

  /** Reads what the contract in a text says, whether or not all of it can be enforced. */
  public static Result describe(String file, String text) {
    Problems problems = new Problems();
    return build(YamlReader.read(file, text, problems), Purpose.DESCRIBE, problems);
  }

  private static Result build(Optional<YamlNode> root, Purpose purpose, Problems problems) {
    Contract contract =
        root.flatMap(node -> ContractBuilder.build(node, purpose, problems)).orElse(null);
    return new Result(contract, problems.list());
  }
}
