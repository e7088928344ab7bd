package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Three topics in memory and a pipeline between them that does all right; tests then plant faults.
 */
final class InMemoryTopics {
  static final Topics NAMES = new Topics("in", "in.clean", "in.quarantine");
  private static final int PARTITIONS = 3;

  /** A record that can be changed. */
  static final class Cell {
    byte @Nullable [] key;
    byte @Nullable [] value;
    long timestampMs;
    List<Header> headers;
    final @Nullable String defect;
    final long sequence;

    private Cell(Generated record) {
      key = record.key();
      value = record.value();
      timestampMs = record.timestampMs();
      headers = new ArrayList<>(record.headers());
      defect = record.defect();
      sequence = record.sequence();
    }

    private Cell(Cell from) {
      key = from.key;
      value = from.value;
      timestampMs = from.timestampMs;
      headers = new ArrayList<>(from.headers);
      defect = from.defect;
      sequence = from.sequence;
    }

    Cell copy() {
      return new Cell(this);
    }
  }

  final Ledger ledger = new Ledger();
  final List<List<Cell>> input = partitions();
  final List<List<Cell>> clean = partitions();
  final List<List<Cell>> quarantine = partitions();

  /** Produces the records and runs them through a faultless pipeline. */
  InMemoryTopics(Iterator<Generated> records) {
    while (records.hasNext()) {
      Generated record = records.next();
      int partition = Math.floorMod(Arrays.hashCode(record.key()), PARTITIONS);
      long offset = input.get(partition).size();
      ledger.add(record, partition, offset, record.timestampMs());
      Cell cell = new Cell(record);
      input.get(partition).add(cell);
      if (record.expected() == Expectation.CLEAN) {
        clean.get(partition).add(cell.copy());
      } else {
        quarantine.get(partition).add(quarantined(cell, partition, offset));
      }
    }
  }

  /** A copy with the headers that a quarantined record has. */
  static Cell quarantined(Cell original, int partition, long offset) {
    Cell cell = original.copy();
    String topic = NAMES.input();
    cell.headers.add(header("__connect.errors.topic", topic));
    cell.headers.add(header("__connect.errors.partition", "" + partition));
    cell.headers.add(header("__connect.errors.offset", "" + offset));
    cell.headers.add(header("__connect.errors.exception.message", "amount is too large"));
    cell.headers.add(header("surety.source", topic + "-" + partition + "@" + offset));
    cell.headers.add(header("surety.violations", "[]"));
    return cell;
  }

  static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  Reconciliation.Result judge() {
    return Reconciliation.judge(ledger, NAMES, records().iterator());
  }

  /** All records, topics and partitions in turn, as a consumer might return them. */
  List<ConsumerRecord<byte[], byte[]>> records() {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    Map<String, List<List<Cell>>> topics =
        new TreeMap<>(
            Map.of(NAMES.input(), input, NAMES.clean(), clean, NAMES.quarantine(), quarantine));
    topics.forEach(
        (topic, partitions) -> {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Cell> cells = partitions.get(partition);
            for (int offset = 0; offset < cells.size(); offset++) {
              all.add(consumed(topic, partition, offset, cells.get(offset)));
            }
          }
        });
    return all;
  }

  @SuppressWarnings("NullAway") // Kafka's client hands out null keys and values
  private static ConsumerRecord<byte[], byte[]> consumed(
      String topic, int partition, long offset, Cell cell) {
    return new ConsumerRecord<>(
        topic,
        partition,
        offset,
        cell.timestampMs,
        TimestampType.CREATE_TIME,
        -1,
        -1,
        cell.key,
        cell.value,
        new RecordHeaders(cell.headers),
        Optional.empty());
  }

  private static List<List<Cell>> partitions() {
    List<List<Cell>> partitions = new ArrayList<>();
    for (int i = 0; i < PARTITIONS; i++) {
      partitions.add(new ArrayList<>());
    }
    return partitions;
  }

  /** The value of a record that has one. */
  static byte[] value(Cell cell) {
    return requireNonNull(cell.value);
  }
}
