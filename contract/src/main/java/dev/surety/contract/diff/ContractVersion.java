package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of a contract: what is enforced, and what is agreed beside it.
 *
 * @param contract what is enforced
 * @param terms what is agreed
 */
public record ContractVersion(Contract contract, Terms terms) {
  public ContractVersion {
    requireNonNull(contract, "contract");
    requireNonNull(terms, "terms");
  }

  /** A contract of which nothing but what is enforced is known. */
  public static ContractVersion of(Contract contract) {
    return new ContractVersion(contract, Terms.none(contract.file()));
  }

  /**
   * What reading gave.
   *
   * @param version null exactly when a problem is an error
   */
  public record Result(@Nullable ContractVersion version, List<Problem> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /** Reads a text; {@code file} names it in positions. */
  public static Result read(String file, String text) {
    ContractReader.Result read = ContractReader.read(file, text);
    Contract contract = read.contract();
    if (contract == null) {
      return new Result(null, read.problems());
    }
    Terms terms =
        YamlReader.read(file, text, new Problems()).map(Terms::of).orElse(Terms.none(file));
    return new Result(new ContractVersion(contract, terms), read.problems());
  }
}
