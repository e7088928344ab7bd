package dev.surety.validation.witness;

import dev.surety.contract.Contract;
import dev.surety.contract.SchemaObject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Constants in the expressions of contracts: values at which rules change their minds. */
final class Literals {
  private static final Pattern STRING =
      Pattern.compile("\"([^\"\\\\]{0,100})\"|'([^'\\\\]{0,100})'");
  private static final Pattern NUMBER =
      Pattern.compile("(?<![A-Za-z0-9_.])-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern HEADER =
      Pattern.compile(
          "headers(?:\\.([A-Za-z_][A-Za-z0-9_]*)|\\[['\"]([^'\"]+)['\"]\\])\\s*==\\s*['\"]([^'\"]*)['\"]");

  private final Set<String> strings = new LinkedHashSet<>();
  private final Set<BigDecimal> numbers = new LinkedHashSet<>();
  private final Map<String, Set<String>> headers = new HashMap<>();

  Literals(Contract... contracts) {
    for (Contract contract : contracts) {
      for (SchemaObject object : contract.objects()) {
        object.rules().forEach(rule -> collect(rule.expression().value()));
        if (object.when() != null) {
          collect(object.when().value());
        }
      }
    }
  }

  private void collect(String expression) {
    Matcher string = STRING.matcher(expression);
    while (string.find()) {
      strings.add(string.group(1) == null ? string.group(2) : string.group(1));
    }
    Matcher number = NUMBER.matcher(expression);
    while (number.find()) {
      numbers.add(new BigDecimal(number.group()));
    }
    Matcher header = HEADER.matcher(expression);
    while (header.find()) {
      String name = header.group(1) == null ? header.group(2) : header.group(1);
      headers.computeIfAbsent(name, unused -> new LinkedHashSet<>()).add(header.group(3));
    }
  }

  List<String> strings() {
    return List.copyOf(strings);
  }

  List<BigDecimal> numbers() {
    return List.copyOf(numbers);
  }

  /** Headers that a condition compares with a constant. */
  Map<String, Set<String>> headers() {
    return headers;
  }
}
