package dev.surety.logging;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many records break a rule.
 *
 * @param name the rule's
 */
public record RuleCount(String name, long records) {
  public RuleCount {
    requireNonNull(name, "name");
  }

  /** Those of a map that count anything, most records first. */
  public static List<RuleCount> mostFirst(Map<String, Long> recordsByRule) {
    return recordsByRule.entrySet().stream()
        .filter(rule -> rule.getValue() > 0)
        .map(rule -> new RuleCount(rule.getKey(), rule.getValue()))
        .sorted(
            Comparator.comparingLong(RuleCount::records).reversed().thenComparing(RuleCount::name))
        .toList();
  }

  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", name);
    shown.put("records", records);
    return shown;
  }
}
