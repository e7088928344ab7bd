package dev.surety.watch.probe;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;

/** Asks every broker for the transactions that it coordinates and that are open. */
final class TransactionProbe implements Probe {
  /** Of more, the first of each broker are looked at; the others are counted. */
  private static final int MOST_DESCRIBED = 500;

  private static final Set<TransactionState> OPEN =
      Set.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT);

  private final Id id;
  private final Admin admin;

  TransactionProbe(String target, Admin admin) {
    this.id = new Id("transactions", target);
    this.admin = admin;
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public void run(Samples samples, Deadline whole) throws ProbeException, InterruptedException {
    Deadline deadline = whole.share(0.9);
    List<String> open = list(samples, deadline.share(0.6));
    List<String> described = open.subList(0, Math.min(open.size(), MOST_DESCRIBED));
    samples.add(WatchMetric.KAFKA_TRANSACTIONS_OPEN, open.size());
    samples.add(WatchMetric.WATCH_TRUNCATED, open.size() - described.size(), "transactions");
    describe(described, samples, deadline);
  }

  private List<String> list(Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    ListTransactionsOptions options = new ListTransactionsOptions().filterStates(OPEN);
    Map<Integer, KafkaFuture<Collection<TransactionListing>>> byBroker =
        KafkaAnswers.get(
            admin.listTransactions(options).byBrokerId(), deadline, "listing the transactions");
    List<String> open = new ArrayList<>();
    int missing = 0;
    for (KafkaFuture<Collection<TransactionListing>> future : byBroker.values()) {
      Optional<Collection<TransactionListing>> listed =
          KafkaAnswers.getIfAnswered(future, deadline);
      missing += listed.isEmpty() ? 1 : 0;
      listed.ifPresent(some -> some.forEach(one -> open.add(one.transactionalId())));
    }
    samples.add(WatchMetric.WATCH_INCOMPLETE, missing, "transaction_coordinators");
    return open;
  }

  private void describe(List<String> ids, Samples samples, Deadline deadline)
      throws InterruptedException {
    OpenTransactions transactions = new OpenTransactions();
    DescribeTransactionsResult asked = admin.describeTransactions(ids);
    for (String transactionalId : ids) {
      Optional<TransactionDescription> answer =
          KafkaAnswers.getIfAnswered(asked.description(transactionalId), deadline);
      answer.ifPresent(
          transaction -> // it may have ended between the two questions
          transaction
                  .transactionStartTimeMs()
                  .ifPresent(
                      start ->
                          transactions.add(
                              transactionalId, start, transaction.transactionTimeoutMs())));
    }
    transactions.read(samples.time().toEpochMilli(), samples);
  }
}
