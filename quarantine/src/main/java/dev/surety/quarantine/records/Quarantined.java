package dev.surety.quarantine.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.quarantine.format.QuarantineFormat;
import dev.surety.validation.RecordInput;
import dev.surety.validation.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a quarantine topic. As a {@link RecordInput} it is the original record: without the
 * headers that quarantining added. What those say comes from the topic and is not to be trusted
 * with more than words and numbers. Shares the arrays of the record that was read.
 */
public final class Quarantined implements RecordInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The first and the last header that quarantining adds, and how many they are. */
  private static final int ADDED = QuarantineFormat.NAMES.size();

  private final ConsumerRecord<byte[], byte[]> record;
  private final Header[] headers;
  private final int own;

  private Quarantined(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
    this.headers = record.headers().toArray();
    this.own = ownHeaders(headers);
  }

  /** The record that a consumer received. */
  public static Quarantined of(ConsumerRecord<byte[], byte[]> record) {
    return new Quarantined(record);
  }

  /** How many headers came with the record; all of them when Surety did not quarantine it. */
  private static int ownHeaders(Header[] headers) {
    int first = headers.length - ADDED;
    if (first < 0) {
      return headers.length;
    }
    for (int i = 0; i < ADDED; i++) {
      if (!headers[first + i].key().equals(QuarantineFormat.NAMES.get(i))) {
        return headers.length;
      }
    }
    // A record that was replayed through its pipeline came with the count of that.
    return first > 0 && headers[first - 1].key().equals(QuarantineFormat.REPLAYS)
        ? first - 1
        : first;
  }

  /** Whether Surety quarantined it: it carries the headers that Surety adds. */
  public boolean isOurs() {
    return own < headers.length;
  }

  public String topic() {
    return record.topic();
  }

  public int partition() {
    return record.partition();
  }

  public long offset() {
    return record.offset();
  }

  /** The original record's timestamp, in ms since 1970; below 0 for none. */
  public long timestamp() {
    return record.timestamp();
  }

  /** Where it is: {@code partition@offset}. */
  public String place() {
    return partition() + "@" + offset();
  }

  @Override
  public byte @Nullable [] key() {
    return record.key();
  }

  @Override
  public byte @Nullable [] value() {
    return record.value();
  }

  @Override
  public int headerCount() {
    return own;
  }

  @Override
  public String headerName(int index) {
    return headers[index].key();
  }

  @Override
  public byte @Nullable [] headerValue(int index) {
    return headers[index].value();
  }

  /** The headers that the record came with. */
  public Header[] ownHeaders() {
    return Arrays.copyOf(headers, own);
  }

  /** All headers as they are on the topic. */
  public Header[] allHeaders() {
    return headers.clone();
  }

  /** The text of an added header. */
  public Optional<String> added(String name) {
    for (int i = headers.length - 1; i >= own; i--) {
      if (headers[i].key().equals(name)) {
        byte[] value = headers[i].value();
        return value == null ? Optional.empty() : Optional.of(new String(value, UTF_8));
      }
    }
    return Optional.empty();
  }

  /** Identifier of the contract that judged it; empty when it is not ours. */
  public String contract() {
    return added(QuarantineFormat.CONTRACT).orElse("");
  }

  /** Version of the contract that judged it; empty when it is not ours. */
  public String contractVersion() {
    return added(QuarantineFormat.CONTRACT_VERSION).orElse("");
  }

  /** How often it had been replayed through its pipeline when it was quarantined. */
  public int replays() {
    return added(QuarantineFormat.REPLAYS).flatMap(Quarantined::number).orElse(0L).intValue();
  }

  /** The partition that it came from, as its header says. */
  public Optional<Integer> sourcePartition() {
    return added(QuarantineFormat.CONNECT_PARTITION)
        .flatMap(Quarantined::number)
        .filter(number -> number <= Integer.MAX_VALUE)
        .map(Long::intValue);
  }

  private static Optional<Long> number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 10;
    return digits && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }

  /** Every reason that its header gives; empty when it has none that can be read. */
  public List<Violation> violations() {
    Optional<String> text = added(QuarantineFormat.VIOLATIONS);
    if (text.isEmpty()) {
      return List.of();
    }
    try {
      List<Violation> violations = new ArrayList<>();
      for (JsonNode element : JSON.readTree(text.get())) {
        violations.add(
            new Violation(
                element.path("rule").asText(),
                element.path("path").asText(),
                element.path("code").asText(),
                element.path("message").asText()));
      }
      return violations;
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }

  /** The texts of the record's own headers; of several of one name the last counts. */
  public Map<String, String> headerTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < own; i++) {
      byte[] value = headers[i].value();
      if (value == null) {
        texts.remove(headers[i].key());
      } else {
        texts.put(headers[i].key(), new String(value, UTF_8));
      }
    }
    return texts;
  }
}
