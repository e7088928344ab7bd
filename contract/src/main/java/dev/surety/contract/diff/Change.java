package dev.surety.contract.diff;

import static java.util.Objects.requireNonNull;

import dev.surety.contract.Position;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One change between two versions of a contract.
 *
 * @param kind what changed
 * @param recordType name of the schema object; empty for what concerns the contract as a whole
 * @param path the property inside, such as {@code lines[].sku}; a rule's id for rules; empty for
 *     the record type as a whole
 * @param before where it stood; null for what is new
 * @param after where it stands; null for what is gone
 * @param effects what it does to each party
 * @param statement what changed, without the full stop
 * @param migration how records of the old version become records of the new one; null when there is
 *     nothing to offer
 */
public record Change(
    ChangeKind kind,
    String recordType,
    String path,
    @Nullable Position before,
    @Nullable Position after,
    Map<Party, Effect> effects,
    String statement,
    @Nullable String migration) {
  public Change {
    requireNonNull(kind, "kind");
    requireNonNull(recordType, "recordType");
    requireNonNull(path, "path");
    requireNonNull(statement, "statement");
    EnumMap<Party, Effect> copy = new EnumMap<>(Party.class);
    copy.putAll(effects);
    effects = Map.copyOf(copy);
  }

  /** What it does to a party. */
  public Effect effect(Party party) {
    return effects.getOrDefault(party, Effect.NONE);
  }

  /** Whom it breaks for certain. */
  public Set<Party> broken() {
    return having(Effect.BREAKS);
  }

  /** Whom it may break. */
  public Set<Party> undecided() {
    return having(Effect.UNKNOWN);
  }

  private Set<Party> having(Effect effect) {
    EnumSet<Party> parties = EnumSet.noneOf(Party.class);
    for (Party party : Party.values()) {
      if (effect(party) == effect) {
        parties.add(party);
      }
    }
    return parties;
  }

  /** Whether it is proved to break nobody. */
  public boolean isHarmless() {
    return effects.values().stream().allMatch(effect -> effect == Effect.NONE);
  }

  /** How sure the verdict is. */
  public Certainty certainty() {
    return undecided().isEmpty() ? Certainty.DECIDED : Certainty.CANNOT_TELL;
  }

  /** What changed and what follows from it, in one sentence. */
  public String sentence() {
    return kind.isAgreement() ? statement + "." : statement + ": " + consequence() + ".";
  }

  private String consequence() {
    Effect old = effect(Party.STORED_DATA);
    Effect reader = effect(Party.CONSUMERS);
    if (old == Effect.NONE && reader == Effect.NONE) {
      return "no record is judged differently";
    }
    String first =
        switch (old) {
          case NONE -> "";
          case BREAKS -> "records that were good until now are rejected";
          case UNKNOWN -> "it cannot be told whether records that were good until now are rejected";
        };
    String second =
        switch (reader) {
          case NONE -> "";
          case BREAKS -> "readers may meet records that were never allowed before";
          case UNKNOWN ->
              "it cannot be told whether readers may meet records that were never allowed before";
        };
    return first.isEmpty() || second.isEmpty() ? first + second : first + ", and " + second;
  }

  /** Where it is, as people write it: {@code order.lines[].sku}. */
  public String place() {
    if (kind == ChangeKind.RULE) {
      return recordType + ", rule " + path;
    }
    if (kind == ChangeKind.KEY || kind == ChangeKind.HEADERS) {
      return recordType + ", " + path;
    }
    return path.isEmpty() || recordType.isEmpty() ? recordType + path : recordType + "." + path;
  }

  /** The same change with another effect on a party. */
  public Change with(Party party, Effect effect) {
    EnumMap<Party, Effect> changed = new EnumMap<>(Party.class);
    changed.putAll(effects);
    changed.put(party, effect);
    return new Change(kind, recordType, path, before, after, changed, statement, migration);
  }
}
