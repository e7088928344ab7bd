package dev.surety.contract.document;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import java.util.Optional;

/**
 * A variable in a document: {@code ${NAME}}, or {@code ${NAME:-default}}. It is kept as it is
 * written and never replaced.
 *
 * @param name its name
 * @param fallback what stands for it when it has no value; empty when nothing does
 * @param at where the dollar sign stands
 */
public record Variable(String name, Optional<String> fallback, Position at) {
  public Variable {
    requireNonNull(name, "name");
    requireNonNull(fallback, "fallback");
    requireNonNull(at, "at");
  }
}
