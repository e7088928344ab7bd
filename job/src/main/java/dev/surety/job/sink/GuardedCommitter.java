package dev.surety.job.sink;

import static java.util.Objects.requireNonNull;

import dev.surety.job.resume.BrokerTransaction;
import dev.surety.job.resume.PendingCommit;
import dev.surety.job.resume.PendingCommit.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.jspecify.annotations.Nullable;

/**
 * Commits by the connector's committer and has the broker's word before anything is called lost or
 * fine. The connector logs and skips a commit that fails, and cannot tell a transaction that was
 * aborted from one that had been committed before a restart: with transaction.version 2 both look
 * like a fenced producer.
 */
final class GuardedCommitter implements Committer<KafkaCommittable> {
  private final Committer<KafkaCommittable> kafka;
  private final Function<Collection<String>, Map<String, BrokerTransaction>> describe;
  private final Set<PendingCommit> settled;
  private final Consumer<String> finished;

  /**
   * @param describe asks the broker about transactional ids; those that it does not know are
   *     missing
   * @param settled commits that are done or given up, whatever the broker says
   * @param finished is told the id of each transaction that needs no commit, for the writer
   */
  GuardedCommitter(
      Committer<KafkaCommittable> kafka,
      Function<Collection<String>, Map<String, BrokerTransaction>> describe,
      Set<PendingCommit> settled,
      Consumer<String> finished) {
    this.kafka = requireNonNull(kafka, "kafka");
    this.describe = requireNonNull(describe, "describe");
    this.settled = Set.copyOf(settled);
    this.finished = requireNonNull(finished, "finished");
  }

  @Override
  public void commit(Collection<CommitRequest<KafkaCommittable>> requests)
      throws IOException, InterruptedException {
    List<Watched> toCommit = new ArrayList<>();
    List<CommitRequest<KafkaCommittable>> restored = new ArrayList<>();
    for (CommitRequest<KafkaCommittable> request : requests) {
      if (settled.contains(pending(request))) {
        done(request);
      } else if (request.getCommittable().getProducer().isEmpty()) {
        restored.add(request);
      } else {
        toCommit.add(new Watched(request));
      }
    }
    Map<String, BrokerTransaction> known = describe(restored);
    for (CommitRequest<KafkaCommittable> request : restored) {
      if (isOpen(request, known, null)) {
        toCommit.add(new Watched(request));
      }
    }
    if (toCommit.isEmpty()) {
      return;
    }
    kafka.commit(List.copyOf(toCommit));
    verify(toCommit.stream().filter(watched -> watched.failure != null).toList());
  }

  private void verify(List<Watched> failed) throws IOException {
    Map<String, BrokerTransaction> known =
        describe(failed.stream().map(watched -> watched.request).toList());
    for (Watched watched : failed) {
      if (isOpen(watched.request, known, watched.failure)) {
        // The checkpoint is complete: the job restarts from it and commits again.
        throw new IOException(
            "the transaction " + pending(watched.request) + " could not be committed",
            watched.failure);
      }
    }
  }

  /** Whether a transaction is still to be committed; what is decided is told to Flink. */
  private boolean isOpen(
      CommitRequest<KafkaCommittable> request,
      Map<String, BrokerTransaction> known,
      @Nullable Throwable failure) {
    PendingCommit pending = pending(request);
    Fate fate = pending.fate(known.get(pending.transactionalId()));
    switch (fate) {
      case OPEN -> {
        return true;
      }
      case COMMITTED -> {
        done(request);
        return false;
      }
      case ABORTED, FORGOTTEN, TAKEN_OVER -> {
        TransactionLostException lost = new TransactionLostException(lost(pending, fate));
        if (failure != null) {
          lost.addSuppressed(failure);
        }
        request.signalFailedWithKnownReason(lost);
        throw lost;
      }
    }
    throw new AssertionError(fate);
  }

  private static String lost(PendingCommit pending, Fate fate) {
    String what =
        switch (fate) {
          case FORGOTTEN -> "the broker does not know it any more";
          case TAKEN_OVER -> "another producer has taken its id over";
          default -> "the broker has aborted it";
        };
    return "the transaction " + pending + " of a completed checkpoint cannot be committed: " + what;
  }

  private void done(CommitRequest<KafkaCommittable> request) {
    request.signalAlreadyCommitted();
    finished.accept(request.getCommittable().getTransactionalId());
  }

  private Map<String, BrokerTransaction> describe(
      Collection<CommitRequest<KafkaCommittable>> requests) {
    return requests.isEmpty()
        ? Map.of()
        : describe.apply(
            requests.stream()
                .map(request -> request.getCommittable().getTransactionalId())
                .toList());
  }

  private static PendingCommit pending(CommitRequest<KafkaCommittable> request) {
    KafkaCommittable committable = request.getCommittable();
    return new PendingCommit(
        committable.getTransactionalId(), committable.getProducerId(), committable.getEpoch());
  }

  @Override
  public void close() throws Exception {
    kafka.close();
  }

  /** Keeps back a failure that the connector would let pass. */
  private static final class Watched implements CommitRequest<KafkaCommittable> {
    private final CommitRequest<KafkaCommittable> request;
    private @Nullable Throwable failure;

    Watched(CommitRequest<KafkaCommittable> request) {
      this.request = request;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return request.getCommittable();
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      failure = reason;
    }

    /** Any other failure may hide an abort as well, and would restart the job for ever. */
    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      failure = reason;
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
