package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.RunDirectory;
import dev.surety.job.resume.SafeStart;
import dev.surety.job.resume.StartPoint;
import dev.surety.job.resume.TransactionalId;
import dev.surety.pipeline.Pipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeStartIT {
  private static final Duration INTERVAL = Duration.ofMillis(200);

  @TempDir private static Path sandboxDir;
  private static TestKafka kafka;

  @TempDir private Path state;

  @BeforeAll
  static void start() {
    kafka = TestKafka.start(sandboxDir);
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void goesOnFromTheFinalCheckpointOfAStopAndKnowsThatItIsCommitted() throws Exception {
    Pipeline pipeline = pipeline("ordinary");
    produce("ordinary", 40);
    // No checkpoint before the final one, so that the transactions are left to that.
    Pipeline slow = TestPipelines.pipeline("ordinary", "ordinary", Duration.ofMinutes(5));
    try (TestRun run = new TestRun(kafka, slow, state)) {
      run.awaitWritten(40);
      run.stopWithAFinalCheckpoint();
      run.settle();
    }

    StartPoint start = find(pipeline, state, Output.WRITTEN);

    assertThat(start.from()).isPresent();
    assertThat(start.settled()).as("the final checkpoint's transactions").isNotEmpty();
    assertThat(start.notes()).isEmpty();
    assertThat(Files.readString(state.resolve("ordinary/settled"))).contains("surety.ordinary.");

    runOnce(pipeline, state, 10);
    assertThat(kafka.readCommitted("ordinary.clean")).hasSize(50);
  }

  @Test
  void refusesACopyOfStateFromWhichARunHasGoneOn() throws Exception {
    Pipeline pipeline = pipeline("copied");
    runOnce(pipeline, state.resolve("one"), 20);
    copy(state.resolve("one"), state.resolve("two"));
    runOnce(pipeline, state.resolve("one"), 20);

    assertThatThrownBy(() -> find(pipeline, state.resolve("two"), Output.WRITTEN))
        .isInstanceOfSatisfying(
            OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REFUSED))
        .hasMessageContaining("a run has gone on from checkpoint")
        .hasMessageContaining("What can be done:");
  }

  @Test
  void refusesToBeginAnewWhereAnotherDirectoryHasGoneOn() throws Exception {
    Pipeline pipeline = pipeline("elsewhere");
    runOnce(pipeline, state.resolve("one"), 20);

    assertThatThrownBy(() -> find(pipeline, state.resolve("two"), Output.WRITTEN))
        .hasMessageContaining("there is no checkpoint here to go on from")
        .hasMessageContaining("--new-state");
    assertThat(find(pipeline, state.resolve("two"), Output.NEVER_WRITTEN).from()).isEmpty();
    // That was a new beginning, so the first directory is the one that may not go on.
    runOnce(pipeline, state.resolve("two"), 0);
    assertThatThrownBy(() -> find(pipeline, state.resolve("one"), Output.WRITTEN))
        .hasMessageContaining("a run with another state directory");
  }

  @Test
  void refusesWhileThePipelineRunsWithAnotherDirectory() throws Exception {
    Pipeline pipeline = pipeline("twice");
    AtomicBoolean over = new AtomicBoolean();
    Thread load =
        new Thread(
            () -> {
              while (!over.get()) {
                produce("twice", 200);
              }
            });
    load.start();
    try (TestRun run = new TestRun(kafka, pipeline, state.resolve("one"))) {
      run.awaitWritten(500);

      assertThatThrownBy(() -> find(pipeline, state.resolve("two"), Output.NEVER_WRITTEN))
          .hasMessageContaining("running already with another state directory");
      assertThat(run.embedded().snapshot().failure()).as("nothing was fenced").isEmpty();
      run.stopWithAFinalCheckpoint();
    } finally {
      over.set(true);
      load.join();
    }
  }

  @Test
  void endsWhatADeadRunLeftOpen() throws Exception {
    Pipeline pipeline = pipeline("lingering");
    runOnce(pipeline, state, 10);
    String id = TransactionalId.sinkPrefix("lingering", pipeline.sink().name()) + "-0-40";
    try (KafkaProducer<byte[], byte[]> dead =
        kafka.producer(Map.of("transactional.id", id, "acks", "all"))) {
      dead.initTransactions();
      dead.beginTransaction();
      dead.send(new ProducerRecord<>("lingering.clean", 0, null, bytes("x"))).get();
      produce("lingering", 5);

      StartPoint start = find(pipeline, state, Output.WRITTEN);

      assertThat(start.notes()).anyMatch(note -> note.contains("ended 1 open transactions"));
      assertThat(start.notes()).anyMatch(note -> note.contains(id));
      assertThat(find(pipeline, state, Output.WRITTEN).notes()).isEmpty();
      assertThatThrownBy(dead::commitTransaction).as("it is fenced").isNotNull();
    }
  }

  @Test
  void aChosenCheckpointThatIsNotThereIsNotFound() throws Exception {
    Pipeline pipeline = pipeline("chosen");
    runOnce(pipeline, state, 10);

    try (RunDirectory directory = RunDirectory.open(state.resolve("chosen"), "chosen");
        KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      SafeStart start =
          new SafeStart(pipeline, directory, cluster.transactions(), () -> Output.WRITTEN);
      assertThatThrownBy(() -> start.from(4_711))
          .isInstanceOfSatisfying(
              OperationException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND))
          .hasMessageContaining("no checkpoint 4711; kept are [");
    }
  }

  private static Pipeline pipeline(String name) throws Exception {
    kafka.createTopic(name, 2, Map.of());
    return TestPipelines.pipeline(name, name, INTERVAL);
  }

  /** Runs a pipeline until it has done so many new records, and stops it. */
  private static void runOnce(Pipeline pipeline, Path state, int records) {
    produce(pipeline.source().topic(), records);
    try (TestRun run = new TestRun(kafka, pipeline, state)) {
      run.awaitCaughtUp();
      run.stopWithAFinalCheckpoint();
      run.settle();
    }
  }

  private static void produce(String topic, int records) {
    kafka.produce(
        IntStream.range(0, records)
            .mapToObj(
                i ->
                    new ProducerRecord<>(
                        topic, i % 2, bytes("k" + i), bytes("{\"text\": \"n" + i + "\"}")))
            .toList());
  }

  private static StartPoint find(Pipeline pipeline, Path state, Output output) {
    try (RunDirectory directory =
            RunDirectory.open(state.resolve(pipeline.name()), pipeline.name());
        KafkaCluster cluster = KafkaCluster.open(kafka.profile())) {
      return new SafeStart(pipeline, directory, cluster.transactions(), () -> output).find();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.toList();
    }
    for (Path one : all) {
      Files.copy(one, to.resolve(from.relativize(one).toString()));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
