package dev.surety.quarantine.replay;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Where a replay writes: of what lies between begin and commit all becomes visible, or nothing. */
interface Outbox extends AutoCloseable {
  void begin();

  void write(ProducerRecord<byte[], byte[]> record);

  void commit();

  @Override
  void close();
}
