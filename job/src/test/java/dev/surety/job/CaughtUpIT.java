package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.job.kafka.CaughtUp;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaughtUpIT {
  @TempDir private static Path sandboxDir;
  private static TestKafka kafka;

  @TempDir private Path state;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(sandboxDir);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void seesTheEndBehindMarkersAndAbortedRecordsThatNoRecordEverReaches() throws Exception {
    Pipeline pipeline = TestPipelines.pipeline("transactional", "booked", Duration.ofMillis(200));
    kafka.createTopic("booked", 2, Map.of());
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("transactional.id", "bookings"))) {
      producer.initTransactions();
      send(producer, TestRecords.records("booked", 2, 0, 9));
      producer.commitTransaction();
      send(producer, TestRecords.records("booked", 2, 9, 18));
      producer.abortTransaction();
    }

    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      assertThat(run.metrics().tally())
          .containsEntry("accepted", 10L)
          .containsEntry("quarantined", 8L);
      run.stopWithAFinalCheckpoint();
    }
    assertThat(kafka.readCommitted("booked.clean")).hasSize(10);
    assertThat(kafka.readCommitted("booked.quarantine")).hasSize(8);
  }

  @Test
  void isNotReachedWhileARecordIsLeftHoweverLongNothingMoves() throws Exception {
    kafka.createTopic("waiting", 2, Map.of());
    kafka.produce(TestRecords.records("waiting", 2, 0, 10));
    Map<Integer, Long> checkpointed = new HashMap<>(Map.of(0, 10L, 1, 9L));
    try (KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      CaughtUp caughtUp =
          new CaughtUp(cluster, kafka.profile(), "waiting", 2, () -> Map.copyOf(checkpointed));

      assertThat(List.of(caughtUp.reached(), caughtUp.reached(), caughtUp.reached()))
          .containsOnly(false);
      checkpointed.put(1, 10L);
      assertThat(caughtUp.reached()).isTrue();
    }
  }

  @Test
  void aimsAtTheEndAsItWas() throws Exception {
    kafka.createTopic("growing", 1, Map.of());
    kafka.produce(TestRecords.records("growing", 1, 0, 10));
    try (KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      CaughtUp caughtUp =
          new CaughtUp(cluster, kafka.profile(), "growing", 1, () -> Map.of(0, 10L));
      kafka.produce(TestRecords.records("growing", 1, 10, 20));

      assertThat(caughtUp.reached()).isTrue();
    }
  }

  @Test
  void anEmptyTopicIsCaughtUpWithAtOnce() throws Exception {
    kafka.createTopic("empty", 3, Map.of());
    try (KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      assertThat(new CaughtUp(cluster, kafka.profile(), "empty", 3, Map::of).reached()).isTrue();
    }
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
    producer.beginTransaction();
    records.forEach(producer::send);
    producer.flush();
  }
}
