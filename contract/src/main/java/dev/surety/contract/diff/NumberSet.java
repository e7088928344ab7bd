package dev.surety.contract.diff;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of exact numbers: between two bounds, and on a grid of multiples where there is one.
 *
 * @param lower null for none
 * @param lowerOpen whether the lower bound itself is outside
 * @param upper null for none
 * @param upperOpen whether the upper bound itself is outside
 * @param step positive; every number is a multiple of it; null for any number
 * @param only the numbers that are possible at all; null for any
 */
public record NumberSet(
    @Nullable BigDecimal lower,
    boolean lowerOpen,
    @Nullable BigDecimal upper,
    boolean upperOpen,
    @Nullable BigDecimal step,
    @Nullable List<BigDecimal> only) {
  /** Every number. */
  public static final NumberSet ALL = new NumberSet(null, false, null, false, null, null);

  /** From one number to another, both included. */
  public static NumberSet between(BigDecimal lower, BigDecimal upper) {
    return new NumberSet(lower, false, upper, false, null, null);
  }

  /** Those that are not below a bound, or above it when it is open; null is no bound. */
  public NumberSet atLeast(@Nullable BigDecimal bound, boolean open) {
    if (bound == null) {
      return this;
    }
    int order = lower == null ? 1 : bound.compareTo(lower);
    return order > 0 || (order == 0 && open)
        ? new NumberSet(bound, open, upper, upperOpen, step, only)
        : this;
  }

  /** Those that are not above a bound, or below it when it is open; null is no bound. */
  public NumberSet atMost(@Nullable BigDecimal bound, boolean open) {
    if (bound == null) {
      return this;
    }
    int order = upper == null ? -1 : bound.compareTo(upper);
    return order < 0 || (order == 0 && open)
        ? new NumberSet(lower, lowerOpen, bound, open, step, only)
        : this;
  }

  /** The multiples of a positive number; null stands for any. */
  public NumberSet multiplesOf(@Nullable BigDecimal divisor) {
    if (divisor == null) {
      return this;
    }
    BigDecimal common = step == null ? divisor : leastCommonMultiple(step, divisor);
    return new NumberSet(lower, lowerOpen, upper, upperOpen, common, only);
  }

  /** Those that are listed. */
  public NumberSet onlyOf(List<BigDecimal> numbers) {
    return new NumberSet(lower, lowerOpen, upper, upperOpen, step, List.copyOf(numbers));
  }

  /** Those that both sets have. */
  public NumberSet and(NumberSet other) {
    NumberSet both =
        atLeast(other.lower, other.lowerOpen)
            .atMost(other.upper, other.upperOpen)
            .multiplesOf(other.step);
    if (other.only == null) {
      return both;
    }
    return both.onlyOf(other.only.stream().filter(this::contains).toList());
  }

  private static BigDecimal leastCommonMultiple(BigDecimal a, BigDecimal b) {
    int scale = Math.max(0, Math.max(a.scale(), b.scale()));
    BigInteger left = a.setScale(scale).unscaledValue();
    BigInteger right = b.setScale(scale).unscaledValue();
    return new BigDecimal(left.divide(left.gcd(right)).multiply(right), scale);
  }

  /** Whether a number is in the set. */
  public boolean contains(BigDecimal number) {
    return isAbove(number)
        && isBelow(number)
        && (step == null || isMultiple(number, step))
        && (only == null || only.stream().anyMatch(one -> one.compareTo(number) == 0));
  }

  private boolean isAbove(BigDecimal number) {
    int order = lower == null ? 1 : number.compareTo(lower);
    return order > 0 || (order == 0 && !lowerOpen);
  }

  private boolean isBelow(BigDecimal number) {
    int order = upper == null ? -1 : number.compareTo(upper);
    return order < 0 || (order == 0 && !upperOpen);
  }

  private static boolean isMultiple(BigDecimal number, BigDecimal divisor) {
    return number.remainder(divisor).signum() == 0;
  }

  /** Whether every number of this set is in the other one. */
  public boolean isWithin(NumberSet other) {
    if (only != null) {
      return only.stream().filter(this::contains).allMatch(other::contains);
    }
    NumberSet tight = onGrid();
    if (tight.isEmpty()) {
      return true;
    }
    return tight.isWithinLower(other)
        && tight.isWithinUpper(other)
        && (other.step == null || tight.isOnGridOf(other.step))
        && (other.only == null || tight.isListed(other.only));
  }

  /** Bounds moved to the nearest multiples inside. */
  private NumberSet onGrid() {
    if (step == null) {
      return this;
    }
    BigDecimal least = lower;
    if (least != null) {
      least = multiple(least, RoundingMode.CEILING);
      if (lowerOpen && least.compareTo(lower) == 0) {
        least = least.add(step);
      }
    }
    BigDecimal greatest = upper;
    if (greatest != null) {
      greatest = multiple(greatest, RoundingMode.FLOOR);
      if (upperOpen && greatest.compareTo(upper) == 0) {
        greatest = greatest.subtract(step);
      }
    }
    return new NumberSet(least, false, greatest, false, step, null);
  }

  private BigDecimal multiple(BigDecimal number, RoundingMode rounding) {
    BigDecimal divisor = step == null ? BigDecimal.ONE : step;
    return number.divide(divisor, 0, rounding).multiply(divisor);
  }

  /** Whether no number is in the set. */
  public boolean isEmpty() {
    if (only != null) {
      return only.stream().noneMatch(this::contains);
    }
    NumberSet tight = onGrid();
    if (tight.lower == null || tight.upper == null) {
      return false;
    }
    int order = tight.lower.compareTo(tight.upper);
    return order > 0 || (order == 0 && (tight.lowerOpen || tight.upperOpen));
  }

  private boolean isWithinLower(NumberSet other) {
    if (other.lower == null) {
      return true;
    }
    int order = lower == null ? -1 : lower.compareTo(other.lower);
    return order > 0 || (order == 0 && (lowerOpen || !other.lowerOpen));
  }

  private boolean isWithinUpper(NumberSet other) {
    if (other.upper == null) {
      return true;
    }
    int order = upper == null ? 1 : upper.compareTo(other.upper);
    return order < 0 || (order == 0 && (upperOpen || !other.upperOpen));
  }

  private boolean isOnGridOf(BigDecimal divisor) {
    if (lower != null && upper != null && lower.compareTo(upper) == 0) {
      return isMultiple(lower, divisor);
    }
    if (step == null) {
      return false;
    }
    if (isMultiple(step, divisor)) {
      return true;
    }
    // Of two neighbours on the grid one is no multiple, or the step would be one.
    boolean severalNumbers =
        lower == null || upper == null || upper.subtract(lower).compareTo(step) >= 0;
    return !severalNumbers && lower != null && isMultiple(lower, divisor);
  }

  /** A list can hold all of a set only if the set is finite, and no longer. */
  private boolean isListed(List<BigDecimal> numbers) {
    if (lower == null || upper == null) {
      return false;
    }
    if (step == null) {
      return lower.compareTo(upper) == 0
          && numbers.stream().anyMatch(number -> number.compareTo(lower) == 0);
    }
    BigDecimal count = upper.subtract(lower).divideToIntegralValue(step).add(BigDecimal.ONE);
    return count.compareTo(BigDecimal.valueOf(numbers.size())) <= 0
        && numbers.stream()
                .filter(this::contains)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .count()
            == count.longValueExact();
  }
}
