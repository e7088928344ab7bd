package dev.surety.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.oracle.TransactionGenerator.Settings;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RecordProducerTest {
  private final Ledger ledger = new Ledger();

  @Test
  void recordEntersTheLedgerOnceItIsAcknowledged() {
    MockProducer<byte[], byte[]> kafka = kafka(false);
    try (RecordProducer producer = producer(kafka)) {
      TransactionGenerator records = new TransactionGenerator(Settings.of(1, 2));
      producer.send(records.next());
      producer.send(records.next());
      assertThat(producer.sent()).isEqualTo(2);
      assertThat(ledger.size()).isZero();
      assertThat(kafka.completeNext()).isTrue();
      assertThat(ledger.size()).isEqualTo(1);
      assertThat(ledger.contains(0)).isTrue();
    }
  }

  @Test
  void sendsRecordsAsTheyAre() {
    MockProducer<byte[], byte[]> kafka = kafka(true);
    try (RecordProducer producer = producer(kafka)) {
      producer.sendAll(new TransactionGenerator(Settings.of(1, 50)));
    }
    TransactionGenerator again = new TransactionGenerator(Settings.of(1, 50));
    assertThat(kafka.history())
        .hasSize(50)
        .allSatisfy(
            sent -> {
              Generated record = again.next();
              assertThat(sent.topic()).isEqualTo("in");
              assertThat(sent.partition()).isNull();
              assertThat(sent.key()).isEqualTo(record.key());
              assertThat(sent.value()).isEqualTo(record.value());
              assertThat(sent.timestamp()).isEqualTo(record.timestampMs());
              assertThat(sent.headers().toArray()).containsExactlyElementsOf(record.headers());
            });
    assertThat(ledger.size()).isEqualTo(50);
  }

  @Test
  void failedRecordEndsTheProducingWithAClearMessage() {
    MockProducer<byte[], byte[]> kafka = kafka(false);
    try (RecordProducer producer = producer(kafka)) {
      TransactionGenerator records = new TransactionGenerator(Settings.of(1, 9));
      producer.send(records.next());
      kafka.errorNext(new TimeoutException("120000 ms has passed since batch creation"));
      String message = "cannot produce record 0 to in: 120000 ms has passed since batch creation";
      assertThatThrownBy(() -> producer.send(records.next()))
          .isInstanceOf(OracleException.class)
          .hasMessage(message);
      assertThatThrownBy(producer::flush).hasMessage(message);
      assertThat(ledger.size()).isZero();
    }
  }

  @Test
  void recordProducedTwiceIsAFailure() {
    try (RecordProducer producer = producer(kafka(true))) {
      Generated record = new TransactionGenerator(Settings.of(1, 1)).next();
      producer.send(record);
      producer.send(record);
      assertThatThrownBy(producer::flush).hasMessageContaining("record 0 was produced twice");
    }
  }

  private RecordProducer producer(MockProducer<byte[], byte[]> kafka) {
    return new RecordProducer(kafka, "in", ledger, RecordProducer.UNLIMITED);
  }

  private static MockProducer<byte[], byte[]> kafka(boolean autoComplete) {
    return new MockProducer<>(
        autoComplete, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
