package dev.surety.contract.diff;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.Text;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The constraints of a property, each with how it is compared. */
final class Facets {
  private static final int SHOWN_VALUES = 12;

  /**
   * A constraint.
   *
   * @param applies whether a property can have it
   * @param shown the constraint as people read it; the same text means the same constraint; empty
   *     when there is none
   * @param keeps whether every value that the first property accepts keeps it as the second has it
   */
  record Facet(
      ChangeKind kind,
      String phrase,
      Predicate<Property> applies,
      Function<Property, String> shown,
      BiFunction<Property, Property, Answer> keeps) {}

  private Facets() {}

  static final List<Facet> ALL =
      List.of(
          new Facet(
              ChangeKind.ENUM,
              "the list of allowed values",
              property -> true,
              Facets::allowed,
              Facets::keepsAllowed),
          number(
              ChangeKind.MINIMUM,
              "the least value allowed",
              property ->
                  bounds(
                      property.options().minimum(), "above", property.options().exclusiveMinimum()),
              Numbers::lower),
          number(
              ChangeKind.MAXIMUM,
              "the greatest value allowed",
              property ->
                  bounds(
                      property.options().maximum(), "below", property.options().exclusiveMaximum()),
              Numbers::upper),
          number(
              ChangeKind.MULTIPLE_OF,
              "the number that values are multiples of",
              property -> plain(property.options().multipleOf()),
              property -> NumberSet.ALL.multiplesOf(property.options().multipleOf())),
          number(
              ChangeKind.NUMBER_FORMAT,
              "the number format",
              property -> Temporals.text(property.options().format()),
              Numbers::format),
          string(
              ChangeKind.MIN_LENGTH,
              "the least length",
              property -> plain(property.options().minLength()),
              (all, one) -> all.hasLeastLength(one.options().minLength())),
          string(
              ChangeKind.MAX_LENGTH,
              "the greatest length",
              property -> plain(property.options().maxLength()),
              (all, one) -> all.hasGreatestLength(one.options().maxLength())),
          string(
              ChangeKind.PATTERN,
              "the pattern",
              property -> Temporals.text(property.options().pattern()),
              (all, one) -> all.matches(one.options().pattern())),
          string(
              ChangeKind.STRING_FORMAT,
              "the format",
              property -> Temporals.text(property.options().format()),
              (all, one) -> all.hasFormat(one.options().format())),
          temporal(
              ChangeKind.DATE_FORMAT,
              "the format",
              property -> Temporals.text(property.options().format()),
              (all, one) -> Answer.UNKNOWN),
          temporal(
              ChangeKind.TIMEZONE,
              "whether an offset is required",
              property -> plain(property.options().timezone()),
              Temporals::keepsTimezone),
          temporal(
              ChangeKind.DEFAULT_TIMEZONE,
              "the time zone of values without an offset",
              property -> Temporals.text(property.options().defaultTimezone()),
              Temporals::keepsDefaultTimezone),
          temporal(
              ChangeKind.EARLIEST,
              "the earliest moment allowed",
              property ->
                  bounds(
                      property.options().earliest(),
                      "above",
                      property.options().exclusiveEarliest()),
              Temporals::keepsEarliest),
          temporal(
              ChangeKind.LATEST,
              "the latest moment allowed",
              property ->
                  bounds(
                      property.options().latest(), "below", property.options().exclusiveLatest()),
              Temporals::keepsLatest),
          new Facet(
              ChangeKind.MIN_ITEMS,
              "the least number of items",
              property -> property.type() == LogicalType.ARRAY,
              property -> plain(property.options().minItems()),
              (all, one) -> atLeast(all.options().minItems(), one.options().minItems())),
          new Facet(
              ChangeKind.MAX_ITEMS,
              "the greatest number of items",
              property -> property.type() == LogicalType.ARRAY,
              property -> plain(property.options().maxItems()),
              (all, one) -> atMost(all.options().maxItems(), one.options().maxItems())),
          new Facet(
              ChangeKind.UNIQUE_ITEMS,
              "whether items must differ",
              property -> property.type() == LogicalType.ARRAY,
              property -> property.options().uniqueItems() ? "true" : "",
              Facets::keepsUnique),
          new Facet(
              ChangeKind.MIN_PROPERTIES,
              "the least number of members",
              Facets::hasMembers,
              property -> plain(property.options().minProperties()),
              (all, one) -> atLeast(leastMembers(all), one.options().minProperties())),
          new Facet(
              ChangeKind.MAX_PROPERTIES,
              "the greatest number of members",
              Facets::hasMembers,
              property -> plain(property.options().maxProperties()),
              (all, one) -> atMost(mostMembers(all), one.options().maxProperties())),
          new Facet(
              ChangeKind.DIMENSIONS,
              "the length of the vector",
              property -> property.type() == LogicalType.VECTOR,
              property -> plain(property.options().dimensions()),
              (all, one) -> Answer.of(one.options().dimensions() == null)));

  private static Facet number(
      ChangeKind kind,
      String phrase,
      Function<Property, String> shown,
      Function<Property, NumberSet> constraint) {
    return new Facet(
        kind,
        phrase,
        Numbers::isNumeric,
        shown,
        (all, one) -> Answer.of(Numbers.of(all).isWithin(constraint.apply(one))));
  }

  private static Facet string(
      ChangeKind kind,
      String phrase,
      Function<Property, String> shown,
      BiFunction<Strings, Property, Answer> keeps) {
    return new Facet(
        kind,
        phrase,
        property -> property.type() == LogicalType.STRING,
        shown,
        (all, one) -> keeps.apply(Strings.of(all), one));
  }

  private static Facet temporal(
      ChangeKind kind,
      String phrase,
      Function<Property, String> shown,
      BiFunction<Property, Property, Answer> keeps) {
    return new Facet(kind, phrase, Temporals::isTemporal, shown, keeps);
  }

  private static boolean hasMembers(Property property) {
    return property.type() == LogicalType.OBJECT || property.type() == LogicalType.MAP;
  }

  private static String plain(@Nullable Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value == null ? "" : value.toString();
  }

  private static String bounds(
      @Nullable Object inclusive, String exclusiveSign, @Nullable Object exclusive) {
    String first = inclusive == null ? "" : plain(inclusive);
    String second = exclusive == null ? "" : exclusiveSign + " " + plain(exclusive);
    return first.isEmpty() || second.isEmpty() ? first + second : first + " and " + second;
  }

  /** Numbers are equal whatever their zeros; the order does not matter. */
  private static Set<Object> values(Property property) {
    Set<Object> values = new HashSet<>();
    for (Object value : property.allowed()) {
      values.add(value instanceof BigDecimal number ? number.stripTrailingZeros() : value);
    }
    return values;
  }

  private static String allowed(Property property) {
    Set<String> texts =
        values(property).stream()
            .map(value -> value instanceof String text ? '"' + text + '"' : plain(value))
            .collect(Collectors.toCollection(TreeSet::new));
    return String.join(", ", texts);
  }

  private static Answer keepsAllowed(Property all, Property one) {
    if (one.allowed().isEmpty()) {
      return Answer.YES;
    }
    if (!all.allowed().isEmpty()) {
      Set<Object> gone = values(all);
      gone.removeAll(values(one));
      // With other constraints, the values that are gone may never have been accepted.
      return gone.isEmpty()
          ? Answer.YES
          : Numbers.isNumeric(all)
              ? Answer.of(Numbers.of(all).isWithin(NumberSet.ALL.onlyOf(numbers(one))))
              : all.options().equals(Options.NONE) ? Answer.NO : Answer.UNKNOWN;
    }
    if (Numbers.isNumeric(all)) {
      return Answer.of(Numbers.of(all).isWithin(NumberSet.ALL.onlyOf(numbers(one))));
    }
    if (all.type() == LogicalType.BOOLEAN) {
      return Answer.of(values(one).containsAll(List.of(true, false)));
    }
    if (all.type() == LogicalType.STRING) {
      return Strings.of(all).isOneOf(one);
    }
    return all.options().equals(Options.NONE) ? Answer.NO : Answer.UNKNOWN;
  }

  private static List<BigDecimal> numbers(Property property) {
    return property.allowed().stream()
        .filter(BigDecimal.class::isInstance)
        .map(BigDecimal.class::cast)
        .toList();
  }

  private static Answer atLeast(@Nullable Integer all, @Nullable Integer wanted) {
    return Answer.of(wanted == null || wanted == 0 || (all != null && all >= wanted));
  }

  private static Answer atMost(@Nullable Integer all, @Nullable Integer wanted) {
    return Answer.of(wanted == null || (all != null && all <= wanted));
  }

  private static Answer keepsUnique(Property all, Property one) {
    Integer most = all.options().maxItems();
    return Answer.of(
        !one.options().uniqueItems() || all.options().uniqueItems() || (most != null && most <= 1));
  }

  /** What must be there counts too. */
  private static @Nullable Integer leastMembers(Property property) {
    Set<String> present = new HashSet<>();
    property.options().required().stream().map(Text::value).forEach(present::add);
    property.properties().stream()
        .filter(Property::required)
        .map(Property::name)
        .forEach(present::add);
    Integer least = property.options().minProperties();
    return least == null ? Integer.valueOf(present.size()) : Math.max(least, present.size());
  }

  /** A closed object has no more members than it lists. */
  private static @Nullable Integer mostMembers(Property property) {
    Integer most = property.options().maxProperties();
    int listed = property.properties().size();
    if (property.type() != LogicalType.OBJECT || !property.closed()) {
      return most;
    }
    return most == null ? Integer.valueOf(listed) : Math.min(most, listed);
  }

  /** Whether two properties of one type have the same constraints. */
  static boolean sameConstraints(Property before, Property after) {
    return ALL.stream()
        .filter(facet -> facet.applies().test(before) && facet.applies().test(after))
        .allMatch(facet -> facet.shown().apply(before).equals(facet.shown().apply(after)));
  }

  /** What changed, for people. */
  static String statement(Facet facet, Property before, Property after) {
    String old = facet.shown().apply(before);
    String now = facet.shown().apply(after);
    if (facet.kind() == ChangeKind.ENUM && !old.isEmpty() && !now.isEmpty()) {
      return enumStatement(before, after);
    }
    String phrase = Character.toUpperCase(facet.phrase().charAt(0)) + facet.phrase().substring(1);
    if (old.isEmpty()) {
      return phrase + " was not given and is now " + now;
    }
    return now.isEmpty()
        ? phrase + " was " + old + " and is no longer given"
        : phrase + " was " + old + " and is now " + now;
  }

  private static String enumStatement(Property before, Property after) {
    Set<Object> added = values(after);
    added.removeAll(values(before));
    Set<Object> removed = values(before);
    removed.removeAll(values(after));
    List<String> parts =
        List.of(listing("gained", added), listing("lost", removed)).stream()
            .filter(part -> !part.isEmpty())
            .toList();
    return "The list of allowed values " + String.join(" and ", parts);
  }

  private static String listing(String verb, Set<Object> values) {
    if (values.isEmpty()) {
      return "";
    }
    String shown =
        values.stream()
            .map(value -> value instanceof String text ? '"' + text + '"' : plain(value))
            .sorted()
            .limit(SHOWN_VALUES)
            .collect(Collectors.joining(", "));
    int more = values.size() - SHOWN_VALUES;
    return verb + " " + shown + (more > 0 ? " and " + more + " more" : "");
  }
}
