package dev.surety.validation.witness;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.diff.Change;
import dev.surety.contract.diff.ContractDiff;
import dev.surety.contract.diff.Party;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A comparison of which every "breaks" about records has a record that shows it.
 *
 * @param diff the comparison, as it is after the search
 * @param witnesses for each change of the comparison, in its order, the records that were found
 */
public record ConfirmedDiff(ContractDiff diff, List<Map<Party, Witness>> witnesses) {
  public ConfirmedDiff {
    requireNonNull(diff, "diff");
    witnesses = List.copyOf(witnesses);
    if (witnesses.size() != diff.changes().size()) {
      throw new IllegalArgumentException("one map for each change");
    }
  }

  /** A record that shows how a change breaks a party. */
  public Optional<Witness> witness(Change change, Party party) {
    int index = diff.changes().indexOf(change);
    return index < 0 ? Optional.empty() : Optional.ofNullable(witnesses.get(index).get(party));
  }
}
