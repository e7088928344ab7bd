package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends generated records with a plain idempotent producer and notes each in the ledger once all
 * replicas have it. After a failure nothing more is sent: whether the failed record is on the topic
 * is then unknown, and no ledger could be right. Used by one thread.
 */
public final class RecordProducer implements AutoCloseable {
  /** No limit of the rate. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private static final int MAX_IN_FLIGHT = 20_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final Ledger ledger;
  private final double recordsPerSecond;
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final AtomicReference<@Nullable OracleException> failure = new AtomicReference<>();
  private long sent;
  private long startedNanos;

  /**
   * Connects.
   *
   * @param properties the producer's, at least {@code bootstrap.servers}; acknowledgement,
   *     idempotence and serializers are set here
   * @param recordsPerSecond greatest rate, or {@link #UNLIMITED}
   */
  public RecordProducer(
      Map<String, ?> properties, String topic, Ledger ledger, double recordsPerSecond) {
    this(connect(properties), topic, ledger, recordsPerSecond);
  }

  RecordProducer(
      Producer<byte[], byte[]> producer, String topic, Ledger ledger, double recordsPerSecond) {
    if (!(recordsPerSecond > 0)) {
      throw new IllegalArgumentException("the rate must be positive: " + recordsPerSecond);
    }
    this.producer = requireNonNull(producer, "producer");
    this.topic = requireNonNull(topic, "topic");
    this.ledger = requireNonNull(ledger, "ledger");
    this.recordsPerSecond = recordsPerSecond;
  }

  private static Producer<byte[], byte[]> connect(Map<String, ?> properties) {
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.putAll(properties);
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    try {
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw new OracleException("cannot make a producer: " + reason(e), e);
    }
  }

  /** Sends all records and waits until they are acknowledged. */
  public void sendAll(Iterator<Generated> records) {
    while (records.hasNext()) {
      send(records.next());
    }
    flush();
  }

  /**
   * Sends a record; waits while too many are in flight or the rate is exceeded.
   *
   * @throws OracleException when this or an earlier record failed
   */
  public void send(Generated record) {
    keepRate();
    acquire();
    ProducerRecord<byte[], byte[]> outgoing =
        new ProducerRecord<>(
            topic, null, record.timestampMs(), record.key(), record.value(), record.headers());
    try {
      // The callback has the outcome.
      Future<RecordMetadata> unused =
          producer.send(outgoing, (metadata, error) -> completed(record, metadata, error));
    } catch (InterruptException e) {
      throw new OracleException("interrupted while sending to " + topic, e);
    } catch (KafkaException e) {
      throw fail(record, e);
    }
    sent++;
  }

  /** Waits until every record is acknowledged. */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  /** How many records were handed over so far; the ledger says how many are acknowledged. */
  public long sent() {
    return sent;
  }

  /** Closes the connection; records that are not acknowledged in a few seconds are given up. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  private void completed(
      Generated record, @Nullable RecordMetadata metadata, @Nullable Exception error) {
    try {
      if (error == null && metadata != null) {
        // Not the time in the metadata: for a batch that was sent again and had been written, the
        // broker tells the newest time in the batch.
        ledger.add(record, metadata.partition(), metadata.offset(), record.timestampMs());
      } else if (error != null) {
        fail(record, error);
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      fail(record, e);
    } finally {
      inFlight.release();
    }
  }

  private void acquire() {
    try {
      // Releases come from callbacks, and each record's comes at delivery.timeout.ms at the latest.
      inFlight.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OracleException("interrupted while sending to " + topic, e);
    }
    throwFailure();
  }

  private void keepRate() {
    if (recordsPerSecond == UNLIMITED) {
      return;
    }
    if (sent == 0) {
      startedNanos = System.nanoTime();
    }
    long dueNanos = startedNanos + (long) (sent / recordsPerSecond * TimeUnit.SECONDS.toNanos(1));
    for (long wait = dueNanos - System.nanoTime(); wait > 0; wait = dueNanos - System.nanoTime()) {
      LockSupport.parkNanos(wait);
      if (Thread.currentThread().isInterrupted()) {
        throw new OracleException("interrupted while sending to " + topic);
      }
    }
  }

  private void throwFailure() {
    OracleException first = failure.get();
    if (first != null) {
      throw new OracleException(reason(first), first);
    }
  }

  private OracleException fail(Generated record, Exception error) {
    OracleException described =
        new OracleException(
            "cannot produce record " + record.sequence() + " to " + topic + ": " + reason(error),
            error);
    failure.compareAndSet(null, described);
    return described;
  }

  private static String reason(Throwable error) {
    Throwable deepest = error;
    if (error instanceof KafkaException && error.getCause() != null) {
      deepest = error.getCause();
    }
    String message = deepest.getMessage();
    return message == null ? deepest.getClass().getSimpleName() : message;
  }
}
