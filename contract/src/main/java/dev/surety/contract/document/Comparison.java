package dev.surety.contract.document;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a quality rule compares a measured number with.
 *
 * @param operator the key of the standard
 * @param operands one number, or the two of {@code mustBeBetween} and {@code mustNotBeBetween}
 */
public record Comparison(Operator operator, List<BigDecimal> operands) {
  /** The operators of the standard. */
  public enum Operator {
    MUST_BE("mustBe"),
    MUST_NOT_BE("mustNotBe"),
    MUST_BE_GREATER_THAN("mustBeGreaterThan"),
    MUST_BE_GREATER_OR_EQUAL_TO("mustBeGreaterOrEqualTo"),
    MUST_BE_LESS_THAN("mustBeLessThan"),
    MUST_BE_LESS_OR_EQUAL_TO("mustBeLessOrEqualTo"),
    /** Between, and equal to neither: as the text of the standard says. */
    MUST_BE_BETWEEN("mustBeBetween"),
    /** The opposite of {@link #MUST_BE_BETWEEN}: a bound itself is allowed. */
    MUST_NOT_BE_BETWEEN("mustNotBeBetween");

    private final String key;

    Operator(String key) {
      this.key = key;
    }

    /** How many numbers it takes. */
    int arity() {
      return this == MUST_BE_BETWEEN || this == MUST_NOT_BE_BETWEEN ? 2 : 1;
    }

    /** The key of the standard. */
    public String key() {
      return key;
    }
  }

  public Comparison {
    requireNonNull(operator, "operator");
    operands = List.copyOf(operands);
    if (operands.size() != operator.arity()) {
      throw new IllegalArgumentException(operator.key() + " does not take " + operands.size());
    }
  }

  /** Whether a measured number is as the rule says. */
  public boolean holds(BigDecimal measured) {
    int order = measured.compareTo(operands.get(0));
    return switch (operator) {
      case MUST_BE -> order == 0;
      case MUST_NOT_BE -> order != 0;
      case MUST_BE_GREATER_THAN -> order > 0;
      case MUST_BE_GREATER_OR_EQUAL_TO -> order >= 0;
      case MUST_BE_LESS_THAN -> order < 0;
      case MUST_BE_LESS_OR_EQUAL_TO -> order <= 0;
      case MUST_BE_BETWEEN -> isBetween(measured);
      case MUST_NOT_BE_BETWEEN -> !isBetween(measured);
    };
  }

  private boolean isBetween(BigDecimal measured) {
    return measured.compareTo(operands.get(0)) > 0 && measured.compareTo(operands.get(1)) < 0;
  }
}
