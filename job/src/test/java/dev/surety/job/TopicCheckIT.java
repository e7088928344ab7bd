package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.pipeline.Profile;
import dev.surety.quarantine.format.QuarantineFormat;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCheckIT {
  private static final int MIB = 1 << 20;

  @TempDir private static Path sandboxDir;
  private static TestKafka kafka;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(sandboxDir);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void anInputTopicThatIsNotThereIsNotFound() throws Exception {
    kafka.createTopic("invoices", 1, Map.of());

    assertRefused("invoice", ErrorCode.NOT_FOUND, "'invoice'", "did you mean 'invoices'?");
    assertRefused("zebra", ErrorCode.NOT_FOUND, "'zebra'", "create it first");
  }

  @Test
  void createsCleanAndQuarantineTopicAfterTheInput() throws Exception {
    kafka.createTopic(
        "orders",
        5,
        Map.of(
            "retention.ms", "3600000",
            "retention.bytes", "123456789",
            "max.message.bytes", Integer.toString(2 * MIB)));

    Topics topics = check("orders");

    assertThat(topics.partitions()).isEqualTo(5);
    assertThat(topics.cleanPartitions()).isEqualTo(5);
    assertThat(topics.quarantinePartitions()).isEqualTo(5);
    assertThat(topics.cleanIsCompacted()).isFalse();
    assertThat(topics.maxRecordBytes()).isEqualTo(2 * MIB + QuarantineFormat.MAX_ADDED_BYTES);
    assertThat(topics.transactionTimeout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(topics.identity())
        .containsOnlyKeys(
            "cluster", "topic orders", "topic orders.clean", "topic orders.quarantine");
    assertThat(topics.notes())
        .containsExactly(
            "created the topic 'orders.clean' with 5 partitions and replication factor 1",
            "created the topic 'orders.quarantine' with 5 partitions and replication factor 1");
    String room = Integer.toString(2 * MIB + QuarantineFormat.MAX_ADDED_BYTES);
    assertThat(kafka.settings("orders.clean"))
        .containsEntry("retention.ms", "3600000")
        .containsEntry("retention.bytes", "123456789")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("max.message.bytes", room);
    assertThat(kafka.settings("orders.quarantine"))
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1")
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("max.message.bytes", room);
  }

  @Test
  void findsNothingMoreToDoTheSecondTime() throws Exception {
    kafka.createTopic("again", 2, Map.of());
    Topics first = check("again");

    Topics second = check("again");

    assertThat(second.notes()).isEmpty();
    assertThat(second.identity()).isEqualTo(first.identity());
  }

  @Test
  void theCleanTopicOfACompactedInputIsCompacted() throws Exception {
    kafka.createTopic("facts", 1, Map.of("cleanup.policy", "compact"));

    assertThat(check("facts").cleanIsCompacted()).isTrue();
    assertThat(kafka.settings("facts.quarantine")).containsEntry("cleanup.policy", "delete");
  }

  @Test
  void theGreatestPossibleRecordLimitDoesNotOverflow() throws Exception {
    kafka.createTopic("huge", 1, Map.of("max.message.bytes", Integer.toString(Integer.MAX_VALUE)));

    assertThat(check("huge").maxRecordBytes()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void refusesACleanTopicWithFewerPartitionsThanTheInput() throws Exception {
    kafka.createTopic("wide", 3, Map.of());
    kafka.createTopic("wide.clean", 2, Map.of());

    assertRefused("wide", ErrorCode.REFUSED, "'wide.clean' has 2 partitions", "'wide' has 3");
  }

  @Test
  void refusesACompactedQuarantineTopic() throws Exception {
    kafka.createTopic("packed", 1, Map.of());
    kafka.createTopic("packed.quarantine", 1, Map.of("cleanup.policy", "compact,delete"));

    assertRefused("packed", ErrorCode.REFUSED, "'packed.quarantine' is compacted");
  }

  @Test
  void refusesOutputTopicsThatReplaceTimestamps() throws Exception {
    Map<String, String> appendTime = Map.of("message.timestamp.type", "LogAppendTime");
    kafka.createTopic("timed", 1, Map.of());
    kafka.createTopic("timed.clean", 1, appendTime);
    kafka.createTopic("stamped", 1, Map.of());
    kafka.createTopic("stamped.quarantine", 1, appendTime);

    assertRefused("timed", ErrorCode.REFUSED, "'timed.clean'", "LogAppendTime");
    assertRefused("stamped", ErrorCode.REFUSED, "'stamped.quarantine'", "LogAppendTime");
  }

  @Test
  void notesWhatTheUserShouldMind() throws Exception {
    kafka.createTopic("narrow", 1, Map.of());
    kafka.createTopic("narrow.clean", 1, Map.of("max.message.bytes", "1000"));
    kafka.createTopic("narrow.quarantine", 1, Map.of("retention.ms", "60000"));

    assertThat(check("narrow").notes())
        .satisfiesExactlyInAnyOrder(
            note -> assertThat(note).contains("'narrow.quarantine'", "deletes records 60000 ms"),
            note -> assertThat(note).contains("'narrow.clean'", "at most 1000 bytes"),
            note -> assertThat(note).contains("'narrow.quarantine'", "max.message.bytes"));
  }

  @Test
  void refusesACheckpointIntervalThatTransactionsCannotOutlast() throws Exception {
    kafka.createTopic("slow", 1, Map.of());

    assertThatThrownBy(() -> check("slow", Duration.ofMinutes(11)))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED))
        .hasMessageContaining("after 900 s")
        .hasMessageContaining("at least 960 s");
    assertThat(check("slow", Duration.ofMinutes(10)).transactionTimeout())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void aBrokerThatIsNotThereIsUnreachable() throws Exception {
    int freePort;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      freePort = socket.getLocalPort();
    }
    try (KafkaCluster cluster =
        KafkaCluster.open(Profile.plaintext("gone", "127.0.0.1:" + freePort))) {
      assertThatThrownBy(
              () ->
                  TopicCheck.check(
                      cluster, TestPipelines.pipeline("gone", "orders", Duration.ofSeconds(1))))
          .isInstanceOfSatisfying(
              OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREACHABLE))
          .hasMessageContaining("127.0.0.1:" + freePort);
    }
  }

  private static Topics check(String topic) {
    return check(topic, Duration.ofSeconds(1));
  }

  private static Topics check(String topic, Duration checkpointInterval) {
    try (KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      return TopicCheck.check(cluster, TestPipelines.pipeline("p", topic, checkpointInterval));
    }
  }

  private static void assertRefused(String topic, ErrorCode code, String... words) {
    assertThatThrownBy(() -> check(topic))
        .isInstanceOfSatisfying(
            OperationException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.getMessage()).contains(words);
            });
  }
}
