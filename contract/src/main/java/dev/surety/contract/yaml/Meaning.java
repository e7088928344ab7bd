package dev.surety.contract.yaml;

import java.math.BigDecimal;
import java.util.Optional;

/** Whether two values mean the same, however they are written. */
public final class Meaning {
  private Meaning() {}

  /**
   * Whether two values are equal as JSON values: the order of keys does not matter, nor how a
   * number, a boolean or a string is written.
   */
  public static boolean same(YamlNode a, YamlNode b) {
    if (a == b) {
      return true;
    }
    if (a instanceof YamlMapping first) {
      return b instanceof YamlMapping second && same(first, second);
    }
    if (a instanceof YamlSequence first) {
      return b instanceof YamlSequence second && same(first, second);
    }
    return b instanceof YamlScalar second && same((YamlScalar) a, second);
  }

  private static boolean same(YamlMapping a, YamlMapping b) {
    return a.keys().equals(b.keys())
        && a.entries().stream()
            .allMatch(
                entry ->
                    b.get(entry.key().value()).filter(x -> same(entry.value(), x)).isPresent());
  }

  private static boolean same(YamlSequence a, YamlSequence b) {
    if (a.items().size() != b.items().size()) {
      return false;
    }
    for (int i = 0; i < a.items().size(); i++) {
      if (!same(a.items().get(i), b.items().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(YamlScalar a, YamlScalar b) {
    if (isNumber(a) && isNumber(b)) {
      Optional<BigDecimal> first = a.number();
      Optional<BigDecimal> second = b.number();
      return first.isPresent() && second.isPresent()
          ? first.get().compareTo(second.get()) == 0
          : a.value().equals(b.value());
    }
    if (a.kind() != b.kind()) {
      return false;
    }
    return switch (a.kind()) {
      case NULL -> true;
      case BOOLEAN -> a.booleanValue().equals(b.booleanValue());
      case STRING, INTEGER, NUMBER -> a.value().equals(b.value());
    };
  }

  private static boolean isNumber(YamlScalar scalar) {
    return scalar.kind() == YamlScalar.Kind.INTEGER || scalar.kind() == YamlScalar.Kind.NUMBER;
  }
}
