package dev.surety.validation.reference;

import dev.surety.validation.Violation;
import dev.surety.validation.ViolationCode;
import dev.surety.validation.compile.PartPlan;
import dev.surety.validation.type.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /**
   * A violation in the making.
   *
   * @param outside the path of a key or header; null for what is in the record
   */
  private record Finding(
      ViolationCode code,
      String rule,
      List<Object> steps,
      @Nullable String outside,
      String message) {}

  void add(ViolationCode code, String rule, List<Object> steps, String message) {
    add(new Finding(code, rule, steps, null, message));
  }

  /** A key or header breaks what is asked of it. */
  void addOutside(ViolationCode code, PartPlan part, String message) {
    add(new Finding(code, part.setting(), List.of(), part.path(), message));
  }

  /** What was found in the JSON of a key or header. */
  void addOutside(Findings inside, PartPlan part) {
    inside.list.forEach(finding -> addOutside(finding.code(), part, finding.message()));
  }

  private void add(Finding finding) {
    if (list.size() < limit) {
      list.add(finding);
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
        .filter(finding -> finding.outside() == null)
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
              finding.outside() == null ? Path.text(finding.steps(), roots) : finding.outside(),
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
