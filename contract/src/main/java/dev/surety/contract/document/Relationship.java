package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import java.util.List;
import java.util.Optional;

/** A reference from one or more properties to others. */
public record Relationship(YamlMapping node) implements DocumentPart {
  public Optional<Text> type() {
    return text("type");
  }

  /** Where it begins; empty for a relationship that stands in a property and begins there. */
  public List<Reference> from() {
    return references("from");
  }

  /** Where it leads. */
  public List<Reference> to() {
    return references("to");
  }

  private List<Reference> references(String key) {
    return texts(key).stream().map(Reference::of).toList();
  }
}
