package dev.surety.job.kafka;

import static java.util.Objects.requireNonNull;

import dev.surety.job.resume.BrokerTransaction;
import dev.surety.job.resume.BrokerTransaction.State;
import dev.surety.job.resume.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Transactions as the brokers know them; see the Kafka protocol, DescribeTransactions. */
public final class KafkaTransactions implements Transactions, AutoCloseable {
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final String brokers;

  KafkaTransactions(Admin admin, String brokers) {
    this.admin = requireNonNull(admin, "admin");
    this.brokers = requireNonNull(brokers, "brokers");
  }

  /** Opens a connection of its own, with the connection settings of a client. */
  public static KafkaTransactions open(Properties client) {
    Properties properties = new Properties();
    client.forEach(
        (name, value) -> {
          if (AdminClientConfig.configNames().contains((String) name)) {
            properties.put(name, value);
          }
        });
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis() / 2);
    return new KafkaTransactions(
        Admin.create(properties),
        String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG)));
  }

  @Override
  public List<Listed> list(String prefix) {
    Collection<TransactionListing> all;
    try {
      // KIP-1152, Kafka 4.1: brokers filter, with RE2.
      all = listing(new ListTransactionsOptions().filterOnTransactionalIdPattern(begins(prefix)));
    } catch (ExecutionException e) {
      if (!(KafkaFailure.unwrapped(e) instanceof UnsupportedVersionException)) {
        throw failed(e);
      }
      all = listingOfOlderBrokers();
    }
    return all.stream()
        .filter(one -> one.transactionalId().startsWith(prefix))
        .map(one -> new Listed(one.transactionalId(), state(one.state())))
        .toList();
  }

  private Collection<TransactionListing> listingOfOlderBrokers() {
    try {
      return listing(new ListTransactionsOptions());
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private Collection<TransactionListing> listing(ListTransactionsOptions options)
      throws ExecutionException {
    return await(admin.listTransactions(options).all());
  }

  private static String begins(String prefix) {
    return "^\\Q" + prefix + "\\E.*$";
  }

  @Override
  public Map<String, BrokerTransaction> describe(Collection<String> ids) {
    Map<String, BrokerTransaction> known = new HashMap<>();
    descriptions(ids)
        .forEach(
            (id, description) ->
                known.put(
                    id,
                    new BrokerTransaction(
                        id,
                        state(description.state()),
                        description.producerId(),
                        description.producerEpoch())));
    return known;
  }

  private Map<String, TransactionDescription> descriptions(Collection<String> ids) {
    Map<String, TransactionDescription> known = new HashMap<>();
    if (ids.isEmpty()) {
      return known;
    }
    var result = admin.describeTransactions(ids);
    for (String id : ids) {
      try {
        known.put(id, await(result.description(id)));
      } catch (ExecutionException e) {
        if (!(KafkaFailure.unwrapped(e) instanceof TransactionalIdNotFoundException)) {
          throw failed(e);
        }
      }
    }
    return known;
  }

  @Override
  public Set<String> traces(String prefix) {
    List<String> open =
        list(prefix).stream().filter(one -> one.state() == State.OPEN).map(Listed::id).toList();
    Set<String> traces = new HashSet<>();
    Map<Long, String> idOfProducer = new HashMap<>();
    Set<TopicPartition> partitions = new HashSet<>();
    descriptions(open)
        .forEach(
            (id, now) -> {
              traces.add(
                  "%s of producer %d, begun at %d"
                      .formatted(id, now.producerId(), now.transactionStartTimeMs().orElse(0)));
              idOfProducer.put(now.producerId(), id);
              partitions.addAll(now.topicPartitions());
            });
    producers(partitions)
        .forEach(
            (partition, state) ->
                state.activeProducers().stream()
                    .filter(producer -> idOfProducer.containsKey(producer.producerId()))
                    .forEach(
                        producer ->
                            traces.add(
                                "%s at sequence %d of %s"
                                    .formatted(
                                        idOfProducer.get(producer.producerId()),
                                        producer.lastSequence(),
                                        partition))));
    return traces;
  }

  /** One may be allowed to write to a topic but not to read it: then less is seen. */
  private Map<TopicPartition, PartitionProducerState> producers(Set<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return Map.of();
    }
    try {
      return await(admin.describeProducers(partitions).all());
    } catch (ExecutionException e) {
      if (KafkaFailure.unwrapped(e) instanceof AuthorizationException) {
        return Map.of();
      }
      throw failed(e);
    }
  }

  @Override
  public void end(Collection<String> ids) {
    try {
      await(admin.fenceProducers(new ArrayList<>(ids)).all());
    } catch (ExecutionException e) {
      throw failed(e);
    }
  }

  private static State state(TransactionState state) {
    return switch (state) {
      case ONGOING -> State.OPEN;
      case PREPARE_COMMIT, COMPLETE_COMMIT -> State.COMMITTED;
      case PREPARE_ABORT, COMPLETE_ABORT, PREPARE_EPOCH_FENCE -> State.ABORTED;
      case EMPTY -> State.EMPTY;
      case UNKNOWN -> State.UNKNOWN;
    };
  }

  private <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(CALL_TIMEOUT.toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw failed(new org.apache.kafka.common.errors.TimeoutException("no answer"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private RuntimeException failed(Throwable failure) {
    return KafkaFailure.of(failure, "tell the states of transactions", brokers);
  }

  @Override
  public void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
