package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlScalar;
import java.util.Optional;

/** One of the values that a property may have. */
public record EnumValue(YamlMapping node) implements DocumentPart {
  public Optional<Text> label() {
    return text("label");
  }

  /** A string, number, boolean or null. */
  public Optional<YamlScalar> value() {
    return scalar("value");
  }
}
