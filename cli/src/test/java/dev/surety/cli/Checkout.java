package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** Files of the project itself. */
final class Checkout {
  private Checkout() {}

  static Path path(String relative) {
    return Path.of(requireNonNull(System.getProperty("surety.checkout"))).resolve(relative);
  }
}
