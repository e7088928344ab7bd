package dev.surety.contract.convert;

import dev.surety.contract.Options;
import dev.surety.contract.Position;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The constraints of a property, for languages of types, which have few words for them. */
final class OptionLosses {
  private OptionLosses() {}

  /**
   * Adds a loss for each constraint that is not said.
   *
   * @param said names of options that are, {@code enum} among them
   */
  static void add(Property property, String language, Set<String> said, Collection<Loss> losses) {
    String why = language + " does not limit values so; the constraint does not hold there";
    Map<String, Position> given = given(property);
    given.keySet().removeAll(said);
    given.forEach((name, at) -> losses.add(new Loss(at, name, why)));
  }

  /** What a property is limited by, and where that stands. */
  private static Map<String, Position> given(Property property) {
    Options options = property.options();
    Position at = property.at();
    Map<String, Position> given = new LinkedHashMap<>();
    put(given, "minLength", options.minLength(), at);
    put(given, "maxLength", options.maxLength(), at);
    put(given, "pattern", options.pattern(), at);
    put(given, "format", options.format(), at);
    put(given, "minimum", options.minimum(), at);
    put(given, "maximum", options.maximum(), at);
    put(given, "exclusiveMinimum", options.exclusiveMinimum(), at);
    put(given, "exclusiveMaximum", options.exclusiveMaximum(), at);
    put(given, "multipleOf", options.multipleOf(), at);
    put(given, "minimum", options.earliest(), at);
    put(given, "maximum", options.latest(), at);
    put(given, "exclusiveMinimum", options.exclusiveEarliest(), at);
    put(given, "exclusiveMaximum", options.exclusiveLatest(), at);
    put(given, "timezone", options.timezone(), at);
    put(given, "defaultTimezone", options.defaultTimezone(), at);
    put(given, "minItems", options.minItems(), at);
    put(given, "maxItems", options.maxItems(), at);
    put(given, "uniqueItems", options.uniqueItems() ? Boolean.TRUE : null, at);
    put(given, "minProperties", options.minProperties(), at);
    put(given, "maxProperties", options.maxProperties(), at);
    put(given, "dimensions", options.dimensions(), at);
    put(given, "enum", property.allowed().isEmpty() ? null : property, at);
    return given;
  }

  private static void put(
      Map<String, Position> given, String name, @Nullable Object value, Position at) {
    if (value != null) {
      given.putIfAbsent(name, value instanceof Text text ? text.at() : at);
    }
  }
}
