package dev.surety.registry;

import java.util.Optional;

/** What a registry demands of a subject's next schema. */
public enum CompatibilityLevel {
  NONE,
  BACKWARD,
  BACKWARD_TRANSITIVE,
  FORWARD,
  FORWARD_TRANSITIVE,
  FULL,
  FULL_TRANSITIVE;

  static Optional<CompatibilityLevel> named(String name) {
    for (CompatibilityLevel level : values()) {
      if (level.name().equals(name)) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
