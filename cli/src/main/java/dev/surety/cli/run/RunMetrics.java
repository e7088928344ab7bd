package dev.surety.cli.run;

import static java.util.Objects.requireNonNull;

import dev.surety.cli.monitoring.Endpoint;
import dev.surety.job.EmbeddedRun;
import dev.surety.job.kafka.KafkaCluster;
import dev.surety.job.kafka.TopicCheck.Topics;
import dev.surety.job.metrics.EmbeddedMetrics;
import dev.surety.job.metrics.PrometheusPage;
import dev.surety.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The metrics page of a job with all that a {@link RunLoop} adds to it, for a job that something
 * else runs: it is probed, served and announced until this is closed.
 */
public final class RunMetrics implements AutoCloseable {
  private final PrometheusPage page;
  private final RunProbe probe;
  private final Endpoint endpoint;

  private RunMetrics(PrometheusPage page, RunProbe probe, Endpoint endpoint) {
    this.page = page;
    this.probe = probe;
    this.endpoint = endpoint;
  }

  /**
   * Serves the metrics of a running job on a free port.
   *
   * @param versions of {@code surety}, {@code flink} and {@code kafka}
   * @param endpoints where the port is told of
   * @param name of that endpoint
   */
  public static RunMetrics serve(
      Pipeline pipeline,
      Topics topics,
      KafkaCluster cluster,
      EmbeddedMetrics metrics,
      EmbeddedRun job,
      Map<String, String> versions,
      Path endpoints,
      String name)
      throws IOException {
    RunSamples samples = new RunSamples(pipeline, topics, metrics, versions);
    PrometheusPage page = PrometheusPage.serve(metrics, pipeline.name(), 0, samples);
    RunProbe probe = new RunProbe(pipeline, topics.partitions(), cluster, metrics, () -> false);
    samples.attach(requireNonNull(job, "job"), probe);
    probe.start();
    try {
      return new RunMetrics(
          page, probe, Endpoint.announce(endpoints, Endpoint.PIPELINE, name, page.port()));
    } catch (IOException e) {
      probe.close();
      page.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      endpoint.withdraw();
    } finally {
      probe.close();
      page.close();
    }
  }
}
