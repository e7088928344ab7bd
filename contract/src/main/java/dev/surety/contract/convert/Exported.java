package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What an export gave.
 *
 * @param text the whole document, ending in a line break
 * @param losses what the contract says and the document does not, in the order of the contract
 */
public record Exported(String text, List<Loss> losses) {
  public Exported {
    requireNonNull(text, "text");
    losses = List.copyOf(losses);
  }
}
