package dev.surety.job.resume;

import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.Decision.BeginAnew;
import dev.surety.job.resume.Decision.OffsetRange;
import dev.surety.job.resume.Decision.Refuse;
import dev.surety.job.resume.Decision.Resume;
import dev.surety.job.resume.Evidence.Begin;
import dev.surety.job.resume.Evidence.Ours;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.PendingCommit.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a run begins so that every record ends exactly once. A pure function of what is
 * known ({@link Evidence}).
 *
 * <p>Flink's Kafka committer logs and skips a transaction that the broker has aborted, which it
 * does when a job is down for longer than its transaction timeout. So the newest checkpoint is
 * taken none of whose transactions was aborted; and no start repeats what was committed: when a
 * transaction behind that checkpoint was committed, there is no start without loss or repetition.
 */
public final class SafeResume {
  private static final int MOST_NAMED = 4;

  private final Evidence evidence;

  private SafeResume(Evidence evidence) {
    this.evidence = evidence;
  }

  /** Where the run begins. */
  public static Decision decide(Evidence evidence) {
    return new SafeResume(evidence).decide();
  }

  private Decision decide() {
    List<String> foreign = evidence.foreign();
    if (!foreign.isEmpty()) {
      return refuse(
          "another program uses transactional ids of this pipeline: " + named(foreign) + ".",
          List.of("Stop that program, or give it other transactional ids."));
    }
    Optional<Ours> newer = newerGeneration();
    if (newer.isPresent()) {
      return goneOnElsewhere(newer.get());
    }
    if (evidence.candidates().isEmpty()) {
      return withoutCheckpoint();
    }
    return newestWhole();
  }

  /** The generation is the time at which its state was begun. */
  private Optional<Ours> newerGeneration() {
    if (evidence.generation().isEmpty()) {
      return Optional.empty();
    }
    long generation = evidence.generation().getAsLong();
    return evidence.ours().stream()
        .filter(one -> one.name().generation() > generation)
        .filter(one -> one.state() == State.COMMITTED || one.state() == State.OPEN)
        .findFirst();
  }

  private Refuse goneOnElsewhere(Ours newer) {
    return refuse(
        "a run with another state directory, begun on %s, has gone on with this pipeline (transaction %s). Going on from the state here would repeat its records."
            .formatted(Instant.ofEpochMilli(newer.name().generation()), newer.id()),
        List.of(
            "Start it where that state directory is, or name that directory with --state-dir.",
            "To begin anew here and write every record again: --new-state."));
  }

  private Decision withoutCheckpoint() {
    long from = evidence.generation().orElse(0);
    List<String> committed =
        evidence.ours().stream()
            .filter(one -> one.state() == State.COMMITTED)
            .filter(one -> one.name().generation() >= from)
            .map(Ours::id)
            .sorted()
            .toList();
    if (!committed.isEmpty() && evidence.output() == Output.WRITTEN) {
      return refuse(
          "there is no checkpoint here to go on from, but a run of this pipeline has already written records (transactions %s). Beginning anew would write them again."
              .formatted(named(committed)),
          List.of(
              "Start it where the state of that run is, or name its directory with --state-dir.",
              "To begin anew and write every record again: --new-state."));
    }
    return new BeginAnew(List.of(), evidence.lingering(Set.of()), "");
  }

  private Decision newestWhole() {
    List<Candidate> abandoned = new ArrayList<>();
    List<String> aborted = new ArrayList<>();
    for (Candidate candidate : evidence.candidates()) {
      List<PendingCommit> untold = with(candidate, Fate.FORGOTTEN, Fate.TAKEN_OVER);
      if (!untold.isEmpty()) {
        return untold(candidate, untold, abandoned);
      }
      List<PendingCommit> lost = with(candidate, Fate.ABORTED);
      if (lost.isEmpty()) {
        return from(candidate, abandoned, aborted);
      }
      lost.forEach(pending -> aborted.add(pending.transactionalId()));
      abandoned.add(candidate);
    }
    return allAborted(abandoned, aborted);
  }

  private Decision from(Candidate whole, List<Candidate> abandoned, List<String> aborted) {
    List<String> committed = evidence.committedBeyond(whole.checkpointId());
    if (committed.isEmpty()) {
      Set<PendingCommit> settled = new HashSet<>(with(whole, Fate.COMMITTED));
      return new Resume(
          whole,
          abandoned,
          settled,
          evidence.lingering(whole.pending()),
          abandoned.isEmpty() ? "" : whyOlder(whole, abandoned, aborted));
    }
    if (abandoned.isEmpty()) {
      return refuse(
          "a run has gone on from checkpoint %d elsewhere: it has committed transactions that no checkpoint here covers (%s). Going on from here would repeat its records."
              .formatted(whole.checkpointId(), named(committed)),
          waysOut(whole, null));
    }
    Candidate newest = abandoned.get(0);
    return new Refuse(
        "checkpoint %d was committed in part: the broker has aborted %s, but committed %s. Going on from it loses the first, going on from checkpoint %d repeats the second."
            .formatted(
                newest.checkpointId(), named(aborted), named(committed), whole.checkpointId()),
        between(whole, newest),
        waysOut(whole, newest));
  }

  private Decision untold(
      Candidate candidate, List<PendingCommit> untold, List<Candidate> abandoned) {
    String reason =
        untold.stream()
            .map(
                pending ->
                    pending.transactionalId()
                        + (evidence.fate(pending) == Fate.FORGOTTEN
                            ? " (the broker has forgotten it: transactional.id.expiration.ms)"
                            : " (another producer has used the id since)"))
            .limit(MOST_NAMED)
            .collect(Collectors.joining(", "));
    Candidate newest = abandoned.isEmpty() ? candidate : abandoned.get(0);
    @Nullable Candidate before = olderThan(candidate);
    return new Refuse(
        "it cannot be told whether these transactions of checkpoint %d were committed: %s. Going on could lose or repeat their records."
            .formatted(candidate.checkpointId(), reason),
        between(before, newest),
        waysOut(before == null ? candidate : before, newest));
  }

  private @Nullable Candidate olderThan(Candidate candidate) {
    int next = evidence.candidates().indexOf(candidate) + 1;
    return next < evidence.candidates().size() ? evidence.candidates().get(next) : null;
  }

  /** Nothing was written yet when even the first transactions were aborted. */
  private Decision allAborted(List<Candidate> abandoned, List<String> aborted) {
    Candidate newest = abandoned.get(0);
    Candidate oldest = abandoned.get(abandoned.size() - 1);
    boolean nothingWritten =
        evidence.isRememberedFromTheBeginning() && evidence.committedBeyond(0).isEmpty();
    if (nothingWritten && evidence.begin() == Begin.OLDEST_RECORD) {
      return new BeginAnew(
          abandoned,
          evidence.lingering(Set.of()),
          "the broker has aborted the transactions of every checkpoint (%s), and none was committed before: beginning anew loses and repeats nothing"
              .formatted(named(aborted)));
    }
    return new Refuse(
        "the broker has aborted transactions of every checkpoint that is kept (%s): their records are on no topic, and no older checkpoint is left to write them again."
            .formatted(named(aborted)),
        between(abandoned.size() == 1 ? null : oldest, newest),
        waysOut(oldest, newest));
  }

  private String whyOlder(Candidate whole, List<Candidate> abandoned, List<String> aborted) {
    return "checkpoint %d is passed over: the broker has aborted %s, which a start from it would skip (%s). Going on from checkpoint %d writes these records again; none of them was committed"
        .formatted(
            abandoned.get(0).checkpointId(),
            named(aborted),
            between(whole, abandoned.get(0)).entrySet().stream()
                .map(range -> range.getKey() + " " + range.getValue())
                .collect(Collectors.joining(", ")),
            whole.checkpointId());
  }

  private List<PendingCommit> with(Candidate candidate, Fate... fates) {
    Set<Fate> asked = Set.of(fates);
    return candidate.pending().stream()
        .filter(pending -> asked.contains(evidence.fate(pending)))
        .sorted((one, other) -> one.transactionalId().compareTo(other.transactionalId()))
        .toList();
  }

  private static Refuse refuse(String reason, List<String> waysOut) {
    return new Refuse(reason, new TreeMap<>(), waysOut);
  }

  private static List<String> waysOut(Candidate repeating, @Nullable Candidate losing) {
    List<String> ways = new ArrayList<>();
    ways.add(
        "To accept that records behind checkpoint %d are written twice: --from-checkpoint %d."
            .formatted(repeating.checkpointId(), repeating.checkpointId()));
    if (losing != null && losing.checkpointId() != repeating.checkpointId()) {
      ways.add(
          "To accept that aborted records up to checkpoint %d are lost: --from-checkpoint %d."
              .formatted(losing.checkpointId(), losing.checkpointId()));
    }
    ways.add("To begin anew and write every record again: --new-state.");
    return ways;
  }

  private static SortedMap<String, OffsetRange> between(
      @Nullable Candidate older, Candidate newer) {
    SortedMap<String, OffsetRange> ranges = new TreeMap<>();
    newer
        .offsets()
        .forEach(
            (partition, to) -> {
              long from =
                  older == null
                      ? OffsetRange.UNKNOWN
                      : older.offsets().getOrDefault(partition, OffsetRange.UNKNOWN);
              if (from < to) {
                ranges.put(partition, new OffsetRange(from, to));
              }
            });
    return ranges;
  }

  private static String named(List<String> ids) {
    String first = ids.stream().distinct().limit(MOST_NAMED).collect(Collectors.joining(", "));
    long more = ids.stream().distinct().count() - MOST_NAMED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
