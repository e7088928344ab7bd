package dev.surety.contract.lint;

import dev.surety.contract.Contract;
import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import dev.surety.contract.diff.Numbers;
import dev.surety.contract.document.ContractDocument;
import dev.surety.contract.document.DocumentObject;
import dev.surety.contract.document.DocumentProperty;
import dev.surety.contract.pattern.StringLanguage;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Constraints of one property that no value keeps all together. */
final class BoundsLint {
  private static final List<String> OF_NUMBERS =
      List.of("minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf", "format");

  private final Contract contract;
  private final Problems problems;
  private final Map<Position, YamlMapping> mappings = new HashMap<>();
  private final Set<Position> done = new HashSet<>();

  BoundsLint(Contract contract, ContractDocument document, Problems problems) {
    this.contract = contract;
    this.problems = problems;
    for (DocumentObject object : document.schema()) {
      SchemaIndex.forEachProperty(object, property -> mappings.put(property.at(), property.node()));
    }
  }

  void check() {
    contract.objects().forEach(object -> members(object.root()));
  }

  private void members(Property owner) {
    owner.properties().forEach(this::property);
    below(owner.items());
    below(owner.mapKey());
    below(owner.mapValue());
  }

  private void below(@Nullable Property property) {
    if (property != null) {
      property(property);
    }
  }

  /** What an alias repeats is looked at once. */
  private void property(Property property) {
    if (!done.add(property.at())) {
      return;
    }
    if (Numbers.isNumeric(property)) {
      number(property);
    } else if (property.type() == LogicalType.STRING) {
      string(property);
    } else if (property.type() == LogicalType.ARRAY) {
      array(property);
    }
    members(property);
  }

  private void number(Property property) {
    BigDecimal step = property.options().multipleOf();
    if (step != null && step.signum() <= 0) {
      return; // Reported when the property is compiled.
    }
    if (!Numbers.of(withoutEnum(property)).isEmpty()) {
      return;
    }
    List<String> given = new ArrayList<>();
    OF_NUMBERS.forEach(key -> option(property, key).ifPresent(given::add));
    String what = property.type() == LogicalType.INTEGER ? "no integer" : "no number";
    contradiction(property, OF_NUMBERS, what + " keeps " + String.join(" and ", given));
  }

  private static Property withoutEnum(Property property) {
    return new Property(
        property.name(),
        property.type(),
        property.options(),
        property.required(),
        property.closed(),
        property.classification(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        property.at());
  }

  private void string(Property property) {
    Options options = property.options();
    List<StringLanguage> languages = new ArrayList<>();
    List<String> given = new ArrayList<>();
    Text pattern = options.pattern();
    Text format = options.format();
    if (pattern != null) {
      StringLanguage.ofPattern(pattern.value()).ifPresent(languages::add);
    }
    if (format != null) {
      StringLanguage.ofFormat(format.value()).ifPresent(languages::add);
    }
    int least = options.minLength() == null ? 0 : options.minLength();
    if (languages.isEmpty()
        || !(StringLanguage.search(languages, null, least, options.maxLength())
            instanceof StringLanguage.Search.None)) {
      return;
    }
    List<String> keys = List.of("pattern", "format", "minLength", "maxLength");
    keys.forEach(key -> option(property, key).ifPresent(given::add));
    contradiction(property, keys, "no string keeps " + String.join(" and ", given));
  }

  /** With unique items, an array is not longer than there are different items. */
  private void array(Property property) {
    Options options = property.options();
    Integer least = options.minItems();
    Property items = property.items();
    if (!options.uniqueItems() || least == null || items == null) {
      return;
    }
    Integer different = different(items);
    if (different != null && least > different) {
      contradiction(
          property,
          List.of("minItems"),
          "an array of unique items has at most "
              + different
              + (different == 1 ? " item" : " items")
              + " here, and 'minItems' is "
              + least);
    }
  }

  /** How many different items there can be; null when nobody counts them. */
  private static @Nullable Integer different(Property items) {
    // An item that is not required may also be null.
    int absent = items.required() ? 0 : 1;
    if (!items.allowed().isEmpty()) {
      return items.allowed().size() + absent;
    }
    return items.type() == LogicalType.BOOLEAN ? (Integer) (2 + absent) : null;
  }

  private Optional<String> option(Property property, String key) {
    return options(property)
        .flatMap(options -> options.get(key))
        .map(value -> "'" + key + ": " + value + "'");
  }

  private Optional<YamlMapping> options(Property property) {
    return Optional.ofNullable(mappings.get(property.at()))
        .map(DocumentProperty::new)
        .flatMap(DocumentProperty::logicalTypeOptions);
  }

  private void contradiction(Property property, List<String> keys, String message) {
    Position at =
        options(property)
            .flatMap(
                options -> keys.stream().flatMap(key -> options.entry(key).stream()).findFirst())
            .map(entry -> entry.key().at())
            .orElse(property.at());
    problems.error("contradiction", at, message, "");
  }
}
