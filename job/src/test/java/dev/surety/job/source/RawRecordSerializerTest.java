package dev.surety.job.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.quarantine.format.AddedHeader;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawRecordSerializerTest {
  private static final byte[] BINARY = {0, -1, 127, -128, 10, 13, 0};

  @Test
  void keepsBytesPlaceAndTime() throws IOException {
    RawRecord read = roundTrip(record(BINARY, "{\"é\":1}".getBytes(UTF_8), new RecordHeaders()));

    assertThat(read.topic()).isEqualTo("orders");
    assertThat(read.partition()).isEqualTo(7);
    assertThat(read.offset()).isEqualTo(1L << 40);
    assertThat(read.timestamp()).isEqualTo(1_700_000_000_123L);
    assertThat(read.key()).isEqualTo(BINARY);
    assertThat(read.value()).isEqualTo("{\"é\":1}".getBytes(UTF_8));
    assertThat(read.headerCount()).isZero();
    assertThat(read.quarantineHeaders()).isNull();
  }

  @Test
  void tellsNullFromEmpty() throws IOException {
    RawRecord nulls = roundTrip(record(null, null, new RecordHeaders()));
    RawRecord empties = roundTrip(record(new byte[0], new byte[0], new RecordHeaders()));

    assertThat(nulls.key()).isNull();
    assertThat(nulls.value()).isNull();
    assertThat(empties.key()).isEmpty();
    assertThat(empties.value()).isEmpty();
  }

  @Test
  void keepsHeadersInOrderWithRepeatedAndLongNamesAndNullValues() throws IOException {
    String longName = "é".repeat(70_000);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", BINARY).add("type", null).add("trace", new byte[0]).add(longName, BINARY);

    RawRecord read = roundTrip(record(null, BINARY, headers));

    assertThat(read.headers().toArray()).containsExactly(headers.toArray());
    assertThat(read.headerName(3)).isEqualTo(longName);
    assertThat(read.headerValue(1)).isNull();
  }

  @Test
  void keepsTheHeadersOfQuarantineBehindTheRecordsOwn() throws IOException {
    RecordHeaders headers = new RecordHeaders();
    headers.add("surety.source", BINARY);
    RawRecord quarantined =
        record(BINARY, BINARY, headers)
            .quarantined(
                List.of(
                    new AddedHeader("surety.source", "orders-7@1".getBytes(UTF_8)),
                    new AddedHeader("surety.empty", new byte[0])));

    Header[] written = roundTrip(quarantined).headersToWrite().toArray();

    assertThat(written)
        .extracting(Header::key)
        .containsExactly("surety.source", "surety.source", "surety.empty");
    assertThat(written[0].value()).isEqualTo(BINARY);
    assertThat(written[1].value()).isEqualTo("orders-7@1".getBytes(UTF_8));
    assertThat(written[2].value()).isEmpty();
  }

  @Test
  void tellsARecordThatIsQuarantinedWithoutHeadersFromACleanOne() throws IOException {
    RawRecord quarantined = record(null, null, new RecordHeaders()).quarantined(List.of());

    assertThat(roundTrip(quarantined).quarantineHeaders()).isEmpty();
  }

  @Test
  void copiesExactlyOneRecordFromAStream() throws IOException {
    DataOutputSerializer two = new DataOutputSerializer(64);
    RawRecordSerializer.INSTANCE.serialize(record(BINARY, null, new RecordHeaders()), two);
    int one = two.length();
    RawRecordSerializer.INSTANCE.serialize(record(null, BINARY, new RecordHeaders()), two);
    DataOutputSerializer copy = new DataOutputSerializer(64);

    RawRecordSerializer.INSTANCE.copy(new DataInputDeserializer(two.getCopyOfBuffer()), copy);

    assertThat(copy.length()).isEqualTo(one);
  }

  private static RawRecord roundTrip(RawRecord record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    RawRecordSerializer.INSTANCE.serialize(record, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    RawRecord read = RawRecordSerializer.INSTANCE.deserialize(in);
    assertThat(in.available()).as("bytes left over").isZero();
    return read;
  }

  private static RawRecord record(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
    return new RawRecord("orders", 7, 1L << 40, 1_700_000_000_123L, key, value, headers, null);
  }
}
