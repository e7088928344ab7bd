package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import java.util.Optional;

/** What the standard has no word for: a name and any value. */
public record CustomProperty(YamlMapping node) implements DocumentPart {
  public Optional<Text> property() {
    return text("property");
  }

  public Optional<Text> vendor() {
    return text("vendor");
  }

  /** The value, of any shape. */
  public Optional<YamlNode> value() {
    return value("value");
  }
}
