package dev.surety.job.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands a received record on as it is: nothing is decoded here, so nothing can fail here. */
public final class RawRecordReader implements KafkaRecordDeserializationSchema<RawRecord> {
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> received, Collector<RawRecord> out) {
    out.collect(RawRecord.of(received));
  }

  @Override
  public TypeInformation<RawRecord> getProducedType() {
    return RawRecordType.INSTANCE;
  }
}
