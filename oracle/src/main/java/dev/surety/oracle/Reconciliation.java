package dev.surety.oracle;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Compares what was produced with what a pipeline's topics hold. Works on any {@link Ledger}. */
public final class Reconciliation {
  private Reconciliation() {}

  /**
   * Reads all three topics with a plain {@code read_committed} consumer, from the beginning to
   * where they end now, and judges them. Call it when the pipeline has committed: records behind an
   * open transaction count as lost, and {@link Result#notes} names the partition.
   *
   * @param properties the consumer's, at least {@code bootstrap.servers}
   * @param timeout for everything together
   * @throws OracleException when a topic does not exist, cannot be read, or time runs out
   */
  public static Result read(
      Map<String, ?> properties, Topics topics, Ledger ledger, Duration timeout) {
    try (TopicReader reader = TopicReader.connect(properties, timeout)) {
      Judge judge = new Judge(ledger, topics);
      reader.read(List.of(topics.input(), topics.clean(), topics.quarantine()), judge::take);
      return judge.result(reader.notes());
    }
  }

  /**
   * Judges records of all three topics.
   *
   * @param records the records of each partition in its order; topics and partitions may alternate
   * @throws IllegalArgumentException when a record is of none of the topics
   */
  public static Result judge(
      Ledger ledger, Topics topics, Iterator<ConsumerRecord<byte[], byte[]>> records) {
    Judge judge = new Judge(ledger, topics);
    records.forEachRemaining(judge::take);
    return judge.result(List.of());
  }

  /**
   * One fault of one record.
   *
   * @param topic the topic where it shows; the input topic for a lost record
   * @param partition the partition there
   * @param offset the offset there
   * @param sequence which record; null when that is unknown
   * @param what what is wrong
   */
  public record Example(
      Fault fault, String topic, int partition, long offset, @Nullable Long sequence, String what) {
    public Example {
      requireNonNull(fault, "fault");
      requireNonNull(topic, "topic");
      requireNonNull(what, "what");
    }

    @Override
    public String toString() {
      String record = sequence == null ? "a record" : "record " + sequence;
      return fault + " " + topic + "-" + partition + "@" + offset + ": " + record + " " + what;
    }
  }

  /**
   * What was found.
   *
   * @param produced how many records the ledger holds
   * @param clean how many records the clean topic holds
   * @param quarantined how many records the quarantine topic holds
   * @param lost produced records that are on neither
   * @param duplicated records that are there again
   * @param wrong records with any other fault, on any of the topics; one with several faults counts
   *     once
   * @param faults how often each fault occurs; absent for none
   * @param examples the first ten of each fault
   * @param notes what the reader of this should know, such as open transactions
   */
  public record Result(
      long produced,
      long clean,
      long quarantined,
      long lost,
      long duplicated,
      long wrong,
      Map<Fault, Long> faults,
      Map<Fault, List<Example>> examples,
      List<String> notes) {
    public Result {
      // Copies that keep the order of the enum.
      EnumMap<Fault, Long> faultsByKind = new EnumMap<>(Fault.class);
      faultsByKind.putAll(faults);
      faults = Collections.unmodifiableMap(faultsByKind);
      EnumMap<Fault, List<Example>> examplesByKind = new EnumMap<>(Fault.class);
      examples.forEach((fault, some) -> examplesByKind.put(fault, List.copyOf(some)));
      examples = Collections.unmodifiableMap(examplesByKind);
      notes = List.copyOf(notes);
    }

    /** Whether every record ended exactly once, unchanged and in order, where it belongs. */
    public boolean ok() {
      return lost == 0 && duplicated == 0 && wrong == 0;
    }

    /** The result in one line. */
    public String line() {
      return "reconciled: produced="
          + produced
          + " clean="
          + clean
          + " quarantined="
          + quarantined
          + " lost="
          + lost
          + " duplicated="
          + duplicated
          + " wrong="
          + wrong;
    }

    /** Examples and notes, a line each; empty when there is nothing to tell. */
    public List<String> details() {
      List<String> lines =
          new ArrayList<>(
              examples.values().stream().flatMap(List::stream).map(Example::toString).toList());
      lines.addAll(notes);
      return List.copyOf(lines);
    }

    @Override
    public String toString() {
      return line();
    }
  }
}
