package dev.surety.oracle;

import static dev.surety.oracle.InMemoryTopics.header;
import static dev.surety.oracle.InMemoryTopics.quarantined;
import static dev.surety.oracle.InMemoryTopics.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.oracle.InMemoryTopics.Cell;
import dev.surety.oracle.Reconciliation.Example;
import dev.surety.oracle.Reconciliation.Result;
import dev.surety.oracle.TransactionGenerator.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge is judged first: every fault that is planted must be found, and only that one. */
class ReconciliationTest {
  private static final int RECORDS = 3_000;

  private final InMemoryTopics topics =
      new InMemoryTopics(new TransactionGenerator(Settings.of(11, RECORDS).withDefectShare(0.1)));
  private final List<Cell> clean = topics.clean.get(1);
  private final List<Cell> quarantine = topics.quarantine.get(1);

  @Test
  void faultlessRunIsOk() {
    Result result = topics.judge();
    assertThat(result.ok()).isTrue();
    assertThat(result.faults()).isEmpty();
    assertThat(result.details()).isEmpty();
    assertThat(result.clean()).isEqualTo(topics.ledger.count(Expectation.CLEAN)).isPositive();
    assertThat(result.quarantined())
        .isEqualTo(topics.ledger.count(Expectation.QUARANTINED))
        .isPositive();
    assertThat(result.toString())
        .isEqualTo(
            "reconciled: produced=3000 clean=%d quarantined=%d lost=0 duplicated=0 wrong=0",
            result.clean(), result.quarantined());
  }

  @Test
  void nothingProducedAndNothingFoundIsOk() {
    InMemoryTopics empty = new InMemoryTopics(Collections.emptyIterator());
    assertThat(empty.judge().line())
        .isEqualTo("reconciled: produced=0 clean=0 quarantined=0 lost=0 duplicated=0 wrong=0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, -1})
  void droppedRecordIsLost(int index) {
    Cell dropped = clean.remove(index < 0 ? clean.size() - 1 : index);
    Result result = topics.judge();
    assertFound(result, 1, 0, 0, Fault.LOST);
    Example example = only(result, Fault.LOST);
    assertThat(example.sequence()).isEqualTo(dropped.sequence);
    assertThat(example.topic()).isEqualTo("in");
    assertThat(topics.input.get(example.partition()).get((int) example.offset()).sequence)
        .isEqualTo(dropped.sequence);
  }

  @Test
  void droppedQuarantinedRecordIsLost() {
    Cell dropped = quarantine.remove(5);
    Result result = topics.judge();
    assertFound(result, 1, 0, 0, Fault.LOST);
    assertThat(only(result, Fault.LOST).what()).contains(requireNonNull(dropped.defect));
  }

  @Test
  void repeatedRecordIsDuplicated() {
    clean.add(101, clean.get(100).copy());
    Result result = topics.judge();
    assertFound(result, 0, 1, 0, Fault.DUPLICATED);
    assertThat(only(result, Fault.DUPLICATED).offset()).isEqualTo(101);
  }

  @Test
  void recordRepeatedMuchLaterIsDuplicatedAndNotDisordered() {
    clean.add(clean.get(3).copy());
    assertFound(topics.judge(), 0, 1, 0, Fault.DUPLICATED);
  }

  @Test
  void repeatedQuarantinedRecordIsDuplicated() {
    quarantine.add(quarantine.get(2).copy());
    assertFound(topics.judge(), 0, 1, 0, Fault.DUPLICATED);
  }

  @Test
  void recordOnBothTopicsIsDuplicatedAndWrong() {
    topics.quarantine.get(0).add(quarantined(topics.input.get(0).get(0), 0, 0));
    Cell copied = topics.input.get(0).get(0);
    assertThat(copied.defect).isNull();
    Result result = topics.judge();
    assertThat(result.line()).endsWith("lost=0 duplicated=1 wrong=1");
    assertThat(result.faults()).containsOnlyKeys(Fault.DUPLICATED, Fault.ROUTE);
  }

  @Test
  void swappedRecordsAreDisordered() {
    Collections.swap(clean, 50, 51);
    Result result = topics.judge();
    assertFound(result, 0, 0, 1, Fault.ORDER);
    assertThat(only(result, Fault.ORDER).offset()).isEqualTo(51);
  }

  @Test
  void swappedQuarantinedRecordsAreDisordered() {
    Collections.swap(quarantine, 3, 4);
    assertFound(topics.judge(), 0, 0, 1, Fault.ORDER);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 100, -1})
  void flippedBitOfAValueIsWrong(int at) {
    Cell cell = withValue(clean);
    byte[] changed = value(cell).clone();
    changed[at < 0 ? changed.length - 1 : at] ^= 0x20;
    cell.value = changed;
    assertFound(topics.judge(), 0, 0, 1, Fault.VALUE);
  }

  @Test
  void flippedBitOfAQuarantinedValueIsWrong() {
    Cell cell = quarantine.get(0);
    cell.value = value(cell).clone();
    value(cell)[0] ^= 1;
    assertFound(topics.judge(), 0, 0, 1, Fault.VALUE);
  }

  @Test
  void valueCutToNothingOrMadeATombstoneIsWrong() {
    Cell cut = withValue(clean);
    cut.value = new byte[0];
    assertFound(topics.judge(), 0, 0, 1, Fault.VALUE);
    cut.value = null;
    assertFound(topics.judge(), 0, 0, 1, Fault.VALUE);
  }

  @Test
  void tombstoneMadeAnEmptyValueIsWrong() {
    Cell tombstone =
        topics.clean.stream()
            .flatMap(List::stream)
            .filter(cell -> cell.value == null)
            .findFirst()
            .orElseThrow();
    tombstone.value = new byte[0];
    assertFound(topics.judge(), 0, 0, 1, Fault.VALUE);
  }

  @Test
  void changedKeyIsWrong() {
    clean.get(9).key = "ACC-000000000".getBytes(StandardCharsets.US_ASCII);
    assertFound(topics.judge(), 0, 0, 1, Fault.KEY);
    clean.get(9).key = null;
    assertFound(topics.judge(), 0, 0, 1, Fault.KEY);
  }

  @Test
  void changedTimestampIsWrong() {
    clean.get(12).timestampMs++;
    assertFound(topics.judge(), 0, 0, 1, Fault.TIMESTAMP);
    quarantine.get(1).timestampMs--;
    assertFound(topics.judge(), 0, 0, 2, Fault.TIMESTAMP);
  }

  @Test
  void removedHeaderIsWrong() {
    clean.get(20).headers.removeIf(header -> header.key().equals("content-type"));
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
  }

  @Test
  void changedNullifiedOrMovedHeaderIsWrong() {
    List<Header> headers = clean.get(20).headers;
    Header original = headers.get(0);
    headers.set(0, header(original.key(), "text/plain"));
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
    headers.set(0, new RecordHeader(original.key(), (byte[]) null));
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
    headers.set(0, original);
    Collections.swap(headers, 0, 1);
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
    Collections.swap(headers, 0, 1);
    assertThat(topics.judge().ok()).isTrue();
  }

  @Test
  void addedHeaderOnTheCleanTopicIsWrong() {
    clean.get(20).headers.add(header("surety.contract", "payments-transactions"));
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
  }

  @Test
  void foreignHeaderOrHeaderBeforeTheOriginalsOfAQuarantinedRecordIsWrong() {
    quarantine.get(4).headers.add(header("x-debug", "1"));
    assertFound(topics.judge(), 0, 0, 1, Fault.HEADERS);
    quarantine.get(5).headers.add(0, header("surety.note", "1"));
    Result result = topics.judge();
    assertThat(result.wrong()).isEqualTo(2);
    assertThat(result.faults()).containsEntry(Fault.HEADERS, 2L);
  }

  @Test
  void recordThatLostItsSequenceIsUnknownAndTheOriginalLost() {
    clean.get(20).headers.removeIf(header -> header.key().equals(Generated.SEQUENCE_HEADER));
    Result result = topics.judge();
    assertThat(result.line()).endsWith("lost=1 duplicated=0 wrong=1");
    assertThat(result.faults()).containsOnlyKeys(Fault.LOST, Fault.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3000", "-1", "x", "99999999999999999999"})
  void recordThatWasNeverProducedIsWrong(String sequence) {
    Cell stranger = clean.get(20).copy();
    stranger.headers = List.of(header(Generated.SEQUENCE_HEADER, sequence));
    clean.add(stranger);
    Result result = topics.judge();
    assertFound(result, 0, 0, 1, Fault.UNKNOWN);
    assertThat(only(result, Fault.UNKNOWN).what()).contains(sequence);
    assertThat(only(result, Fault.UNKNOWN).sequence()).isNull();
  }

  @Test
  void brokenRecordOnTheCleanTopicIsWrong() {
    Cell broken = quarantine.remove(quarantine.size() - 1);
    Cell passed = broken.copy();
    passed.headers.removeIf(header -> header.key().matches("(surety|__connect)\\..*"));
    clean.add(insertionIndex(passed), passed);
    Result result = topics.judge();
    assertFound(result, 0, 0, 1, Fault.ROUTE);
    assertThat(only(result, Fault.ROUTE).what()).contains(requireNonNull(broken.defect));
  }

  @Test
  void goodRecordOnTheQuarantineTopicIsWrong() {
    Cell held = clean.remove(clean.size() - 1);
    int offset = topics.input.get(1).size() - 1;
    while (topics.input.get(1).get(offset).sequence != held.sequence) {
      offset--;
    }
    quarantine.add(quarantined(held, 1, offset));
    assertThat(topics.judge().faults()).containsKey(Fault.ROUTE);
    assertThat(topics.judge().line()).contains("lost=0 duplicated=0 wrong=1");
  }

  @Test
  void cleanRecordOnAnotherPartitionIsWrong() {
    Cell moved = clean.remove(30);
    topics.clean.get(2).add(0, moved);
    assertFound(topics.judge(), 0, 0, 1, Fault.PARTITION);
  }

  @Test
  void quarantinedRecordsMayBeOnAnotherPartition() {
    topics.quarantine.get(2).addAll(quarantine);
    quarantine.clear();
    assertThat(topics.judge().ok()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "surety.source",
        "__connect.errors.topic",
        "__connect.errors.partition",
        "__connect.errors.offset"
      })
  void wrongAbsentOrRepeatedSourceIsWrong(String name) {
    Cell cell = quarantine.get(6);
    int index = indexOf(cell, name);
    Header original = cell.headers.get(index);
    cell.headers.set(index, header(name, "in-1@999999"));
    assertFound(topics.judge(), 0, 0, 1, Fault.SOURCE);
    cell.headers.remove(index);
    assertFound(topics.judge(), 0, 0, 1, Fault.SOURCE);
    cell.headers.add(original);
    cell.headers.add(original);
    assertFound(topics.judge(), 0, 0, 1, Fault.SOURCE);
  }

  @Test
  void originalHeadersNamedLikeOursAreNotTakenForOurs() {
    Generated odd =
        new Generated(
            0,
            1,
            null,
            new byte[] {'{'},
            List.of(header("surety.source", "elsewhere-9@9"), Generated.sequenceHeader(0)),
            Expectation.QUARANTINED,
            "truncated",
            null);
    InMemoryTopics one = new InMemoryTopics(List.of(odd).iterator());
    assertThat(one.judge().ok()).isTrue();
    one.quarantine.forEach(cells -> cells.forEach(cell -> cell.headers.remove(6)));
    assertFound(one.judge(), 0, 0, 1, Fault.SOURCE);
  }

  @Test
  void inputThatIsNotWhatWasProducedIsWrong() {
    topics.input.get(0).remove(topics.input.get(0).size() - 1);
    assertFound(topics.judge(), 0, 0, 1, Fault.INPUT);
    Cell cell = withValue(topics.input.get(2));
    cell.value = new byte[] {1};
    Result result = topics.judge();
    assertThat(result.wrong()).isEqualTo(2);
    assertThat(result.faults()).containsOnlyKeys(Fault.INPUT, Fault.VALUE);
  }

  @Test
  void recordOnTheInputTwiceIsWrong() {
    topics.input.get(0).add(topics.input.get(0).get(0).copy());
    assertFound(topics.judge(), 0, 0, 1, Fault.INPUT);
  }

  @Test
  void recordWithSeveralFaultsCountsOnce() {
    Cell cell = withValue(clean);
    cell.value = new byte[0];
    cell.timestampMs = 0;
    Result result = topics.judge();
    assertThat(result.line()).endsWith("lost=0 duplicated=0 wrong=1");
    assertThat(result.faults()).isEqualTo(Map.of(Fault.VALUE, 1L, Fault.TIMESTAMP, 1L));
  }

  @Test
  void tellsTenExamplesOfManyAndCountsAll() {
    clean.subList(0, 25).clear();
    Result result = topics.judge();
    assertThat(result.lost()).isEqualTo(25);
    assertThat(result.examples().get(Fault.LOST)).hasSize(10);
    assertThat(result.details()).hasSize(10).allMatch(line -> line.startsWith("LOST in-1@"));
  }

  @Test
  void recordOfAnotherTopicIsRefused() {
    Topics others = new Topics("a", "b", "c");
    assertThatThrownBy(
            () -> Reconciliation.judge(topics.ledger, others, topics.records().iterator()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertFound(Result result, int lost, int duplicated, int wrong, Fault only) {
    assertThat(result.ok()).isFalse();
    assertThat(result.line())
        .endsWith(" lost=" + lost + " duplicated=" + duplicated + " wrong=" + wrong);
    assertThat(result.faults()).containsOnlyKeys(only);
  }

  private static Example only(Result result, Fault fault) {
    List<@Nullable Example> examples =
        List.copyOf(result.examples().getOrDefault(fault, List.of()));
    assertThat(examples).hasSize(1);
    return requireNonNull(examples.get(0));
  }

  private static Cell withValue(List<Cell> cells) {
    return cells.stream()
        .filter(cell -> cell.value != null && cell.value.length > 100)
        .findFirst()
        .orElseThrow();
  }

  private int insertionIndex(Cell cell) {
    int index = 0;
    while (index < clean.size() && clean.get(index).sequence < cell.sequence) {
      index++;
    }
    return index;
  }

  private static int indexOf(Cell cell, String header) {
    for (int i = 0; i < cell.headers.size(); i++) {
      if (cell.headers.get(i).key().equals(header)) {
        return i;
      }
    }
    throw new AssertionError(header);
  }
}
