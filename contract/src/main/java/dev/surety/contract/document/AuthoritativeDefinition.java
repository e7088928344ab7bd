package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.Optional;

/** Where something is defined. */
public record AuthoritativeDefinition(YamlMapping node) implements DocumentPart {
  public Optional<Text> url() {
    return text("url");
  }

  public Optional<Text> type() {
    return text("type");
  }
}
