package dev.surety.validation.cases;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;

/**
 * What of a contract the tests make fail.
 *
 * @param covered what some record broke
 * @param uncovered what no record broke, in the order of the contract
 */
public record Coverage(List<Target> covered, List<Target> uncovered) {
  /**
   * Something that a record can break.
   *
   * @param kind what it is
   * @param recordType the schema object
   * @param name the rule's id, or the property's path and the constraint's name
   */
  public record Target(Kind kind, String recordType, String name) {
    public Target {
      requireNonNull(kind, "kind");
      requireNonNull(recordType, "recordType");
      requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return switch (kind) {
        case RULE -> "rule " + recordType + ": " + name;
        case CONSTRAINT -> "constraint " + recordType + "." + name;
        case RECORD_TYPE -> "record type " + recordType;
      };
    }
  }

  /** The kinds of what a record can break. */
  public enum Kind {
    RECORD_TYPE,
    RULE,
    CONSTRAINT
  }

  public Coverage {
    covered = List.copyOf(covered);
    uncovered = List.copyOf(uncovered);
  }

  static Coverage of(List<Target> targets, Collection<Target> broken) {
    return new Coverage(
        targets.stream().filter(broken::contains).toList(),
        targets.stream().filter(target -> !broken.contains(target)).toList());
  }

  /** How many of a kind some record broke. */
  public long covered(Kind kind) {
    return covered.stream().filter(target -> target.kind() == kind).count();
  }

  /** How many of a kind there are. */
  public long total(Kind kind) {
    return covered(kind) + uncovered.stream().filter(target -> target.kind() == kind).count();
  }

  /** How many there are. */
  public int total() {
    return covered.size() + uncovered.size();
  }

  /** The covered part in whole percent, rounded down: 100 is all. */
  public int percent() {
    return total() == 0 ? 100 : (int) (100L * covered.size() / total());
  }
}
