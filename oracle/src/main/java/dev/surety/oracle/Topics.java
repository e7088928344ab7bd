package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

/** The topics of one pipeline with one source. */
public record Topics(String input, String clean, String quarantine) {
  public Topics {
    requireNonNull(input, "input");
    requireNonNull(clean, "clean");
    requireNonNull(quarantine, "quarantine");
    if (input.equals(clean) || input.equals(quarantine) || clean.equals(quarantine)) {
      throw new IllegalArgumentException("input, clean and quarantine must be three topics");
    }
  }
}
