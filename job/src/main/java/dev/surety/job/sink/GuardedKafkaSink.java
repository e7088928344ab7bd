package dev.surety.job.sink;

import static java.util.Objects.requireNonNull;

import dev.surety.job.kafka.KafkaTransactions;
import dev.surety.job.resume.BrokerTransaction;
import dev.surety.job.resume.PendingCommit;
import dev.surety.job.source.RawRecord;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.flink.connector.kafka.sink.internal.TransactionFinished;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The one sink of an enforcing job: clean and quarantined records in the same transaction (decision
 * 9), committed with the checkpoint. The connector's sink in all but this: a commit that fails is
 * verified with the broker, and a transaction that is lost stops the job.
 */
public final class GuardedKafkaSink
    implements Sink<RawRecord>,
        SupportsCommitter<KafkaCommittable>,
        SupportsWriterState<RawRecord, KafkaWriterState>,
        SupportsPostCommitTopology<KafkaCommittable> {
  private static final long serialVersionUID = 1L;

  private final KafkaSink<RawRecord> kafka;
  private final Properties client;
  private final HashSet<PendingCommit> settled;

  private GuardedKafkaSink(
      KafkaSink<RawRecord> kafka, Properties client, HashSet<PendingCommit> settled) {
    this.kafka = requireNonNull(kafka, "kafka");
    this.client = requireNonNull(client, "client");
    this.settled = settled;
  }

  /**
   * What the sink writes to.
   *
   * @param cleanPartitions how many partitions the clean topic has
   * @param quarantinePartitions how many partitions the quarantine topic has
   */
  public record Target(
      String cleanTopic, int cleanPartitions, String quarantineTopic, int quarantinePartitions) {}

  /**
   * Makes the sink.
   *
   * @param transactionalIdPrefix of this sink alone
   * @param producer must name the brokers and the transaction timeout
   * @param settled commits of the checkpoint that are done or given up, whatever the broker says
   */
  public static GuardedKafkaSink create(
      String transactionalIdPrefix,
      Target target,
      Properties producer,
      Set<PendingCommit> settled) {
    return new GuardedKafkaSink(
        createUnguarded(transactionalIdPrefix, target, producer), producer, new HashSet<>(settled));
  }

  /** The connector's own sink: a commit that fails is logged, and its records are lost. */
  public static KafkaSink<RawRecord> createUnguarded(
      String transactionalIdPrefix, Target target, Properties producer) {
    return KafkaSink.<RawRecord>builder()
        .setKafkaProducerConfig(producer)
        .setRecordSerializer(
            new RecordWriterSchema(
                target.cleanTopic(),
                target.cleanPartitions(),
                target.quarantineTopic(),
                target.quarantinePartitions()))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix)
        // POOLING aborts every transaction whose id begins with its prefix, also those of another
        // job.
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }

  @Override
  public Committer<KafkaCommittable> createCommitter(CommitterInitContext context)
      throws IOException {
    Committer<KafkaCommittable> committer = kafka.createCommitter(context);
    return new GuardedCommitter(committer, this::describe, settled, finished(committer));
  }

  /** Asked so seldom that a connection is opened for each question. */
  private Map<String, BrokerTransaction> describe(Collection<String> ids) {
    try (KafkaTransactions transactions = KafkaTransactions.open(client)) {
      return transactions.describe(ids);
    }
  }

  /** The writer keeps the id of a restored transaction in its state until it hears of its end. */
  private static Consumer<String> finished(Committer<KafkaCommittable> committer) {
    return committer instanceof KafkaCommitter connector
        ? id -> connector.getBackchannel().send(TransactionFinished.successful(id))
        : id -> {};
  }

  @Override
  public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
    return kafka.getCommittableSerializer();
  }

  @Override
  public SinkWriter<RawRecord> createWriter(WriterInitContext context) throws IOException {
    return kafka.createWriter(context);
  }

  @Override
  public StatefulSinkWriter<RawRecord, KafkaWriterState> restoreWriter(
      WriterInitContext context, Collection<KafkaWriterState> state) {
    return kafka.restoreWriter(context, state);
  }

  @Override
  public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
    return kafka.getWriterStateSerializer();
  }

  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committed) {
    kafka.addPostCommitTopology(committed);
  }
}
