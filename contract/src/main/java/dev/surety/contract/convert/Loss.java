package dev.surety.contract.convert;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;

/**
 * Something that a conversion cannot carry over. Whoever converts is told of each one.
 *
 * @param at where it stands in what was read
 * @param what the keyword or construct, such as {@code patternProperties}
 * @param why why it cannot be said in the other language, and what holds instead
 */
public record Loss(Position at, String what, String why) {
  public Loss {
    requireNonNull(at, "at");
    requireNonNull(what, "what");
    requireNonNull(why, "why");
  }
}
