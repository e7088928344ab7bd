package dev.surety.contract.convert;

import dev.surety.contract.Contract;
import dev.surety.contract.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an import gave.
 *
 * @param contract the contract; null exactly when a problem is an error
 * @param losses what the contract does not say, in the order of the document, each once
 * @param problems what is wrong with the document
 */
public record Imported(@Nullable Contract contract, List<Loss> losses, List<Problem> problems) {
  public Imported {
    losses = List.copyOf(losses);
    problems = List.copyOf(problems);
  }
}
