package dev.surety.job.source;

import static java.util.Objects.requireNonNull;

import dev.surety.quarantine.format.AddedHeader;
import dev.surety.validation.RecordInput;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is on its topic: bytes, headers, place and time. What flows through the job; its
 * arrays are never changed.
 *
 * <p>A record that is to be quarantined carries the headers to append; a clean one carries none.
 */
public final class RawRecord implements RecordInput {
  private final String topic;
  private final int partition;
  private final long offset;
  private final long timestamp;
  private final byte @Nullable [] key;
  private final byte @Nullable [] value;
  private final Headers headers;
  private final @Nullable List<AddedHeader> quarantineHeaders;

  /** Made when a rule first asks for a header; most contracts never do. */
  private Header @Nullable [] headerArray;

  RawRecord(
      String topic,
      int partition,
      long offset,
      long timestamp,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers,
      @Nullable List<AddedHeader> quarantineHeaders) {
    this.topic = requireNonNull(topic, "topic");
    this.partition = partition;
    this.offset = offset;
    this.timestamp = timestamp;
    this.key = key;
    this.value = value;
    this.headers = requireNonNull(headers, "headers");
    this.quarantineHeaders = quarantineHeaders;
  }

  /** The record that a consumer received; shares its arrays. */
  public static RawRecord of(ConsumerRecord<byte[], byte[]> received) {
    return new RawRecord(
        received.topic(),
        received.partition(),
        received.offset(),
        received.timestamp(),
        received.key(),
        received.value(),
        received.headers(),
        null);
  }

  /** This record, to be quarantined with the given headers behind its own. */
  public RawRecord quarantined(List<AddedHeader> added) {
    return new RawRecord(topic, partition, offset, timestamp, key, value, headers, added);
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Milliseconds since 1970; -1 when the record has none. */
  public long timestamp() {
    return timestamp;
  }

  @Override
  public byte @Nullable [] key() {
    return key;
  }

  @Override
  public byte @Nullable [] value() {
    return value;
  }

  /** The headers that the record came with. */
  public Headers headers() {
    return headers;
  }

  /** The headers to append when the record is to be quarantined; null when it is clean. */
  public @Nullable List<AddedHeader> quarantineHeaders() {
    return quarantineHeaders;
  }

  /**
   * The headers to write: those the record came with, and behind them those that quarantining adds.
   */
  public Headers headersToWrite() {
    if (quarantineHeaders == null) {
      return headers;
    }
    RecordHeaders all = new RecordHeaders(headers);
    quarantineHeaders.forEach(added -> all.add(added.name(), added.value()));
    return all;
  }

  @Override
  public int headerCount() {
    return headerArray().length;
  }

  @Override
  public String headerName(int index) {
    return headerArray()[index].key();
  }

  @Override
  public byte @Nullable [] headerValue(int index) {
    return headerArray()[index].value();
  }

  private Header[] headerArray() {
    Header[] array = headerArray;
    if (array == null) {
      array = headers.toArray();
      headerArray = array;
    }
    return array;
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
