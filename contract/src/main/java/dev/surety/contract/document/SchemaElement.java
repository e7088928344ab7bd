package dev.surety.contract.document;

import dev.surety.contract.Text;
import java.util.List;
import java.util.Optional;

/** What schema objects and properties have in common. */
public sealed interface SchemaElement extends DocumentPart
    permits DocumentObject, DocumentProperty {
  default Optional<Text> name() {
    return text("name");
  }

  default Optional<Text> businessName() {
    return text("businessName");
  }

  default Optional<Text> physicalName() {
    return text("physicalName");
  }

  default Optional<Text> physicalType() {
    return text("physicalType");
  }

  default Optional<Text> logicalType() {
    return text("logicalType");
  }

  default boolean deprecated() {
    return flag("deprecated").orElse(false);
  }

  default List<Synonym> synonyms() {
    return parts("synonyms", Synonym::new);
  }

  default List<DocumentProperty> properties() {
    return parts("properties", DocumentProperty::new);
  }

  default List<Relationship> relationships() {
    return parts("relationships", Relationship::new);
  }

  default List<QualityRule> quality() {
    return parts("quality", QualityRule::new);
  }
}
