package dev.surety.watch.probe;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Sends a record through one broker (acks=all) and reads it back. */
final class ProduceConsumeProbe implements Probe {
  private static final Duration POLL = Duration.ofMillis(100);

  private final Id id;
  private final Broker broker;
  private final ProbeTopicKeeper topic;
  private final Producer<String, String> producer;
  private final Consumer<String, String> consumer;
  private final WatchClock clock;
  private final String instance = UUID.randomUUID().toString();
  private final PendingRecords pending = new PendingRecords();
  private volatile long lost;
  private long sent;

  /**
   * @param producer shared by the probes of all brokers
   * @param consumer of this probe alone, which closes it
   */
  ProduceConsumeProbe(
      Broker broker,
      ProbeTopicKeeper topic,
      Producer<String, String> producer,
      Consumer<String, String> consumer,
      WatchClock clock) {
    this.id = new Id("kafka_produce_consume", broker.address().toString());
    this.broker = broker;
    this.topic = topic;
    this.producer = producer;
    this.consumer = consumer;
    this.clock = clock;
  }

  @Override
  public Id id() {
    return id;
  }

  @Override
  public synchronized void run(Samples samples, Deadline whole)
      throws ProbeException, InterruptedException {
    Deadline deadline = whole.share(0.9);
    try {
      roundTrip(samples, deadline);
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    } catch (KafkaException e) {
      topic.forget(broker.id());
      throw new ProbeException("broker " + broker.id(), e);
    } catch (ProbeException e) {
      topic.forget(broker.id());
      throw e;
    } finally {
      lost = pending.lost();
    }
  }

  private void roundTrip(Samples samples, Deadline deadline)
      throws ProbeException, InterruptedException {
    int partition = topic.partitionOf(broker.id(), deadline.share(0.5));
    String value = instance + "-" + sent++;
    long start = clock.nanos();
    long offset = produce(partition, value, deadline);
    pending.acknowledged(offset, value, clock.now().toEpochMilli());
    TopicPartition assigned = new TopicPartition(ProbeTopic.NAME, partition);
    consumer.assign(List.of(assigned));
    consumer.seek(assigned, pending.firstOffset());
    while (pending.isPending(offset)) {
      if (deadline.remainingMs() == 0) {
        throw new ProbeException("the record was acknowledged but could not be read in time");
      }
      for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
        pending.read(record.offset(), record.value());
      }
    }
    double seconds = (clock.nanos() - start) / (double) SECONDS.toNanos(1);
    samples.add(WatchMetric.KAFKA_PRODUCE_CONSUME, seconds, broker.label());
  }

  private long produce(int partition, String value, Deadline deadline)
      throws ProbeException, InterruptedException {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(
            ProbeTopic.NAME, partition, clock.now().toEpochMilli(), broker.label(), value);
    try {
      RecordMetadata metadata = producer.send(record).get(deadline.remainingMs(), MILLISECONDS);
      return metadata.offset();
    } catch (TimeoutException e) {
      throw new ProbeException("the record was not acknowledged in time");
    } catch (ExecutionException e) {
      throw new ProbeException("the record was refused", e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void addLasting(Samples samples) {
    samples.add(WatchMetric.KAFKA_PROBE_LOST, lost, broker.label());
  }

  /** Waits for a run that has been interrupted: a consumer is for one thread at a time. */
  @Override
  public synchronized void close() {
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(1)));
  }
}
