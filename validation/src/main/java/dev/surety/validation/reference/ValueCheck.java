package dev.surety.validation.reference;

import dev.surety.validation.Violation;
import dev.surety.validation.type.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges one value by itself, outside of any record. */
public final class ValueCheck {
  private static final int ENOUGH = 20;

  private ValueCheck() {}

  /**
   * The rules that a value breaks; empty when it keeps them all.
   *
   * @param value as the decoder gives it: Long or BigDecimal, String, Boolean, List, Map or null
   */
  public static Set<String> broken(Node node, @Nullable Object value) {
    Findings findings = new Findings(ENOUGH);
    new RecordWalk(findings).check(node, value);
    return findings.toViolations(List.of(node)).stream()
        .map(Violation::rule)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a map's key, as the text that it is in JSON, keeps every rule. */
  public static boolean acceptsKey(Node node, String key) {
    return accepts(node, MapKeys.value(node, key));
  }

  /** Whether a value keeps every rule. */
  public static boolean accepts(Node node, @Nullable Object value) {
    Findings findings = new Findings(1);
    new RecordWalk(findings).check(node, value);
    return findings.isEmpty();
  }
}
