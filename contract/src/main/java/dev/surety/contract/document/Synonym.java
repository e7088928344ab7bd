package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.Optional;

/** Another name. */
public record Synonym(YamlMapping node) implements DocumentPart {
  public Optional<Text> synonym() {
    return text("synonym");
  }

  public Optional<Text> locale() {
    return text("locale");
  }

  public Optional<Text> source() {
    return text("source");
  }

  public Optional<Text> status() {
    return text("status");
  }
}
