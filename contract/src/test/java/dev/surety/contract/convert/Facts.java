package dev.surety.contract.convert;

import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What properties say, one by one, for comparisons in tests. */
final class Facts {
  private Facts() {}

  /** A property in one line, as tests expect it. */
  static String line(Property property) {
    StringBuilder line = new StringBuilder();
    line.append(property.type() == null ? "any" : property.type().odcsName());
    line.append(property.required() ? "!" : "");
    List<String> said = new ArrayList<>();
    of(property).forEach((name, fact) -> said.add(name + "=" + fact.value()));
    if (property.information().physicalType() != null) {
      said.add("physicalType=" + property.information().physicalType());
    }
    if (!property.information().description().isEmpty()) {
      said.add("'" + property.information().description() + "'");
    }
    if (!said.isEmpty()) {
      line.append(said);
    }
    if (!property.properties().isEmpty()) {
      List<String> members =
          property.properties().stream()
              .map(member -> member.name() + ": " + line(member))
              .toList();
      line.append("{").append(String.join(", ", members)).append("}");
    }
    if (property.items() != null) {
      line.append(" of ").append(line(property.items()));
    }
    if (property.mapValue() != null) {
      line.append(" to ").append(line(property.mapValue()));
    }
    return line.toString();
  }

  /** The record type of an imported contract. */
  static Property root(Imported imported) {
    return Objects.requireNonNull(imported.contract()).objects().get(0).root();
  }

  /** Something that a property says, and where. */
  record Fact(String value, Position at) {}

  static Map<String, Fact> of(Property property) {
    Options options = property.options();
    Map<String, Fact> facts = new LinkedHashMap<>();
    put(facts, "minLength", options.minLength(), property);
    put(facts, "maxLength", options.maxLength(), property);
    put(facts, "pattern", options.pattern(), property);
    // Integers have 64 bits where nothing else is said.
    boolean isPlain = options.format() != null && options.format().value().equals("i64");
    put(facts, "format", isPlain ? null : options.format(), property);
    put(facts, "minimum", options.minimum(), property);
    put(facts, "maximum", options.maximum(), property);
    put(facts, "exclusiveMinimum", options.exclusiveMinimum(), property);
    put(facts, "exclusiveMaximum", options.exclusiveMaximum(), property);
    put(facts, "multipleOf", options.multipleOf(), property);
    put(facts, "minimum", options.earliest(), property);
    put(facts, "maximum", options.latest(), property);
    put(facts, "timezone", options.timezone(), property);
    put(facts, "minItems", options.minItems(), property);
    put(facts, "maxItems", options.maxItems(), property);
    put(facts, "uniqueItems", options.uniqueItems() ? true : null, property);
    put(facts, "dimensions", options.dimensions(), property);
    put(facts, "enum", property.allowed().isEmpty() ? null : property.allowed(), property);
    return facts;
  }

  private static void put(
      Map<String, Fact> facts, String name, @Nullable Object value, Property property) {
    if (value == null) {
      return;
    }
    Position at = value instanceof Text text ? text.at() : property.at();
    String shown =
        value instanceof BigDecimal number
            ? number.stripTrailingZeros().toPlainString()
            : value.toString();
    facts.put(name, new Fact(shown, at));
  }

  /** A difference of two contracts: at which place of the first, and in what. */
  record Difference(Position at, Position property, String what, String detail) {}

  /** What a second version of a property says differently, in everything below too. */
  static List<Difference> differences(Property before, Property after) {
    List<Difference> differences = new ArrayList<>();
    compare(before, after, differences);
    return differences;
  }

  private static void compare(Property before, Property after, List<Difference> differences) {
    if (before.type() != after.type()) {
      String detail = before.type() + " became " + after.type();
      differences.add(new Difference(before.at(), before.at(), "logicalType", detail));
      return;
    }
    if (before.required() != after.required()) {
      differences.add(new Difference(before.at(), before.at(), "required", after.at().toString()));
    }
    Map<String, Fact> was = of(before);
    Map<String, Fact> is = of(after);
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      Fact first = was.get(name);
      Fact second = is.get(name);
      String one = first == null ? null : first.value();
      String other = second == null ? null : second.value();
      if (!Objects.equals(one, other)) {
        Position at = first == null ? before.at() : first.at();
        differences.add(new Difference(at, before.at(), name, one + " became " + other));
      }
    }
    if (before.properties().size() != after.properties().size()) {
      differences.add(new Difference(before.at(), before.at(), "properties", ""));
      return;
    }
    for (int i = 0; i < before.properties().size(); i++) {
      Property one = before.properties().get(i);
      Property other = after.properties().get(i);
      if (!one.name().equals(other.name())) {
        String detail = one.name() + " became " + other.name();
        differences.add(new Difference(one.at(), one.at(), "name", detail));
      }
      compare(one, other, differences);
    }
    inner(before, before.items(), after.items(), differences);
    inner(before, before.mapValue(), after.mapValue(), differences);
  }

  private static void inner(
      Property owner,
      @Nullable Property before,
      @Nullable Property after,
      List<Difference> differences) {
    if (before != null && after != null) {
      compare(before, after, differences);
    } else if (before != null || after != null) {
      differences.add(new Difference(owner.at(), owner.at(), "logicalType", "inner"));
    }
  }
}
