package dev.surety.contract.lint;

import dev.surety.contract.Contract;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.yaml.Problems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of a document, as far as the document alone tells it. What needs compiled patterns
 * and expressions is found by {@code dev.surety.validation.CheckedContract}, which calls this too.
 */
public final class ContractLint {
  private ContractLint() {}

  /**
   * Reports names that lead nowhere, bounds that nothing lies between, and what is missing for
   * people: an owner, a date, a unit.
   *
   * @param contract what the document says of its records
   * @param document the same document, whole
   * @param directory where relative references to other documents begin; null to leave them alone
   */
  public static void check(
      Contract contract, ContractDocument document, @Nullable Path directory, Problems problems) {
    new NameLint(document, directory, problems).check();
    new BoundsLint(contract, document, problems).check();
    new AgreementLint(document, problems).check();
  }
}
