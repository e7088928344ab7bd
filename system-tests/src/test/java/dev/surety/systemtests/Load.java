package dev.surety.systemtests;

import static java.util.Objects.requireNonNull;

import dev.surety.oracle.Expectation;
import dev.surety.oracle.Generated;
import dev.surety.oracle.TransactionGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A load of card transactions that goes up and down by half within two minutes, and can be made
 * uneven or bad. Records repeat after some minutes; no rule of the example forbids that.
 */
final class Load implements AutoCloseable {
  /** What the load is like. */
  enum Shape {
    /** Keys as they come, 2 % of the records bad. */
    HEALTHY,
    /** One partition gets five times what each of the others gets. */
    HOT_PARTITION,
    /** Two of five records have the same key. */
    HOT_KEY,
    /** Three of ten records are bad. */
    BAD
  }

  private static final int POOL = 100_000;
  private static final double WAVE_SECONDS = 120;
  private static final int TICK_MS = 50;

  private final String topic;
  private final int partitions;
  private final double perSecond;
  private final List<Generated> pool = new ArrayList<>();
  private final List<Generated> bad = new ArrayList<>();
  private final List<Generated> oneKey = new ArrayList<>();
  private final KafkaProducer<byte[], byte[]> producer;
  private final Random random;
  private final Thread thread = new Thread(this::produce, "load");
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private volatile Shape shape = Shape.HEALTHY;
  private volatile boolean stop;
  private int next;

  private Load(String bootstrapServers, String topic, int partitions, double perSecond, long seed) {
    this.topic = topic;
    this.partitions = partitions;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    new TransactionGenerator(TransactionGenerator.Settings.of(seed, POOL))
        .forEachRemaining(this::sort);
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", bootstrapServers);
    properties.put("linger.ms", 5);
    properties.put("delivery.timeout.ms", 600_000);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void sort(Generated record) {
    pool.add(record);
    if (record.expected() == Expectation.QUARANTINED) {
      bad.add(record);
    } else if (record.key() != null
        && (oneKey.isEmpty() || Arrays.equals(oneKey.get(0).key(), record.key()))) {
      oneKey.add(record);
    }
  }

  /** Starts to produce. */
  static Load begin(
      String bootstrapServers, String topic, int partitions, double perSecond, long seed) {
    Load load = new Load(bootstrapServers, topic, partitions, perSecond, seed);
    load.thread.setDaemon(true);
    load.thread.start();
    return load;
  }

  void shape(Shape wanted) {
    shape = requireNonNull(wanted, "wanted");
  }

  private void produce() {
    double owed = 0;
    long begin = System.nanoTime();
    long last = begin;
    try {
      while (!stop) {
        Thread.sleep(TICK_MS);
        long now = System.nanoTime();
        double wave = 1 + 0.5 * Math.sin((now - begin) / 1e9 / WAVE_SECONDS * 2 * Math.PI);
        owed += perSecond * wave * (now - last) / 1e9;
        last = now;
        while (owed >= 1) {
          owed--;
          send();
        }
        // What could not be sent while a broker was away is not sent all at once afterwards.
        owed = Math.min(owed, perSecond);
      }
    } catch (RuntimeException | InterruptedException e) {
      failure.set(e);
    }
  }

  private void send() {
    double chance = random.nextDouble();
    Generated record = pool.get(next++ % pool.size());
    Integer partition = null;
    switch (shape) {
      case HEALTHY -> {}
      case HOT_PARTITION -> {
        double hot = 5.0 / (5 + partitions - 1);
        partition = chance < hot ? 0 : 1 + random.nextInt(partitions - 1);
      }
      case HOT_KEY -> record = chance < 0.4 ? oneKey.get(next % oneKey.size()) : record;
      case BAD -> record = chance < 0.3 ? bad.get(next % bad.size()) : record;
    }
    var unused =
        producer.send(
            new ProducerRecord<>(topic, partition, null, record.key(), record.value()),
            (metadata, error) -> {
              if (error != null) {
                failure.set(error);
              }
            });
  }

  /** Ends; fails when producing has failed. */
  @Override
  public void close() throws Exception {
    stop = true;
    thread.join(30_000);
    producer.close(java.time.Duration.ofSeconds(10));
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the load could not be produced", failed);
    }
  }
}
