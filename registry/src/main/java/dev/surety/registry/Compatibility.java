package dev.surety.registry;

import java.util.List;

/**
 * Whether a registry would take a schema.
 *
 * @param messages why not; servers need not give any
 */
public record Compatibility(boolean isCompatible, List<String> messages) {
  public Compatibility {
    messages = List.copyOf(messages);
  }
}
