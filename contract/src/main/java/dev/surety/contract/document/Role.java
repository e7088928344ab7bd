package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.Optional;

/** A role that may access the data. */
public record Role(YamlMapping node) implements DocumentPart {
  public Optional<Text> role() {
    return text("role");
  }

  public Optional<Text> access() {
    return text("access");
  }

  public Optional<Text> firstLevelApprovers() {
    return text("firstLevelApprovers");
  }

  public Optional<Text> secondLevelApprovers() {
    return text("secondLevelApprovers");
  }
}
