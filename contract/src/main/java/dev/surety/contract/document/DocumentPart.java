package dev.surety.contract.document;

import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A mapping of a document that the standard gives a meaning. What is absent, or of another type
 * than the standard says, is empty here; {@link #node} has it as it is written.
 */
public interface DocumentPart {
  /** The part as it is written, with all its keys. */
  YamlMapping node();

  /** Where it begins. */
  default Position at() {
    return node().at();
  }

  /** The value of a key, whatever it is. */
  default Optional<YamlNode> value(String key) {
    return node().get(key);
  }

  /** A string. Variables such as {@code ${NAME}} are in it as they are written. */
  default Optional<Text> text(String key) {
    return scalar(key).filter(YamlScalar::isString).map(YamlScalar::text);
  }

  /** A boolean. */
  default Optional<Boolean> flag(String key) {
    return scalar(key).flatMap(YamlScalar::booleanValue);
  }

  /** A number, exactly. */
  default Optional<BigDecimal> number(String key) {
    return scalar(key).flatMap(YamlScalar::number);
  }

  /** A value that is neither a list nor a mapping. */
  default Optional<YamlScalar> scalar(String key) {
    return value(key).filter(YamlScalar.class::isInstance).map(YamlScalar.class::cast);
  }

  /** The strings of a list; one string is a list of one. */
  default List<Text> texts(String key) {
    List<Text> texts = new ArrayList<>();
    text(key).ifPresent(texts::add);
    for (YamlNode item : items(key)) {
      if (item instanceof YamlScalar scalar && scalar.isString()) {
        texts.add(scalar.text());
      }
    }
    return texts;
  }

  /** The items of a list. */
  default List<YamlNode> items(String key) {
    return value(key).orElse(null) instanceof YamlSequence list ? list.items() : List.of();
  }

  /** The mappings of a list as parts. */
  default <T> List<T> parts(String key, Function<YamlMapping, T> as) {
    return items(key).stream()
        .filter(YamlMapping.class::isInstance)
        .map(item -> as.apply((YamlMapping) item))
        .toList();
  }

  /** A mapping as a part. */
  default <T> Optional<T> part(String key, Function<YamlMapping, T> as) {
    return value(key).filter(YamlMapping.class::isInstance).map(YamlMapping.class::cast).map(as);
  }

  default Optional<Text> id() {
    return text("id");
  }

  default Optional<Text> description() {
    return text("description");
  }

  default List<Text> tags() {
    return texts("tags");
  }

  default List<CustomProperty> customProperties() {
    return parts("customProperties", CustomProperty::new);
  }

  default List<AuthoritativeDefinition> authoritativeDefinitions() {
    return parts("authoritativeDefinitions", AuthoritativeDefinition::new);
  }
}
