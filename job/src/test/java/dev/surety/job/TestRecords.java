package dev.surety.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Records of every shape for the contract of {@link TestPipelines}. */
final class TestRecords {
  private static final long TIME_MS = 1_700_000_000_000L;
  private static final byte[] BINARY = {0, -1, 127, -128, 10, 0};

  private TestRecords() {}

  /** What becomes of a record, and the codes of its violations when it is quarantined. */
  enum Shape {
    ORDER,
    ORDER_BELOW_ZERO("below_minimum"),
    TOMBSTONE,
    KEYLESS,
    BINARY_VALUE("invalid_encoding"),
    BINARY_KEY,
    NOTE,
    NOTE_WITHOUT_TEXT("required_missing"),
    CUT_OFF("malformed_json");

    private final List<String> codes;

    Shape(String... codes) {
      this.codes = List.of(codes);
    }

    List<String> codes() {
      return codes;
    }

    boolean isClean() {
      return codes.isEmpty();
    }

    static Shape of(int number) {
      return values()[number % values().length];
    }
  }

  /** Record {@code number} of a topic; every shape comes in every partition. */
  static ProducerRecord<byte[], byte[]> record(String topic, int partition, int number) {
    Shape shape = Shape.of(number);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", BINARY).add("nothing", null).add("trace", new byte[0]);
    if (shape.name().startsWith("ORDER")) {
      headers.add("type", "order".getBytes(UTF_8));
    }
    return new ProducerRecord<>(
        topic, partition, TIME_MS + number, key(shape, number), value(shape, number), headers);
  }

  static List<ProducerRecord<byte[], byte[]>> records(
      String topic, int partitions, int from, int to) {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int number = from; number < to; number++) {
      for (int partition = 0; partition < partitions; partition++) {
        records.add(record(topic, partition, number));
      }
    }
    return records;
  }

  private static byte @Nullable [] key(Shape shape, int number) {
    return switch (shape) {
      case KEYLESS -> null;
      case BINARY_KEY -> BINARY;
      default -> ("k" + number).getBytes(UTF_8);
    };
  }

  private static byte @Nullable [] value(Shape shape, int number) {
    return switch (shape) {
      case ORDER -> json("{\"id\": \"%d\",  \"amount\": 1.50, \"more\": [null]}", number);
      case ORDER_BELOW_ZERO -> json("{\"id\": \"%d\", \"amount\": -1}", number);
      case TOMBSTONE -> null;
      case BINARY_VALUE -> BINARY;
      case KEYLESS, BINARY_KEY, NOTE -> json("{\"text\": \"é %d\"}\n", number);
      case NOTE_WITHOUT_TEXT -> json("{\"texd\": \"%d\"}", number);
      case CUT_OFF -> json("{\"text\": \"%d", number);
    };
  }

  private static byte[] json(String format, int number) {
    return format.formatted(number).getBytes(UTF_8);
  }

  /** Key, value, time and headers as text that shows every byte. */
  static String text(ProducerRecord<byte[], byte[]> record) {
    return text(record.key(), record.value(), record.timestamp(), record.headers());
  }

  /** The same of what came out; {@code added} headers at the end are left out. */
  static String text(ConsumerRecord<byte[], byte[]> record, int added) {
    Header[] all = record.headers().toArray();
    RecordHeaders original = new RecordHeaders();
    for (int i = 0; i < all.length - added; i++) {
      original.add(all[i]);
    }
    return text(record.key(), record.value(), record.timestamp(), original);
  }

  private static String text(
      byte @Nullable [] key, byte @Nullable [] value, @Nullable Long timestamp, Headers headers) {
    StringBuilder text = new StringBuilder();
    text.append(Arrays.toString(key)).append(' ');
    text.append(Arrays.toString(value)).append(' ').append(timestamp);
    for (Header header : headers) {
      text.append(' ').append(header.key()).append('=');
      text.append(Arrays.toString(header.value()));
    }
    return text.toString();
  }
}
