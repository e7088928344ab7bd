package dev.surety.job.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.job.resume.BrokerTransaction;
import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.PendingCommit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.runtime.throwable.ThrowableClassifier;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class GuardedCommitterTest {
  private static final long PRODUCER = 7;

  private final Map<String, BrokerTransaction> broker = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> finished = new ArrayList<>();
  private final Connector connector = new Connector();

  /** Commits like the connector: what it cannot commit it only signals. */
  private static final class Connector implements Committer<KafkaCommittable> {
    private final List<String> offered = new ArrayList<>();
    private boolean fenced;
    private boolean unknownFailure;

    @Override
    public void commit(Collection<CommitRequest<KafkaCommittable>> requests) {
      for (CommitRequest<KafkaCommittable> request : requests) {
        offered.add(request.getCommittable().getTransactionalId());
        if (fenced) {
          request.signalFailedWithKnownReason(new ProducerFencedException("fenced"));
        } else if (unknownFailure) {
          request.signalFailedWithUnknownReason(new IllegalStateException("pid mapping"));
        }
      }
    }

    @Override
    public void close() {}
  }

  private static final class Request implements CommitRequest<KafkaCommittable> {
    private final KafkaCommittable committable;
    private String signal = "none";

    Request(KafkaCommittable committable) {
      this.committable = committable;
    }

    @Override
    public KafkaCommittable getCommittable() {
      return committable;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable reason) {
      signal = "failed";
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable reason) {
      signal = "unknown failure";
    }

    @Override
    public void retryLater() {
      signal = "retry";
    }

    @Override
    public void updateAndRetryLater(KafkaCommittable changed) {
      signal = "retry";
    }

    @Override
    public void signalAlreadyCommitted() {
      signal = "already committed";
    }
  }

  private GuardedCommitter committer(PendingCommit... settled) {
    return new GuardedCommitter(
        connector,
        ids -> {
          asked.addAll(ids);
          Map<String, BrokerTransaction> known = new HashMap<>(broker);
          known.keySet().retainAll(ids);
          return known;
        },
        Set.of(settled),
        finished::add);
  }

  private static Request restored(String id) {
    return new Request(new KafkaCommittable(PRODUCER, (short) 0, id, null));
  }

  private static void live(String id, RequestUse use) throws Exception {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "127.0.0.1:1");
    properties.put("key.serializer", ByteArraySerializer.class.getName());
    properties.put("value.serializer", ByteArraySerializer.class.getName());
    try (FlinkKafkaInternalProducer<byte[], byte[]> producer =
        new FlinkKafkaInternalProducer<>(properties, id)) {
      use.with(new Request(new KafkaCommittable(PRODUCER, (short) 0, id, producer)));
    }
  }

  @FunctionalInterface
  private interface RequestUse {
    void with(Request request) throws Exception;
  }

  private void brokerHas(String id, State state, int epoch) {
    broker.put(id, new BrokerTransaction(id, state, PRODUCER, epoch));
  }

  @Test
  void aCommitThatSucceedsAsksNothing() throws Exception {
    live(
        "t",
        request -> {
          committer().commit(List.of(request));

          assertThat(connector.offered).containsExactly("t");
          assertThat(asked).isEmpty();
          assertThat(request.signal).isEqualTo("none");
        });
  }

  @Test
  void whatWasCommittedBeforeARestartIsNotCommittedAgain() throws Exception {
    brokerHas("t", State.COMMITTED, 1);
    Request request = restored("t");

    committer().commit(List.of(request));

    assertThat(connector.offered).isEmpty();
    assertThat(request.signal).isEqualTo("already committed");
    assertThat(finished).containsExactly("t");
  }

  @Test
  void whatIsOpenAfterARestartIsCommitted() throws Exception {
    brokerHas("t", State.OPEN, 0);
    Request request = restored("t");

    committer().commit(List.of(request));

    assertThat(connector.offered).containsExactly("t");
    assertThat(request.signal).isEqualTo("none");
  }

  @Test
  void anAbortedTransactionStopsTheJobAfterARestart() {
    brokerHas("t", State.ABORTED, 2);
    Request request = restored("t");

    assertThatThrownBy(() -> committer().commit(List.of(request)))
        .isInstanceOf(TransactionLostException.class)
        .hasMessageContaining("t (producer 7, epoch 0)")
        .hasMessageContaining("the broker has aborted it");
    assertThat(request.signal).isEqualTo("failed");
    assertThat(connector.offered).isEmpty();
  }

  @Test
  void aForgottenTransactionStopsTheJobUnlessItWasSeenCommitted() throws Exception {
    assertThatThrownBy(() -> committer().commit(List.of(restored("t"))))
        .isInstanceOf(TransactionLostException.class)
        .hasMessageContaining("does not know it any more");

    Request settled = restored("t");
    committer(new PendingCommit("t", PRODUCER, 0)).commit(List.of(settled));
    assertThat(settled.signal).isEqualTo("already committed");
  }

  @Test
  void aFencedCommitOfACommittedTransactionIsNoFailure() throws Exception {
    brokerHas("t", State.COMMITTED, 1);
    connector.fenced = true;
    live(
        "t",
        request -> {
          committer().commit(List.of(request));

          assertThat(request.signal).isEqualTo("already committed");
        });
  }

  @Test
  void aFencedCommitOfAnAbortedTransactionStopsTheJob() throws Exception {
    brokerHas("t", State.ABORTED, 2);
    connector.fenced = true;
    live(
        "t",
        request -> {
          assertThatThrownBy(() -> committer().commit(List.of(request)))
              .isInstanceOf(TransactionLostException.class);
          assertThat(request.signal).isEqualTo("failed");
        });
  }

  @Test
  void anyOtherFailureIsVerifiedToo() throws Exception {
    brokerHas("t", State.OPEN, 0);
    connector.unknownFailure = true;
    live(
        "t",
        request ->
            assertThatThrownBy(() -> committer().commit(List.of(request)))
                .as("the job restarts and commits again")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be committed"));
    brokerHas("t", State.COMMITTED, 1);
    live(
        "t",
        request ->
            assertThatCode(() -> committer().commit(List.of(request))).doesNotThrowAnyException());
  }

  @Test
  void nothingIsCalledLostWhenTheBrokerDoesNotAnswer() {
    GuardedCommitter committer =
        new GuardedCommitter(
            connector,
            ids -> {
              throw new OperationException(ErrorCode.UNREACHABLE, "no broker");
            },
            Set.of(),
            finished::add);

    assertThatThrownBy(() -> committer.commit(List.of(restored("t"))))
        .isInstanceOf(OperationException.class);
  }

  @Test
  void flinkDoesNotRestartAfterALoss() {
    assertThat(ThrowableClassifier.getThrowableType(new TransactionLostException("lost")))
        .isEqualTo(ThrowableType.NonRecoverableError);
  }
}
