package dev.surety.validation.cases;

import static java.util.Objects.requireNonNull;

import dev.surety.validation.Verdict;
import dev.surety.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a case ended: what was expected and did not happen, and what happened and was not expected.
 *
 * @param test the case
 * @param verdict what the contract says of the record
 * @param violations how the reasons for a rejection compare
 * @param warnings how the warnings compare
 */
public record CaseResult(
    TestCase test, Verdict verdict, Difference violations, Difference warnings) {
  public CaseResult {
    requireNonNull(test, "test");
    requireNonNull(verdict, "verdict");
    requireNonNull(violations, "violations");
    requireNonNull(warnings, "warnings");
  }

  /**
   * What parts two lists of violations.
   *
   * @param missing expected, and not found
   * @param unexpected found, and not expected
   * @param met found as expected
   */
  public record Difference(
      List<ExpectedViolation> missing, List<Violation> unexpected, List<Violation> met) {
    public Difference {
      missing = List.copyOf(missing);
      unexpected = List.copyOf(unexpected);
      met = List.copyOf(met);
    }

    boolean isNone() {
      return missing.isEmpty() && unexpected.isEmpty();
    }
  }

  static CaseResult of(TestCase test, Verdict verdict) {
    List<Violation> violations =
        verdict.match(accepted -> List.of(), rejected -> rejected.violations(), not -> List.of());
    List<Violation> warnings =
        verdict.match(
            accepted -> accepted.warnings(), rejected -> rejected.warnings(), not -> List.of());
    return new CaseResult(
        test, verdict, compare(test.violations(), violations), compare(test.warnings(), warnings));
  }

  /** Whether the verdict is the expected one. */
  public boolean passed() {
    return !isUndecided() && violations.isNone() && warnings.isNone();
  }

  /** Whether the record could not be judged. */
  public boolean isUndecided() {
    return verdict instanceof Verdict.Undecided;
  }

  /** Every violation and warning that the contract reported. */
  List<Violation> reported() {
    List<Violation> all = new ArrayList<>();
    for (Difference difference : List.of(violations, warnings)) {
      all.addAll(difference.met());
      all.addAll(difference.unexpected());
    }
    return all;
  }

  /** Pairs expectations with what was found so that as many as possible are met. */
  private static Difference compare(List<ExpectedViolation> expected, List<Violation> found) {
    int[] expectationOf = new int[found.size()];
    Arrays.fill(expectationOf, -1);
    List<ExpectedViolation> missing = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      if (!pair(i, expected, found, expectationOf, new boolean[found.size()])) {
        missing.add(expected.get(i));
      }
    }
    List<Violation> unexpected = new ArrayList<>();
    List<Violation> met = new ArrayList<>();
    for (int j = 0; j < found.size(); j++) {
      (expectationOf[j] < 0 ? unexpected : met).add(found.get(j));
    }
    return new Difference(missing, unexpected, met);
  }

  /** Kuhn's search: an expectation takes a violation, whose former owner looks for another one. */
  private static boolean pair(
      int expectation,
      List<ExpectedViolation> expected,
      List<Violation> found,
      int[] expectationOf,
      boolean[] tried) {
    for (int j = 0; j < found.size(); j++) {
      if (!tried[j] && expected.get(expectation).matches(found.get(j))) {
        tried[j] = true;
        if (expectationOf[j] < 0 || pair(expectationOf[j], expected, found, expectationOf, tried)) {
          expectationOf[j] = expectation;
          return true;
        }
      }
    }
    return false;
  }
}
