package dev.surety.benchmarks;

import static java.util.Objects.requireNonNull;

import dev.surety.job.EmbeddedRun;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.pipeline.Pipeline;
import java.io.IOException;

/** What looks at a job while it is measured. */
@FunctionalInterface
public interface Monitoring {
  /** Prepares to look at a job that has just been started: paused at first. */
  Session begin(Running running) throws IOException;

  /** A job that runs, and all that its metrics are made of. */
  record Running(
      Pipeline pipeline,
      Topics topics,
      KafkaCluster cluster,
      EmbeddedMetrics metrics,
      EmbeddedRun job) {
    public Running {
      requireNonNull(pipeline, "pipeline");
      requireNonNull(topics, "topics");
      requireNonNull(cluster, "cluster");
      requireNonNull(metrics, "metrics");
      requireNonNull(job, "job");
    }
  }

  /** Looking at one job. */
  interface Session extends AutoCloseable {
    /** Everything looks from now on. */
    void resume();

    /** Stops looking: from now on it costs nothing. */
    void pause();

    @Override
    void close() throws IOException;
  }
}
