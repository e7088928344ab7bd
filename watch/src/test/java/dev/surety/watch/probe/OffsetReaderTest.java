package dev.surety.watch.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surety.watch.metric.Samples;
import dev.surety.watch.metric.WatchMetric;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class OffsetReaderTest {
  private static final int PARTITIONS = 9000;

  private final Map<TopicPartition, Integer> leaders = new HashMap<>();
  private final Samples samples = new Samples(Instant.EPOCH);

  /** The partitions of each question. */
  private final List<Set<TopicPartition>> asked = new ArrayList<>();

  private Map<TopicPartition, Long> read(Duration timeout, int... silentBrokers) throws Exception {
    for (int i = 0; i < PARTITIONS; i++) {
      leaders.put(new TopicPartition("orders", i), 1 + i % 3);
    }
    Set<Integer> silent = new HashSet<>();
    for (int broker : silentBrokers) {
      silent.add(broker);
    }
    return OffsetReader.read(
        admin(silent), leaders, samples, Deadline.after(WatchClock.SYSTEM, timeout));
  }

  /**
   * Answers at once for the partitions of the brokers that are not silent, and never for theirs.
   */
  private Admin admin(Set<Integer> silent) {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("listOffsets");
              Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
              for (Object partition : ((Map<?, ?>) arguments[0]).keySet()) {
                TopicPartition one = (TopicPartition) partition;
                answers.put(
                    one,
                    silent.contains(leaders.get(one))
                        ? new KafkaFutureImpl<>()
                        : KafkaFuture.completedFuture(
                            new ListOffsetsResultInfo(one.partition(), 0, Optional.empty())));
              }
              asked.add(answers.keySet());
              return new ListOffsetsResult(answers);
            });
  }

  @Test
  void everyPartitionIsReadAndFewAreAskedForAtOnce() throws Exception {
    Map<TopicPartition, Long> ends = read(Duration.ofMinutes(1));

    assertThat(ends).hasSize(PARTITIONS).containsEntry(new TopicPartition("orders", 8999), 8999L);
    assertThat(samples.count(WatchMetric.KAFKA_PARTITION_END_OFFSET)).isEqualTo(PARTITIONS);
    assertThat(samples.count(WatchMetric.KAFKA_PARTITION_BEGIN_OFFSET)).isEqualTo(PARTITIONS);
    assertThat(samples.count(WatchMetric.KAFKA_PARTITION_LAST_STABLE_OFFSET)).isEqualTo(PARTITIONS);
    assertThat(samples.value(WatchMetric.WATCH_INCOMPLETE, 0)).isZero();
    assertThat(asked).hasSizeBetween(3 * 2, 3 * 3).allMatch(few -> few.size() <= 5000);
  }

  @Test
  void aSilentBrokerIsAskedOnceAndTheOthersAreRead() throws Exception {
    Map<TopicPartition, Long> ends = read(Duration.ofSeconds(1), 2);

    assertThat(ends).hasSize(PARTITIONS / 3 * 2);
    assertThat(samples.value(WatchMetric.WATCH_INCOMPLETE, 0)).isEqualTo(PARTITIONS / 3.0);
    assertThat(asked)
        .filteredOn(
            one ->
                one.stream()
                    .anyMatch(partition -> Integer.valueOf(2).equals(leaders.get(partition))))
        .hasSize(3);
  }

  @Test
  void whenNobodyAnswersTheReadingEndsInTime() throws Exception {
    assertThat(read(Duration.ofMillis(200), 1, 2, 3)).isEmpty();
    assertThat(samples.value(WatchMetric.WATCH_INCOMPLETE, 0)).isEqualTo(PARTITIONS);
  }
}
