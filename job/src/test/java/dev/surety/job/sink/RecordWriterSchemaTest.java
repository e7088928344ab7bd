package dev.surety.job.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.job.RecordedMetrics;
import dev.surety.job.source.RawRecord;
import dev.surety.quarantine.format.AddedHeader;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordWriterSchemaTest {
  private static final List<AddedHeader> REASONS =
      List.of(new AddedHeader("surety.violations", "[]".getBytes(UTF_8)));

  private final RecordedMetrics metrics = new RecordedMetrics();
  private int partitionsNow = 4;
  private final RecordWriterSchema schema = opened();

  private RecordWriterSchema opened() {
    RecordWriterSchema opened = new RecordWriterSchema("clean", 4, "bad", 3);
    opened.open(new Initialization(metrics.group()), new Partitions());
    return opened;
  }

  @Test
  void writesACleanRecordAsItIsToItsOwnPartition() {
    ProducerRecord<byte[], byte[]> written = write(record(3, 17, 1234));

    assertThat(written.topic()).isEqualTo("clean");
    assertThat(written.partition()).isEqualTo(3);
    assertThat(written.timestamp()).isEqualTo(1234);
    assertThat(written.key()).isEqualTo("k17".getBytes(UTF_8));
    assertThat(written.value()).isEqualTo("v17".getBytes(UTF_8));
    assertThat(written.headers().toArray())
        .extracting(Header::key)
        .containsExactly("trace", "type", "trace");
  }

  @Test
  void writesAQuarantinedRecordToItsPartitionModuloThoseOfTheQuarantineTopic() {
    ProducerRecord<byte[], byte[]> written = write(record(3, 17, 1234).quarantined(REASONS));

    assertThat(written.topic()).isEqualTo("bad");
    assertThat(written.partition()).isZero();
    assertThat(written.timestamp()).isEqualTo(1234);
    assertThat(written.key()).isEqualTo("k17".getBytes(UTF_8));
    assertThat(written.value()).isEqualTo("v17".getBytes(UTF_8));
    assertThat(written.headers().toArray())
        .extracting(Header::key)
        .containsExactly("trace", "type", "trace", "surety.violations");
  }

  @Test
  void leavesTheTimeOfARecordWithoutOneToTheBroker() {
    assertThat(write(record(0, 1, -1)).timestamp()).isNull();
    assertThat(write(record(0, 1, 0)).timestamp()).isZero();
  }

  @Test
  void refusesACleanRecordWhosePartitionTheCleanTopicDoesNotHave() {
    assertThatThrownBy(() -> write(record(4, 1, 0)))
        .hasMessageContaining("input-4@1")
        .hasMessageContaining("has only 4 partitions");
    assertThat(write(record(4, 1, 0).quarantined(REASONS)).partition()).isEqualTo(1);
  }

  @Test
  void goesOnWhenTheCleanTopicHasGrownWithItsInput() {
    partitionsNow = 6;

    assertThat(write(record(5, 1, 0)).partition()).isEqualTo(5);
  }

  @Test
  void saysHowFarItHasComeInEachInputPartition() {
    write(record(0, 16, 0));
    write(record(0, 17, 0).quarantined(REASONS));
    partitionsNow = 40;
    write(record(39, 5, 0));

    assertThat(metrics.gauges())
        .containsEntry("surety.topic.input.partition.0.input_position", 18L)
        .containsEntry("surety.topic.input.partition.39.input_position", 6L);
  }

  private ProducerRecord<byte[], byte[]> write(RawRecord record) {
    return schema.serialize(record, new Partitions(), null);
  }

  private static RawRecord record(int partition, long offset, long timestamp) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", new byte[] {1}).add("type", null).add("trace", new byte[] {2});
    return RawRecord.of(
        new ConsumerRecord<>(
            "input",
            partition,
            offset,
            timestamp,
            TimestampType.CREATE_TIME,
            3,
            3,
            ("k" + offset).getBytes(UTF_8),
            ("v" + offset).getBytes(UTF_8),
            headers,
            Optional.empty()));
  }

  private final class Partitions implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return IntStream.range(0, partitionsNow).toArray();
    }
  }

  private record Initialization(MetricGroup group)
      implements SerializationSchema.InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return group;
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(RecordWriterSchemaTest.class.getClassLoader());
    }
  }
}
