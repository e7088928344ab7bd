package dev.surety.quarantine.replay;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Transactions of a producer whose identifier is fixed, so that there is one at a time. */
final class KafkaOutbox implements Outbox {
  private static final String TRANSACTION_TIMEOUT_MS = "60000";

  private final Producer<byte[], byte[]> producer;

  private KafkaOutbox(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Opens it and ends what another replay of the same topic has open. When this returns, the other
   * one can commit nothing more, and what it has committed is visible.
   */
  static KafkaOutbox open(Properties properties, String transactionalId) {
    Properties config = new Properties();
    config.putAll(properties);
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    config.put(ProducerConfig.LINGER_MS_CONFIG, "10");
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(256 << 10));
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(64 << 20));
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "60000");
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      return new KafkaOutbox(producer);
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  @Override
  public void begin() {
    attempt(producer::beginTransaction);
  }

  /** A record that cannot be written makes the commit fail, which says why. */
  @Override
  public void write(ProducerRecord<byte[], byte[]> record) {
    attempt(() -> producer.send(record));
  }

  @Override
  public void commit() {
    attempt(producer::commitTransaction);
  }

  private static void attempt(Runnable operation) {
    try {
      operation.run();
    } catch (KafkaException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException) {
          throw new ReplayRefused(
              "another replay of this quarantine topic has begun and goes on from here, or a transaction took longer than a"
                  + " minute: this one stopped. No record was moved twice; run it again to go on",
              e);
        }
      }
      throw e;
    }
  }

  /** Without a word to the broker: what is open is ended by the next replay, or by its timeout. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
