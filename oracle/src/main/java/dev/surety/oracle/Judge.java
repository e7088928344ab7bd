package dev.surety.oracle;

import dev.surety.oracle.Reconciliation.Example;
import dev.surety.oracle.Reconciliation.Result;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of all three topics, each partition in its order, and says what is wrong. Knows
 * no Kafka connection, clock or thread.
 */
final class Judge {
  static final int EXAMPLES_PER_FAULT = 10;
  static final String SOURCE_HEADER = "surety.source";
  static final String CONNECT_PREFIX = "__connect.errors.";
  static final String SURETY_PREFIX = "surety.";

  private record Way(String topic, int partition, int sourcePartition) {}

  private final Ledger ledger;
  private final Topics topics;
  private final BitSet onInput = new BitSet();
  private final BitSet delivered = new BitSet();
  private final Map<Way, Long> lastSourceOffsets = new HashMap<>();
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private final Map<Fault, List<Example>> examples = new EnumMap<>(Fault.class);
  private long clean;
  private long quarantined;
  private long duplicated;
  private long wrong;

  // Each check notes what it finds and says whether the record is wrong.

  Judge(Ledger ledger, Topics topics) {
    this.ledger = ledger;
    this.topics = topics;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    boolean isWrong;
    if (record.topic().equals(topics.input())) {
      isWrong = takeInput(record);
    } else if (record.topic().equals(topics.clean())) {
      clean++;
      isWrong = takeDelivered(record, Expectation.CLEAN);
    } else if (record.topic().equals(topics.quarantine())) {
      quarantined++;
      isWrong = takeDelivered(record, Expectation.QUARANTINED);
    } else {
      throw new IllegalArgumentException("a record of another topic: " + record.topic());
    }
    if (isWrong) {
      wrong++;
    }
  }

  Result result(List<String> notes) {
    long lost = 0;
    for (long sequence = 0; sequence < ledger.endSequence(); sequence++) {
      Ledger.Entry entry = ledger.find(sequence).orElse(null);
      if (entry == null) {
        continue;
      }
      if (!onInput.get((int) sequence)) {
        note(Fault.INPUT, entry, topics.input(), entry.partition(), entry.offset(), "is not there");
        wrong++;
      }
      if (!delivered.get((int) sequence)) {
        lost++;
        String topic = entry.expected() == Expectation.CLEAN ? topics.clean() : topics.quarantine();
        String what = "is not on " + topic + defectOf(entry);
        note(Fault.LOST, entry, topics.input(), entry.partition(), entry.offset(), what);
      }
    }
    return new Result(
        ledger.size(), clean, quarantined, lost, duplicated, wrong, counts, examples, notes);
  }

  private boolean takeInput(ConsumerRecord<byte[], byte[]> record) {
    Ledger.Entry entry = entryOf(record);
    if (entry == null) {
      return true;
    }
    onInput.set((int) entry.sequence());
    if (record.partition() != entry.partition() || record.offset() != entry.offset()) {
      String place = topics.input() + "-" + entry.partition() + "@" + entry.offset();
      return note(Fault.INPUT, entry, record, "was acknowledged as " + place);
    }
    return checkBytes(record, entry, Added.NOTHING);
  }

  private boolean takeDelivered(ConsumerRecord<byte[], byte[]> record, Expectation on) {
    Ledger.Entry entry = entryOf(record);
    if (entry == null) {
      return true;
    }
    boolean isAgain = delivered.get((int) entry.sequence());
    delivered.set((int) entry.sequence());
    if (isAgain) {
      duplicated++;
      note(Fault.DUPLICATED, entry, record, "was delivered before");
    }
    boolean isWrong = false;
    if (entry.expected() != on) {
      isWrong = note(Fault.ROUTE, entry, record, "belongs elsewhere" + defectOf(entry));
    }
    boolean isClean = on == Expectation.CLEAN;
    isWrong |= checkBytes(record, entry, isClean ? Added.NOTHING : Added.CONTEXT);
    if (isClean && record.partition() != entry.partition()) {
      isWrong |= note(Fault.PARTITION, entry, record, "was on partition " + entry.partition());
    }
    if (!isClean) {
      isWrong |= checkSource(record, entry);
    }
    // A second copy is a duplicate already, wherever it stands.
    return (!isAgain && checkOrder(record, entry)) || isWrong;
  }

  /** What may follow the original headers. */
  private enum Added {
    NOTHING,
    /** Headers of the two prefixes that tell why and whence a record was quarantined. */
    CONTEXT
  }

  private boolean checkBytes(
      ConsumerRecord<byte[], byte[]> record, Ledger.Entry entry, Added allowed) {
    boolean isWrong = false;
    if (Fingerprint.of(record.key()) != entry.key()) {
      isWrong = note(Fault.KEY, entry, record, "has another key");
    }
    if (Fingerprint.of(record.value()) != entry.value()) {
      isWrong = note(Fault.VALUE, entry, record, "has another value");
    }
    if (record.timestamp() != entry.timestampMs()) {
      String what = "has timestamp " + record.timestamp() + ", had " + entry.timestampMs();
      isWrong = note(Fault.TIMESTAMP, entry, record, what);
    }
    if (!entry.hasHeaders(record.headers())) {
      isWrong = note(Fault.HEADERS, entry, record, "has lost, changed or moved a header");
    } else {
      Optional<String> stranger = stranger(record, entry.headerCount(), allowed);
      if (stranger.isPresent()) {
        isWrong = note(Fault.HEADERS, entry, record, "has another header " + stranger.get());
      }
    }
    return isWrong;
  }

  /** A header behind the original ones that has no business there. */
  private static Optional<String> stranger(
      ConsumerRecord<byte[], byte[]> record, int originals, Added allowed) {
    int index = 0;
    for (Header header : record.headers()) {
      String name = header.key();
      boolean isOurs = name.startsWith(CONNECT_PREFIX) || name.startsWith(SURETY_PREFIX);
      if (index++ >= originals && !(isOurs && allowed == Added.CONTEXT)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private boolean checkOrder(ConsumerRecord<byte[], byte[]> record, Ledger.Entry entry) {
    Way way = new Way(record.topic(), record.partition(), entry.partition());
    Long last = lastSourceOffsets.get(way);
    if (last != null && last > entry.offset()) {
      return note(
          Fault.ORDER, entry, record, "was offset " + entry.offset() + ", follows offset " + last);
    }
    lastSourceOffsets.put(way, entry.offset());
    return false;
  }

  private boolean checkSource(ConsumerRecord<byte[], byte[]> record, Ledger.Entry entry) {
    String place = topics.input() + "-" + entry.partition() + "@" + entry.offset();
    boolean isWrong = checkAdded(record, entry, SOURCE_HEADER, place);
    isWrong |= checkAdded(record, entry, CONNECT_PREFIX + "topic", topics.input());
    isWrong |= checkAdded(record, entry, CONNECT_PREFIX + "partition", "" + entry.partition());
    isWrong |= checkAdded(record, entry, CONNECT_PREFIX + "offset", "" + entry.offset());
    return isWrong;
  }

  /** Notes a header that was not added exactly once or does not say this. */
  private boolean checkAdded(
      ConsumerRecord<byte[], byte[]> record, Ledger.Entry entry, String name, String text) {
    List<String> found = new ArrayList<>();
    int index = 0;
    for (Header header : record.headers()) {
      if (index++ >= entry.headerCount() && header.key().equals(name)) {
        byte[] value = header.value();
        found.add(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
      }
    }
    return !found.equals(List.of(text))
        && note(Fault.SOURCE, entry, record, name + " is " + found + ", not [" + text + "]");
  }

  private Ledger.@Nullable Entry entryOf(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(Generated.SEQUENCE_HEADER);
    byte[] value = header == null ? null : header.value();
    String text = value == null ? "" : new String(value, StandardCharsets.US_ASCII);
    Ledger.Entry entry = sequence(text).flatMap(ledger::find).orElse(null);
    if (entry == null) {
      String what =
          text.isEmpty() ? "has no sequence" : "has sequence " + text + ", never produced";
      note(Fault.UNKNOWN, null, record.topic(), record.partition(), record.offset(), what);
    }
    return entry;
  }

  private static Optional<Long> sequence(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String defectOf(Ledger.Entry entry) {
    return entry.defect() == null ? " (it keeps its contract)" : " (" + entry.defect() + ")";
  }

  /** Notes a fault; always true, so that a check can end with it. */
  private boolean note(
      Fault fault, Ledger.Entry entry, ConsumerRecord<byte[], byte[]> record, String what) {
    return note(fault, entry, record.topic(), record.partition(), record.offset(), what);
  }

  private boolean note(
      Fault fault,
      Ledger.@Nullable Entry entry,
      String topic,
      int partition,
      long offset,
      String what) {
    counts.merge(fault, 1L, Long::sum);
    List<Example> known = examples.computeIfAbsent(fault, absent -> new ArrayList<>());
    if (known.size() < EXAMPLES_PER_FAULT) {
      Long sequence = entry == null ? null : entry.sequence();
      known.add(new Example(fault, topic, partition, offset, sequence, what));
    }
    return true;
  }
}
