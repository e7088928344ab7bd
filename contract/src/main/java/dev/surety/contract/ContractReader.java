package dev.surety.contract;

import java.nio.file.Path;
import java.util.List;
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
    return new Result(null, List.of());
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    return new Result(null, List.of());
  }
}
