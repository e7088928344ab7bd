package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.PendingCommit.Fate;
import dev.surety.job.resume.Transactions.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * All that is known before a start.
 *
 * @param sinkPrefix what all transactional ids of the sink begin with
 * @param generation of the state that is at hand; empty when there is none
 * @param candidates checkpoints to go on from, newest first
 * @param settled commits that were seen to be done, whatever the broker has forgotten since
 * @param listed every transactional id of the sink that the broker remembers
 * @param described what the broker knows of the candidates' transactions
 * @param begin where a pipeline without a checkpoint begins to read
 * @param output what the output topics hold
 */
public record Evidence(
    String sinkPrefix,
    OptionalLong generation,
    List<Candidate> candidates,
    Set<PendingCommit> settled,
    List<Listed> listed,
    Map<String, BrokerTransaction> described,
    Begin begin,
    Output output) {
  /** Where a pipeline without a checkpoint begins to read. */
  public enum Begin {
    OLDEST_RECORD,
    END
  }

  /** What the output topics hold. */
  public enum Output {
    NEVER_WRITTEN,
    WRITTEN
  }

  /** An id that is named as we name them. */
  record Ours(String id, TransactionalId name, State state) {}

  public Evidence {
    requireNonNull(sinkPrefix, "sinkPrefix");
    requireNonNull(generation, "generation");
    candidates = List.copyOf(candidates);
    settled = Set.copyOf(settled);
    listed = List.copyOf(listed);
    described = Map.copyOf(described);
    requireNonNull(begin, "begin");
    requireNonNull(output, "output");
  }

  Fate fate(PendingCommit pending) {
    Fate fate = pending.fate(described.get(pending.transactionalId()));
    return !fate.isKnown() && settled.contains(pending) ? Fate.COMMITTED : fate;
  }

  List<Ours> ours() {
    List<Ours> ours = new ArrayList<>();
    for (Listed one : listed) {
      TransactionalId.parse(sinkPrefix, one.id())
          .ifPresent(name -> ours.add(new Ours(one.id(), name, one.state())));
    }
    return ours;
  }

  /** Ids that begin as ours but are none. */
  List<String> foreign() {
    return listed.stream()
        .map(Listed::id)
        .filter(id -> TransactionalId.parse(sinkPrefix, id).isEmpty())
        .toList();
  }

  /** Committed transactions of this generation that a checkpoint does not cover. */
  List<String> committedBeyond(long checkpointId) {
    return ours().stream()
        .filter(one -> one.state() == State.COMMITTED)
        .filter(one -> one.name().generation() == generation.orElse(0))
        .filter(one -> one.name().number() > checkpointId)
        .map(Ours::id)
        .sorted()
        .toList();
  }

  /** Open transactions but those that a start commits. */
  List<String> lingering(Set<PendingCommit> committing) {
    Set<String> kept = Set.copyOf(committing.stream().map(PendingCommit::transactionalId).toList());
    return ours().stream()
        .filter(one -> one.state() == State.OPEN && !kept.contains(one.id()))
        .map(Ours::id)
        .sorted()
        .toList();
  }

  /**
   * Whether the broker remembers this generation from its first transaction on: a later id is
   * forgotten later.
   */
  boolean isRememberedFromTheBeginning() {
    return ours().stream()
        .anyMatch(
            one -> one.name().generation() == generation.orElse(0) && one.name().number() == 1);
  }
}
