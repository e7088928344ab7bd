package dev.surety.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.oracle.TransactionGenerator.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class TopicReaderTest {
  private final InMemoryTopics topics =
      new InMemoryTopics(new TransactionGenerator(Settings.of(4, 500)));
  private final MockConsumer<byte[], byte[]> committed = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> uncommitted = new MockConsumer<>("earliest");
  private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

  @Test
  void readsEveryRecordUpToTheEndTakenAtTheStart() {
    Map<TopicPartition, Long> ends = fill("in", 0);
    List<ConsumerRecord<byte[], byte[]>> records =
        topics.records().stream().filter(record -> record.topic().equals("in")).toList();
    TopicPartition first = new TopicPartition("in", 0);
    committed.updateEndOffsets(Map.of(first, ends.getOrDefault(first, 0L) - 1));
    committed.schedulePollTask(() -> records.forEach(committed::addRecord));
    try (TopicReader reader = reader(Duration.ofMinutes(1))) {
      reader.read(List.of("in"), read::add);
    }
    assertThat(read).hasSize(records.size() - 1).isSubsetOf(records);
  }

  @Test
  void notesWhatIsNotCommitted() {
    Map<TopicPartition, Long> ends = fill("in", 3);
    List<ConsumerRecord<byte[], byte[]>> records =
        topics.records().stream().filter(record -> record.topic().equals("in")).toList();
    committed.schedulePollTask(() -> records.forEach(committed::addRecord));
    try (TopicReader reader = reader(Duration.ofMinutes(1))) {
      reader.read(List.of("in"), read::add);
      assertThat(reader.notes())
          .hasSize(ends.size())
          .allMatch(note -> note.matches("in-\\d has 3 offsets from \\d+ on that were not.*"));
    }
  }

  @Test
  void topicWithoutPartitionsDoesNotExist() {
    committed.updatePartitions("in", List.of());
    try (TopicReader reader = reader(Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> reader.read(List.of("in"), read::add))
          .isInstanceOf(OracleException.class)
          .hasMessage("topic in does not exist");
    }
  }

  @Test
  void readingThatCannotEndIsGivenUp() {
    fill("in", 0);
    try (TopicReader reader = reader(Duration.ZERO)) {
      assertThatThrownBy(() -> reader.read(List.of("in"), read::add))
          .isInstanceOf(OracleException.class)
          .hasMessageStartingWith("could not read the topics in 0 s; still open: [in-");
    }
  }

  @Test
  void errorOfTheBrokerNamesTheTopic() {
    fill("in", 0);
    committed.setPollException(new TopicAuthorizationException("not allowed"));
    try (TopicReader reader = reader(Duration.ofMinutes(1))) {
      assertThatThrownBy(() -> reader.read(List.of("in"), read::add))
          .isInstanceOf(OracleException.class)
          .hasMessage("cannot read topic in: not allowed");
    }
  }

  private TopicReader reader(Duration timeout) {
    return new TopicReader(committed, uncommitted, timeout);
  }

  /** Tells both consumers of a topic's partitions and offsets; returns where they end. */
  private Map<TopicPartition, Long> fill(String topic, int inOpenTransactions) {
    List<PartitionInfo> partitions = new ArrayList<>();
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    Map<TopicPartition, Long> highs = new HashMap<>();
    for (int i = 0; i < topics.input.size(); i++) {
      partitions.add(new PartitionInfo(topic, i, null, null, null));
      TopicPartition partition = new TopicPartition(topic, i);
      long end = topics.input.get(i).size();
      begins.put(partition, 0L);
      ends.put(partition, end);
      highs.put(partition, end + inOpenTransactions);
    }
    committed.updatePartitions(topic, partitions);
    committed.updateBeginningOffsets(begins);
    committed.updateEndOffsets(ends);
    uncommitted.updateEndOffsets(highs);
    return ends;
  }
}
