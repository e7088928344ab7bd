package dev.surety.validation.witness;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.diff.Party;
import dev.surety.validation.Violation;

/**
 * A record that shows that a change breaks a party: one version accepts it, the other rejects it.
 * Both validators have judged it.
 *
 * @param party whom it breaks
 * @param record the record
 * @param violation why the other version rejects it
 */
public record Witness(Party party, Sample record, Violation violation) {
  public Witness {
    requireNonNull(party, "party");
    requireNonNull(record, "record");
    requireNonNull(violation, "violation");
  }
}
