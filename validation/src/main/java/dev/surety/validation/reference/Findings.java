package dev.surety.validation.reference;

import dev.surety.validation.Violation;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.type.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The violations of one record, at most as many as the limit. */
final class Findings {
  /** A value with one of these is not there to be read, nor is anything below it. */
  private static final Set<ViolationCode> UNREADABLE =
      EnumSet.of(
          ViolationCode.WRONG_TYPE,
          ViolationCode.REQUIRED_MISSING,
          ViolationCode.REQUIRED_NULL,
          ViolationCode.DUPLICATE_KEY,
          ViolationCode.LONE_SURROGATE,
          ViolationCode.INVALID_ENCODING,
          ViolationCode.NOT_FINITE,
          ViolationCode.NUMBER_TOO_LONG,
          ViolationCode.NUMBER_OUT_OF_RANGE);

  private final int limit;
  private final List<Finding> list = new ArrayList<>();
  private boolean more;

  Findings(int limit) {
    this.limit = limit;
  }

  private record Finding(ViolationCode code, String rule, List<Object> steps, String message) {}

  void add(ViolationCode code, String rule, List<Object> steps, String message) {
    if (list.size() < limit) {
      list.add(new Finding(code, rule, steps, message));
    } else {
      more = true;
    }
  }

  boolean isEmpty() {
    return list.isEmpty();
  }

  /** Whether nothing more is listed. */
  boolean isFull() {
    return more;
  }

  /** Whether a violation lies at, under, or (so that there is nothing to read) above the path. */
  boolean touches(List<String> read) {
    return list.stream()
        .anyMatch(
            finding -> {
              List<Object> steps = finding.steps();
              int common = Math.min(steps.size(), read.size());
              return steps.subList(0, common).equals(read.subList(0, common))
                  && (steps.size() >= read.size() || UNREADABLE.contains(finding.code()));
            });
  }

  /** {@code roots}: the record types that the record may be of. */
  List<Violation> toViolations(List<Node> roots) {
    List<Violation> violations = new ArrayList<>();
    for (Finding finding : list) {
      violations.add(
          new Violation(
              finding.rule(),
              Path.text(finding.steps(), roots),
              finding.code().code(),
              finding.message()));
    }
    if (more) {
      violations.add(
          new Violation(
              "maxViolations",
              "",
              ViolationCode.TOO_MANY_VIOLATIONS.code(),
              "The record has more violations; only the first " + limit + " are listed."));
    }
    return violations;
  }
}
