package dev.surety.contract.convert;

import dev.surety.contract.Information;
import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import dev.surety.contract.yaml.YamlSequence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a JSON Schema says of a value to people; no record is judged by it.
 *
 * @param title null when there is none
 * @param description null when there is none
 * @param examples scalars, by what they are equal by
 * @param deprecated where it says that it should be used no more; null when it does not
 */
record SchemaRemarks(
    @Nullable Text title,
    @Nullable Text description,
    Map<Object, Object> examples,
    @Nullable Position deprecated) {
  static final SchemaRemarks NONE = new SchemaRemarks(null, null, Map.of(), null);

  /** Keywords that are carried over. */
  static final Set<String> CARRIED = Set.of("title", "description", "examples", "deprecated");

  /** Keywords that a contract has no place for; extensions of known publishers among them. */
  private static final Set<String> LOST =
      Set.of(
          "$comment",
          "default",
          "self",
          "readOnly",
          "writeOnly",
          "contentEncoding",
          "contentMediaType",
          "contentSchema",
          "tsAdditionalProperties",
          "$supportedTables");

  private static final Set<String> FLAGS = Set.of("readOnly", "writeOnly", "deprecated");

  /** Whether no value is judged by a keyword. */
  static boolean isRemark(String keyword) {
    return CARRIED.contains(keyword) || LOST.contains(keyword);
  }

  /** The remarks of a schema alone; what a contract has no place for is listed. */
  static SchemaRemarks of(YamlMapping schema, Collection<Loss> losses) {
    Map<Object, Object> examples = new LinkedHashMap<>();
    Position deprecated = null;
    for (YamlMapping.Entry entry : schema.entries()) {
      String keyword = entry.key().value();
      YamlNode value = entry.value();
      boolean isFalse =
          FLAGS.contains(keyword)
              && value instanceof YamlScalar flag
              && flag.booleanValue().equals(Optional.of(false));
      if (isFalse) {
        continue;
      }
      if (LOST.contains(keyword)) {
        losses.add(Loss.ofRemark(value.at(), keyword, "a contract has no place for it"));
      } else if (keyword.equals("examples")) {
        examples(value, examples, losses);
      } else if (keyword.equals("deprecated")) {
        deprecated = value.at();
      } else if (CARRIED.contains(keyword) && text(value) == null) {
        losses.add(Loss.ofRemark(value.at(), keyword, "it is no text, or an empty one"));
      }
    }
    return new SchemaRemarks(
        schema.get("title").map(SchemaRemarks::text).orElse(null),
        schema.get("description").map(SchemaRemarks::text).orElse(null),
        examples,
        deprecated);
  }

  private static void examples(
      YamlNode node, Map<Object, Object> examples, Collection<Loss> losses) {
    if (!(node instanceof YamlSequence list)) {
      losses.add(Loss.ofRemark(node.at(), "examples", "it is no list"));
      return;
    }
    for (YamlNode item : list.items()) {
      Object value = ShapeReader.constant(item);
      if (value == null) {
        losses.add(Loss.ofRemark(item.at(), "examples", "only scalars are carried over"));
      } else {
        examples.putIfAbsent(SchemaShape.key(value), value);
      }
    }
  }

  private static @Nullable Text text(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isString() && !scalar.value().isBlank()
        ? scalar.text()
        : null;
  }

  /** Both, for one property; of two texts it has the first one. */
  SchemaRemarks and(SchemaRemarks other, Collection<Loss> losses) {
    if (other.equals(NONE) || equals(NONE)) {
      return other.equals(NONE) ? this : other;
    }
    Map<Object, Object> all = new LinkedHashMap<>(examples);
    other.examples.forEach(all::putIfAbsent);
    return new SchemaRemarks(
        first("title", title, other.title, losses),
        first("description", description, other.description, losses),
        all,
        deprecated == null ? other.deprecated : deprecated);
  }

  /** Those of either alternative; what is deprecated in one of them alone is not. */
  SchemaRemarks or(SchemaRemarks other, Collection<Loss> losses) {
    SchemaRemarks both = and(other, losses);
    if (deprecated != null && other.deprecated != null) {
      return both;
    }
    Position one = both.deprecated;
    if (one != null) {
      losses.add(Loss.ofRemark(one, "deprecated", "only one of the alternatives is"));
    }
    return new SchemaRemarks(both.title, both.description, both.examples, null);
  }

  private static @Nullable Text first(
      String keyword, @Nullable Text one, @Nullable Text other, Collection<Loss> losses) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    if (!one.value().equals(other.value())) {
      String why = "a property has one " + keyword + "; the first one is kept";
      losses.add(Loss.ofRemark(other.at(), keyword, why));
    }
    return one;
  }

  /** As a contract says it. */
  Information information(@Nullable String physicalName) {
    return new Information(
        description == null ? "" : description.value(),
        title == null ? null : title.value(),
        physicalName,
        null,
        List.copyOf(examples.values()),
        deprecated != null);
  }
}
