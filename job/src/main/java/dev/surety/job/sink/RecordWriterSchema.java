package dev.surety.job.sink;

import static java.util.Objects.requireNonNull;

import dev.surety.job.source.RawRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Routes a record to its topic, unchanged. A clean record keeps its partition; a quarantined one
 * goes to its source partition modulo the number of quarantine partitions, so the order within a
 * source partition is kept in both.
 */
final class RecordWriterSchema implements KafkaRecordSerializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;

  private final String cleanTopic;
  private final String quarantineTopic;
  private final int quarantinePartitions;
  private int cleanPartitions;
  private transient @Nullable WrittenOffsets writtenOffsets;

  RecordWriterSchema(
      String cleanTopic, int cleanPartitions, String quarantineTopic, int quarantinePartitions) {
    this.cleanTopic = requireNonNull(cleanTopic, "cleanTopic");
    this.cleanPartitions = cleanPartitions;
    this.quarantineTopic = requireNonNull(quarantineTopic, "quarantineTopic");
    this.quarantinePartitions = quarantinePartitions;
  }

  @Override
  public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink) {
    writtenOffsets = new WrittenOffsets(context.getMetricGroup());
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      RawRecord record, KafkaSinkContext context, @Nullable Long ignored) {
    boolean clean = record.quarantineHeaders() == null;
    if (clean && record.partition() >= cleanPartitions) {
      requireCleanPartition(record, context);
    }
    requireNonNull(writtenOffsets, "open() comes first").written(record);
    return new ProducerRecord<>(
        clean ? cleanTopic : quarantineTopic,
        clean ? record.partition() : record.partition() % quarantinePartitions,
        record.timestamp() < 0 ? null : Long.valueOf(record.timestamp()),
        record.key(),
        record.value(),
        record.headersToWrite());
  }

  /** The input topic grew while the job ran: the clean topic must have grown as well. */
  private void requireCleanPartition(RawRecord record, KafkaSinkContext context) {
    cleanPartitions = context.getPartitionsForTopic(cleanTopic).length;
    if (record.partition() >= cleanPartitions) {
      throw new IllegalStateException(
          "record "
              + record
              + " belongs in partition "
              + record.partition()
              + " of topic '"
              + cleanTopic
              + "', which has only "
              + cleanPartitions
              + " partitions: add partitions to it, the pipeline then goes on by itself");
    }
  }
}
