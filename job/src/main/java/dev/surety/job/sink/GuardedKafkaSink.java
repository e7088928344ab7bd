package dev.surety.job.sink;

import dev.surety.job.source.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.UUID;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;

/**
 * The one sink of an enforcing job: clean and quarantined records in the same transaction (decision
 * 9), committed with the checkpoint.
 */
public final class GuardedKafkaSink {
  private GuardedKafkaSink() {}

  /**
   * What the sink writes to.
   *
   * @param cleanPartitions how many partitions the clean topic has
   * @param quarantinePartitions how many partitions the quarantine topic has
   */
  public record Target(
      String cleanTopic, int cleanPartitions, String quarantineTopic, int quarantinePartitions) {}

  /** Makes the sink; {@code producer} must name the brokers and the transaction timeout. */
  public static KafkaSink<RawRecord> create(
      String pipeline, String sink, Target target, Properties producer) {
    return KafkaSink.<RawRecord>builder()
        .setKafkaProducerConfig(producer)
        .setRecordSerializer(
            new RecordWriterSchema(
                target.cleanTopic(),
                target.cleanPartitions(),
                target.quarantineTopic(),
                target.quarantinePartitions()))
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(transactionalIdPrefix(pipeline, sink))
        // POOLING aborts every transaction whose id begins with its prefix, also those of another
        // job.
        .setTransactionNamingStrategy(TransactionNamingStrategy.INCREMENTING)
        .build();
  }

  /**
   * {@code surety.<pipeline>.<sink>.<hash>.}; names have no dot, so no pipeline's prefix is the
   * beginning of another's. The hash keeps apart what a broker or a tool might shorten or fold to
   * one case.
   */
  public static String transactionalIdPrefix(String pipeline, String sink) {
    byte[] names = (pipeline + "." + sink).getBytes(StandardCharsets.UTF_8);
    String hash = UUID.nameUUIDFromBytes(names).toString().substring(0, 8);
    return "surety." + pipeline + "." + sink + "." + hash + ".";
  }
}
