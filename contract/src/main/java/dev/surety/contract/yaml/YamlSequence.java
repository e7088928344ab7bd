package dev.surety.contract.yaml;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import java.util.List;

/**
 * A YAML sequence.
 *
 * @param at where its first item's indicator or its bracket stands
 * @param items its items
 */
public record YamlSequence(Position at, List<YamlNode> items) implements YamlNode {
  public YamlSequence {
    requireNonNull(at, "at");
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return "a list";
  }
}
