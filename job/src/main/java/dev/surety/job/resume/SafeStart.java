package dev.surety.job.resume;

import static java.util.Objects.requireNonNull;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.job.resume.Decision.BeginAnew;
import dev.surety.job.resume.Decision.Refuse;
import dev.surety.job.resume.Decision.Resume;
import dev.surety.job.resume.Evidence.Begin;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.PendingCommit.Fate;
import dev.surety.job.resume.StartPoint.Guard;
import dev.surety.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds where a run begins: reads the checkpoints and the broker's transactions, has {@link
 * SafeResume} decide, and makes ready what was decided. Whatever it does may be done again after a
 * crash.
 */
public final class SafeStart {
  /** A pipeline that is alive leaves another trace of its open transactions in this time. */
  private static final Duration WATCH = Duration.ofMillis(1500);

  private static final int MOST_NAMED = 4;

  private final Pipeline pipeline;
  private final RunDirectory directory;
  private final Transactions transactions;
  private final Supplier<Output> output;
  private final Pause pause;
  private final Clock clock;
  private final String sinkPrefix;
  private final List<String> notes = new ArrayList<>();

  /** Waits. */
  @FunctionalInterface
  interface Pause {
    void sleep(Duration duration) throws InterruptedException;
  }

  /** For a pipeline whose output topics hold what {@code output} says when it is asked. */
  public SafeStart(
      Pipeline pipeline,
      RunDirectory directory,
      Transactions transactions,
      Supplier<Output> output) {
    this(
        pipeline,
        directory,
        transactions,
        output,
        duration -> Thread.sleep(duration.toMillis()),
        Clock.systemUTC());
  }

  SafeStart(
      Pipeline pipeline,
      RunDirectory directory,
      Transactions transactions,
      Supplier<Output> output,
      Pause pause,
      Clock clock) {
    this.pipeline = requireNonNull(pipeline, "pipeline");
    this.directory = requireNonNull(directory, "directory");
    this.transactions = requireNonNull(transactions, "transactions");
    this.output = requireNonNull(output, "output");
    this.pause = requireNonNull(pause, "pause");
    this.clock = requireNonNull(clock, "clock");
    this.sinkPrefix = TransactionalId.sinkPrefix(pipeline.name(), pipeline.sink().name());
  }

  /** Uid of the source in the pipeline's job, by which its state is found. */
  public static String sourceUid(Pipeline pipeline) {
    return "source-" + pipeline.source().name();
  }

  /** Uid of the sink in the pipeline's job, by which its state is found. */
  public static String sinkUid(Pipeline pipeline) {
    return "sink-" + pipeline.sink().name();
  }

  /**
   * The newest checkpoint from which every record ends exactly once.
   *
   * @throws OperationException when there is none, or the pipeline runs elsewhere
   */
  public StartPoint find() {
    Evidence evidence = evidence();
    return SafeResume.decide(evidence).match(this::resume, this::beginAnew, SafeStart::refuse);
  }

  /**
   * A checkpoint that the user has chosen, accepting what a start from it loses or repeats.
   *
   * @throws OperationException when there is no such checkpoint, or the pipeline runs elsewhere
   */
  public StartPoint from(long checkpointId) {
    Evidence evidence = evidence();
    Candidate chosen =
        evidence.candidates().stream()
            .filter(candidate -> candidate.checkpointId() == checkpointId)
            .findFirst()
            .orElseThrow(() -> noSuchCheckpoint(checkpointId, evidence));
    Set<PendingCommit> notToCommit = new HashSet<>();
    for (PendingCommit pending : chosen.pending()) {
      Fate fate = evidence.fate(pending);
      if (fate != Fate.OPEN) {
        notToCommit.add(pending);
      }
      if (fate != Fate.OPEN && fate != Fate.COMMITTED) {
        notes.add("as chosen, the records of " + pending.transactionalId() + " may be lost");
      }
    }
    evidence
        .committedBeyond(checkpointId)
        .forEach(id -> notes.add("as chosen, the records of " + id + " are written again"));
    List<Candidate> newer =
        evidence.candidates().stream().filter(c -> c.checkpointId() > checkpointId).toList();
    return resume(
        new Resume(chosen, newer, notToCommit, evidence.lingering(chosen.pending()), "as chosen"));
  }

  /** Notes that the commits of the newest checkpoint are done; called when a run has stopped. */
  public void settle() {
    Optional<ResumePoint> newest = ResumePoint.newest(directory);
    if (newest.isEmpty()) {
      return;
    }
    Candidate candidate = reader().read(newest.get());
    Map<String, BrokerTransaction> described = transactions.describe(ids(List.of(candidate)));
    directory.settle(
        candidate.pending().stream()
            .filter(
                pending -> pending.fate(described.get(pending.transactionalId())) == Fate.COMMITTED)
            .toList());
  }

  private Evidence evidence() {
    CheckpointReader reader = reader();
    List<Candidate> candidates = ResumePoint.all(directory).stream().map(reader::read).toList();
    return new Evidence(
        sinkPrefix,
        candidates.isEmpty() ? directory.generation() : OptionalLong.of(generation()),
        candidates,
        directory.settled(),
        transactions.list(sinkPrefix),
        transactions.describe(ids(candidates)),
        pipeline.source().start() == Pipeline.Source.Start.EARLIEST
            ? Begin.OLDEST_RECORD
            : Begin.END,
        candidates.isEmpty() ? output.get() : Output.WRITTEN);
  }

  /** State that was made before there were generations belongs to none. */
  private long generation() {
    return directory.generation().orElse(0);
  }

  private CheckpointReader reader() {
    return new CheckpointReader(sinkUid(pipeline), sourceUid(pipeline));
  }

  private static List<String> ids(List<Candidate> candidates) {
    return candidates.stream()
        .flatMap(candidate -> candidate.pending().stream())
        .map(PendingCommit::transactionalId)
        .distinct()
        .toList();
  }

  private StartPoint resume(Resume resume) {
    requireNobodyElse(resume.lingering());
    directory.setAside(resume.abandoned().stream().map(Candidate::point).toList());
    end(resume.lingering());
    directory.settle(resume.settled());
    if (!resume.why().isEmpty()) {
      notes.add(resume.why());
    }
    return new StartPoint(
        Optional.of(resume.from().point()), generation(), resume.settled(), Guard.ON, notes);
  }

  private StartPoint beginAnew(BeginAnew anew) {
    requireNobodyElse(anew.lingering());
    directory.setAside(anew.abandoned().stream().map(Candidate::point).toList());
    end(anew.lingering());
    if (!anew.why().isEmpty()) {
      notes.add(anew.why());
    }
    if (directory.generation().isEmpty()) {
      beginGeneration();
    }
    return new StartPoint(Optional.empty(), generation(), Set.of(), Guard.ON, notes);
  }

  /**
   * Begins a line of state of its own, after the user has set the one before aside. It is later
   * than every other, whatever the clocks of other machines said.
   */
  public void beginGeneration() {
    long greatest =
        transactions.list(sinkPrefix).stream()
            .flatMap(one -> TransactionalId.parse(sinkPrefix, one.id()).stream())
            .mapToLong(TransactionalId::generation)
            .max()
            .orElse(0);
    directory.beginGeneration(Math.max(clock.millis(), greatest + 1));
  }

  /**
   * An open transaction may be what a dead run left behind, or belong to a run that is alive, with
   * another state directory. That one begins transactions and goes on writing.
   */
  private void requireNobodyElse(List<String> lingering) {
    if (lingering.isEmpty()) {
      return;
    }
    Set<String> before = transactions.traces(sinkPrefix);
    try {
      pause.sleep(WATCH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(ErrorCode.JOB_FAILED, "interrupted", e);
    }
    Set<String> fresh = new HashSet<>(transactions.traces(sinkPrefix));
    fresh.removeAll(before);
    if (!fresh.isEmpty()) {
      throw new OperationException(
          ErrorCode.REFUSED,
          "pipeline '"
              + pipeline.name()
              + "' is running already with another state directory: its transactions go on ("
              + named(List.copyOf(fresh))
              + "). Two runs would fence off each other's transactions. Stop the other run first, or"
              + " give this pipeline another name.");
    }
  }

  /** Until they end, read-committed consumers see nothing behind them. */
  private void end(List<String> lingering) {
    if (!lingering.isEmpty()) {
      transactions.end(lingering);
      notes.add(
          "ended %d open transactions that an earlier run had left behind (%s): consumers could not read past them"
              .formatted(lingering.size(), named(lingering)));
    }
  }

  private static StartPoint refuse(Refuse refuse) {
    throw new OperationException(ErrorCode.REFUSED, refuse.message());
  }

  private static OperationException noSuchCheckpoint(long checkpointId, Evidence evidence) {
    return new OperationException(
        ErrorCode.NOT_FOUND,
        "there is no checkpoint "
            + checkpointId
            + "; kept are "
            + evidence.candidates().stream().map(Candidate::checkpointId).toList());
  }

  private static String named(List<String> ids) {
    List<String> first = ids.stream().sorted().limit(MOST_NAMED).toList();
    return String.join(", ", first)
        + (ids.size() > first.size() ? " and " + (ids.size() - first.size()) + " more" : "");
  }
}
