package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A record to be produced, with its label. The label is for the oracle only: nothing of it is in
 * the record.
 *
 * @param sequence number of the record, from 0; {@link Ledger#MAX_SEQUENCE} bounds it
 * @param timestampMs the record's timestamp
 * @param key the key's bytes; null for a keyless record
 * @param value the value's bytes; null for a tombstone
 * @param headers the headers in their order, among them one named {@link #SEQUENCE_HEADER}
 * @param expected where the record must end
 * @param defect label of what is wrong with it; null exactly when it must end on the clean topic
 * @param fraud the fraud episode that it belongs to
 */
@SuppressWarnings(
    "ArrayRecordComponent") // bytes go to Kafka as they are; never compared as records
public record Generated(
    long sequence,
    long timestampMs,
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<Header> headers,
    Expectation expected,
    @Nullable String defect,
    @Nullable Fraud fraud) {
  /** The header that identifies a record even when its value is broken: the sequence as text. */
  public static final String SEQUENCE_HEADER = "demo-sequence";

  // Spelled out: NullAway does not see that arrays may be null in a compact constructor.
  public Generated(
      long sequence,
      long timestampMs,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<Header> headers,
      Expectation expected,
      @Nullable String defect,
      @Nullable Fraud fraud) {
    this.sequence = sequence;
    this.timestampMs = timestampMs;
    this.key = key;
    this.value = value;
    this.headers = List.copyOf(headers);
    this.expected = requireNonNull(expected, "expected");
    this.defect = defect;
    this.fraud = fraud;
    if ((expected == Expectation.CLEAN) != (defect == null)) {
      throw new IllegalArgumentException("a defect, and nothing else, leads to quarantine");
    }
  }

  /** The same record with another time on the topic; the times in its value stay. */
  public Generated at(long otherTimestampMs) {
    return new Generated(sequence, otherTimestampMs, key, value, headers, expected, defect, fraud);
  }

  /** The header that identifies record {@code sequence}. */
  public static Header sequenceHeader(long sequence) {
    return new RecordHeader(
        SEQUENCE_HEADER, Long.toString(sequence).getBytes(StandardCharsets.US_ASCII));
  }
}
