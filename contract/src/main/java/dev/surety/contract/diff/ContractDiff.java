package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Consumer;
import dev.surety.contract.Contract;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed between two versions of a contract, and who breaks.
 *
 * @param before the old version
 * @param after the new version
 * @param changes every change, in the order of the old document, then of the new one
 */
public record ContractDiff(ContractVersion before, ContractVersion after, List<Change> changes) {
  public ContractDiff {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    changes = List.copyOf(changes);
  }

  /** Compares two versions. */
  public static ContractDiff between(ContractVersion before, ContractVersion after) {
    List<Change> changes =
        new ArrayList<>(
            new RecordTypeDiff(before.contract(), after.contract(), encoding(before, after))
                .changes());
    changes.addAll(new TermsDiff(before.terms(), after.terms()).changes());
    return new ContractDiff(before, after, changes);
  }

  /** Types of one encoding are not compared with those of another. */
  private static Encoding encoding(ContractVersion before, ContractVersion after) {
    return before.encoding() == after.encoding() ? after.encoding() : Encoding.JSON;
  }

  /** Compares what two versions enforce. */
  public static ContractDiff between(Contract before, Contract after) {
    return between(ContractVersion.of(before), ContractVersion.of(after));
  }

  /** The changes that a mode refuses. */
  public List<Change> refusedBy(Mode mode) {
    return changes.stream().filter(mode::refuses).toList();
  }

  /** Whether the number of the new version says what changed. */
  public VersionStep step() {
    return VersionStep.of(this);
  }

  /** What the changes mean for consumers by name. */
  public List<ConsumerImpact> impactOn(List<Consumer> consumers) {
    return consumers.stream().map(consumer -> ConsumerImpact.of(this, consumer)).toList();
  }
}
