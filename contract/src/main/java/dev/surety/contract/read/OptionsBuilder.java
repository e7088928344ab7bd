package dev.surety.contract.read;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Text;
import dev.surety.contract.yaml.MappingReader;
import dev.surety.contract.yaml.Problems;
import dev.surety.contract.yaml.YamlMapping;
import dev.surety.contract.yaml.YamlNode;
import dev.surety.contract.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the options of a property and reports those that contradict each other. */
final class OptionsBuilder {
  private final Reading reading;
  private final Problems problems;
  private final YamlMapping mapping;
  private final MappingReader fields;
  private final LogicalType type;

  OptionsBuilder(Reading reading, YamlMapping mapping, LogicalType type) {
    this.reading = reading;
    this.problems = reading.problems();
    this.mapping = mapping;
    this.fields = reading.fields(mapping);
    this.type = type;
  }

  Options build() {
    return switch (type) {
      case STRING -> string();
      case NUMBER, INTEGER -> number();
      case DATE, TIMESTAMP, TIME -> temporal();
      case OBJECT -> object();
      case ARRAY -> array();
      case VECTOR -> vector();
      case BOOLEAN, MAP -> unknown();
    };
  }

  private Options string() {
    Integer minLength = count("minLength");
    Integer maxLength = count("maxLength");
    ordered("minLength", minLength, "maxLength", maxLength);
    return new Options(
        minLength,
        maxLength,
        text("pattern"),
        text("format"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        null);
  }

  private Options number() {
    Bound lower = numberBound("minimum", "exclusiveMinimum");
    Bound upper = numberBound("maximum", "exclusiveMaximum");
    BigDecimal multipleOf = fields.number("multipleOf").orElse(null);
    checkNumberBounds(lower, upper);
    return new Options(
        null,
        null,
        null,
        text("format"),
        lower.inclusive,
        upper.inclusive,
        lower.exclusive,
        upper.exclusive,
        multipleOf,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        null);
  }

  /** A bound that may be reached, one that may not, or both. */
  private record Bound(@Nullable BigDecimal inclusive, @Nullable BigDecimal exclusive) {}

  private Bound numberBound(String inclusiveKey, String exclusiveKey) {
    BigDecimal inclusive = fields.number(inclusiveKey).orElse(null);
    return saysExclusive(inclusiveKey, exclusiveKey)
        ? new Bound(null, inclusive)
        : new Bound(inclusive, fields.number(exclusiveKey).orElse(null));
  }

  /** In ODCS 3.0 the exclusive bounds are booleans that say what the inclusive ones mean. */
  private boolean saysExclusive(String inclusiveKey, String exclusiveKey) {
    boolean isExclusive =
        !reading.version().isAtLeast(OdcsVersion.V3_1) && fields.bool(exclusiveKey).orElse(false);
    if (isExclusive && !mapping.has(inclusiveKey)) {
      String message = "'" + exclusiveKey + ": true' needs a '" + inclusiveKey + "' beside it";
      problems.error("missing-key", at(exclusiveKey), message);
    }
    return isExclusive;
  }

  private void checkNumberBounds(Bound lower, Bound upper) {
    empty("minimum", lower.inclusive, "maximum", upper.inclusive, 0);
    empty("minimum", lower.inclusive, "exclusiveMaximum", upper.exclusive, -1);
    empty("exclusiveMinimum", lower.exclusive, "maximum", upper.inclusive, -1);
    empty("exclusiveMinimum", lower.exclusive, "exclusiveMaximum", upper.exclusive, -1);
  }

  /** Reports bounds that nothing lies between. */
  private void empty(
      String lowKey,
      @Nullable BigDecimal low,
      String highKey,
      @Nullable BigDecimal high,
      int most) {
    if (low != null && high != null && low.compareTo(high) > most) {
      contradiction(lowKey, low.toString(), highKey, high.toString());
    }
  }

  private Options temporal() {
    Text minimum = text("minimum");
    Text maximum = text("maximum");
    Text exclusiveMinimum = text("exclusiveMinimum");
    Text exclusiveMaximum = text("exclusiveMaximum");
    if (saysExclusive("minimum", "exclusiveMinimum")) {
      exclusiveMinimum = minimum;
      minimum = null;
    }
    if (saysExclusive("maximum", "exclusiveMaximum")) {
      exclusiveMaximum = maximum;
      maximum = null;
    }
    return new Options(
        null,
        null,
        null,
        text("format"),
        null,
        null,
        null,
        null,
        null,
        minimum,
        maximum,
        exclusiveMinimum,
        exclusiveMaximum,
        fields.bool("timezone").orElse(null),
        text("defaultTimezone"),
        null,
        null,
        false,
        null,
        null,
        List.of(),
        null);
  }

  private Options object() {
    Integer least = count("minProperties");
    Integer most = count("maxProperties");
    ordered("minProperties", least, "maxProperties", most);
    List<Text> required = fields.strings("required").stream().map(reading::enforced).toList();
    Set<String> seen = new HashSet<>();
    for (Text name : required) {
      seen.add(name.value());
    }
    if (most != null && most < seen.size()) {
      String message =
          "'maxProperties' is " + most + ", but " + seen.size() + " members are required";
      problems.error("contradiction", at("maxProperties"), message);
    }
    return new Options(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, false, least, most, required, null);
  }

  private Options array() {
    Integer least = count("minItems");
    Integer most = count("maxItems");
    ordered("minItems", least, "maxItems", most);
    return new Options(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        least,
        most,
        fields.bool("uniqueItems").orElse(false),
        null,
        null,
        List.of(),
        null);
  }

  private Options vector() {
    if (fields.bool("normalized").orElse(false)) {
      notYet("normalized", "'normalized: true'");
    }
    String element = fields.string("elementType").map(Text::value).orElse("float32");
    if (element.equals("int8") || element.equals("uint8") || element.equals("binary")) {
      notYet("elementType", "'elementType: " + element + "'");
    }
    return new Options(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        count("dimensions"));
  }

  /** ODCS lets these types have any options and gives none of them a meaning. */
  private Options unknown() {
    for (YamlMapping.Entry entry : mapping.entries()) {
      String what = "the option '" + entry.key().value() + "' of a " + type.odcsName();
      reading.notYet(entry.key().at(), what, "");
    }
    return Options.NONE;
  }

  private void notYet(String key, String what) {
    reading.notYet(at(key), what, "");
  }

  private @Nullable Integer count(String key) {
    return fields.integer(key, 0, Integer.MAX_VALUE).orElse(null);
  }

  private @Nullable Text text(String key) {
    Optional<YamlNode> node = fields.node(key);
    return node.isPresent() && node.get() instanceof YamlScalar scalar && scalar.isString()
        ? reading.known(scalar.text())
        : null;
  }

  private void ordered(
      String lowKey, @Nullable Integer low, String highKey, @Nullable Integer high) {
    if (low != null && high != null && low > high) {
      contradiction(lowKey, low.toString(), highKey, high.toString());
    }
  }

  private void contradiction(String lowKey, String low, String highKey, String high) {
    String message =
        "no value can satisfy '" + lowKey + ": " + low + "' and '" + highKey + ": " + high + "'";
    problems.error("contradiction", at(lowKey), message);
  }

  private Position at(String key) {
    return fields.keyAt(key);
  }
}
