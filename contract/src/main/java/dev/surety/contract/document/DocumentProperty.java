package dev.surety.contract.document;

import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** A property, with all that stands below it; the item of an array has no name. */
public record DocumentProperty(YamlMapping node) implements SchemaElement {
  public boolean required() {
    return flag("required").orElse(false);
  }

  public boolean unique() {
    return flag("unique").orElse(false);
  }

  public boolean primaryKey() {
    return flag("primaryKey").orElse(false);
  }

  public boolean partitioned() {
    return flag("partitioned").orElse(false);
  }

  public boolean criticalDataElement() {
    return flag("criticalDataElement").orElse(false);
  }

  public Optional<Text> classification() {
    return text("classification");
  }

  public Optional<Text> encryptedName() {
    return text("encryptedName");
  }

  public Optional<Text> semanticType() {
    return text("semanticType");
  }

  /** The options of the logical type. */
  public Optional<YamlMapping> logicalTypeOptions() {
    return part("logicalTypeOptions", mapping -> mapping);
  }

  public List<EnumValue> enumValues() {
    return parts("enum", EnumValue::new);
  }

  public List<YamlNode> examples() {
    return items("examples");
  }

  /** What an array holds. */
  public Optional<DocumentProperty> itemType() {
    return part("items", DocumentProperty::new);
  }

  /** What the keys of a map are. */
  public Optional<DocumentProperty> mapKey() {
    return ofMap("key");
  }

  /** What the values of a map are. */
  public Optional<DocumentProperty> mapValue() {
    return ofMap("value");
  }

  private Optional<DocumentProperty> ofMap(String key) {
    return part("map", map -> map)
        .flatMap(map -> map.get(key))
        .filter(YamlMapping.class::isInstance)
        .map(value -> new DocumentProperty((YamlMapping) value));
  }
}
