package dev.surety.validation.rule;

import dev.surety.contract.LogicalType;
import dev.surety.contract.Options;
import dev.surety.contract.Property;
import dev.surety.contract.diff.NumberSet;
import dev.surety.contract.diff.Numbers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is known of the values that an expression reads: by the contract, and by conditions. */
final class Facts {
  private final @Nullable Property root;
  private final Map<String, Knowledge> learned;

  private Facts(@Nullable Property root, Map<String, Knowledge> learned) {
    this.root = root;
    this.learned = learned;
  }

  /** Of records that keep all that the contract says of their properties. */
  static Facts of(Property root) {
    return new Facts(root, Map.of());
  }

  /** Of records of which nothing is known. */
  static Facts none() {
    return new Facts(null, Map.of());
  }

  /** Whether the types of all values are known, so that no comparison fails for its types. */
  boolean isTyped() {
    return root != null;
  }

  /** The same facts and one more; null when they contradict each other. */
  @Nullable Facts with(String path, Knowledge knowledge) {
    if (knowledge.isImpossible()) {
      return null;
    }
    Map<String, Knowledge> more = new HashMap<>(learned);
    more.put(path, knowledge);
    return new Facts(root, more);
  }

  /** What is known of the value at a path of the record. */
  Knowledge at(List<String> steps) {
    Knowledge known = learned.get(key(steps));
    if (known != null) {
      return known;
    }
    Property property = root;
    boolean mayBeAbsent = false;
    for (int i = 0; i < steps.size() && property != null; i++) {
      Property owner = property;
      String name = steps.get(i);
      property =
          owner.type() != LogicalType.OBJECT
              ? null
              : owner.properties().stream()
                  .filter(member -> member.name().equals(name))
                  .findFirst()
                  .orElse(null);
      Knowledge step = learned.get(key(steps.subList(0, i + 1)));
      boolean isThere = step != null && !step.mayBeAbsent();
      mayBeAbsent |= property != null && !property.required() && !isThere;
    }
    return property == null ? Knowledge.NOTHING : ofValue(property).withAbsence(mayBeAbsent);
  }

  /** What is known of a value by the name that {@link #key} or an index gives it. */
  Knowledge at(String key) {
    return learned.getOrDefault(key, Knowledge.NOTHING);
  }

  static String key(List<String> steps) {
    return "record." + String.join(".", steps);
  }

  private static Knowledge ofValue(Property property) {
    LogicalType type = property.type();
    if (type == null) {
      return Knowledge.present(null, null);
    }
    return switch (type) {
      case INTEGER -> integers(property);
      case NUMBER -> {
        NumberSet set = Numbers.of(property);
        yield Knowledge.present(Interval.doubles(least(set), greatest(set)), null);
      }
      case BOOLEAN ->
          Knowledge.present(null, Set.of(Knowledge.bool(true), Knowledge.bool(false)))
              .oneOf(words(property, Set.of(Knowledge.bool(true), Knowledge.bool(false))));
      case STRING, TIME ->
          Knowledge.present(null, property.allowed().isEmpty() ? null : words(property, Set.of()));
      default -> Knowledge.present(null, null);
    };
  }

  private static Set<String> words(Property property, Set<String> otherwise) {
    return property.allowed().isEmpty()
        ? otherwise
        : property.allowed().stream()
            .map(
                value ->
                    value instanceof Boolean bool
                        ? Knowledge.bool(bool)
                        : Knowledge.text(String.valueOf(value)))
            .collect(Collectors.toSet());
  }

  /** An integer beyond 64 bits cannot be read: that is as if it were absent. */
  private static Knowledge integers(Property property) {
    NumberSet set = Numbers.of(property);
    BigDecimal least = least(set);
    BigDecimal greatest = greatest(set);
    boolean fits = isLong(least) && isLong(greatest);
    return Knowledge.present(Interval.integers(least, greatest), null).withAbsence(!fits);
  }

  private static boolean isLong(@Nullable BigDecimal bound) {
    return bound != null
        && bound.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0
        && bound.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private static @Nullable BigDecimal least(NumberSet set) {
    List<BigDecimal> only = set.only();
    return only == null
        ? set.lower()
        : only.stream().filter(set::contains).min(BigDecimal::compareTo).orElse(null);
  }

  private static @Nullable BigDecimal greatest(NumberSet set) {
    List<BigDecimal> only = set.only();
    return only == null
        ? set.upper()
        : only.stream().filter(set::contains).max(BigDecimal::compareTo).orElse(null);
  }

  /** The sizes that the text, list or map at a path may have. */
  Interval sizes(List<String> steps) {
    Property property = root;
    for (int i = 0; i < steps.size() && property != null; i++) {
      String name = steps.get(i);
      property =
          property.properties().stream()
              .filter(member -> member.name().equals(name))
              .findFirst()
              .orElse(null);
    }
    Options options = property == null ? Options.NONE : property.options();
    LogicalType type = property == null ? null : property.type();
    if (type == LogicalType.STRING) {
      return sizes(options.minLength(), options.maxLength());
    }
    if (type == LogicalType.ARRAY) {
      return sizes(options.minItems(), options.maxItems());
    }
    return type == LogicalType.VECTOR
        ? sizes(options.dimensions(), options.dimensions())
        : sizes(null, null);
  }

  private static Interval sizes(@Nullable Integer least, @Nullable Integer most) {
    return Interval.integers(
        BigDecimal.valueOf(least == null ? 0 : least),
        most == null ? null : BigDecimal.valueOf(most));
  }
}
