package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import java.util.Optional;

/** A schema object: a table, a topic's record type, a file. */
public record DocumentObject(YamlMapping node) implements SchemaElement {
  public Optional<Text> dataGranularityDescription() {
    return text("dataGranularityDescription");
  }

  /** What programs should know: a string, or a mapping with instructions. */
  public Optional<YamlNode> context() {
    return value("context");
  }
}
