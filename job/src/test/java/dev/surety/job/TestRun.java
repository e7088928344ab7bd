package dev.surety.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.surety.job.kafka.CaughtUp;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.resume.Evidence.Output;
import dev.surety.job.resume.Ownership;
import dev.surety.job.resume.ResumePoint;
import dev.surety.job.resume.RunDirectory;
import dev.surety.job.resume.SafeStart;
import dev.surety.pipeline.Pipeline;
import java.nio.file.Path;
import java.time.Duration;

/** A pipeline that runs in the test's process, with all that belongs to a run. */
final class TestRun implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pipeline pipeline;
  private final TestKafka kafka;
  private final RunDirectory directory;
  private final KafkaCluster cluster;
  private final EmbeddedMetrics metrics;
  private final Topics topics;
  private final SafeStart safeStart;
  private final EmbeddedRun run;

  TestRun(TestKafka kafka, Pipeline pipeline, Path state) {
    this.kafka = kafka;
    this.pipeline = pipeline;
    this.directory = RunDirectory.open(state.resolve(pipeline.name()), pipeline.name());
    this.cluster = KafkaCluster.open(kafka.profile());
    this.metrics = EmbeddedMetrics.open();
    this.topics = TopicCheck.check(cluster, pipeline);
    new Ownership(topics.identity()).claim(directory);
    ResumePoint.prune(directory, EmbeddedRun.RETAINED_CHECKPOINTS);
    this.safeStart =
        new SafeStart(pipeline, directory, cluster.transactions(), () -> Output.NEVER_WRITTEN);
    this.run =
        EmbeddedRun.start(
            pipeline,
            kafka.profile(),
            topics,
            directory,
            safeStart.find(),
            metrics,
            PipelineJob.Mode.ENFORCE);
  }

  EmbeddedRun embedded() {
    return run;
  }

  EmbeddedMetrics metrics() {
    return metrics;
  }

  void awaitWritten(long records) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                metrics.positions().values().stream().mapToLong(Long::longValue).sum() >= records);
  }

  void awaitCaughtUp() {
    CaughtUp caughtUp =
        new CaughtUp(
            cluster,
            kafka.profile(),
            pipeline.source().topic(),
            topics.partitions(),
            metrics::checkpointedPositions);
    await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(caughtUp::reached);
  }

  void stopWithAFinalCheckpoint() {
    assertThat(run.stop(PATIENCE)).isPresent();
  }

  void settle() {
    safeStart.settle();
  }

  @Override
  public void close() {
    run.close();
    metrics.close();
    cluster.close();
    directory.close();
  }
}
