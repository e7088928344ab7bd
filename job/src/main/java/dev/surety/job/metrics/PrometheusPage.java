package dev.surety.job.metrics;

import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * Serves a job's metrics on {@code http://127.0.0.1:<port>/metrics}: our own as {@code surety_…}
 * (see {@link PipelineMetric}), Flink's as {@code flink_…}.
 */
public final class PrometheusPage implements AutoCloseable {
  private final HTTPServer server;
  private final JvmMetrics jvm;

  private PrometheusPage(HTTPServer server, JvmMetrics jvm) {
    this.server = server;
    this.jvm = jvm;
  }

  /**
   * Starts serving.
   *
   * @param port a port of this machine, 0 for any
   * @param more what is known outside the job: asked at each scrape, must answer at once
   * @throws IOException when the port cannot be bound
   */
  public static PrometheusPage serve(
      EmbeddedMetrics metrics, String pipeline, int port, Supplier<List<Sample>> more)
      throws IOException {
    JvmMetrics jvm = new JvmMetrics(pipeline);
    PrometheusRegistry registry = new PrometheusRegistry();
    MultiCollector page =
        () -> {
          PageBuilder builder = new PageBuilder(pipeline);
          builder.addJob(metrics.all());
          builder.addFailedCommits(metrics.failedCommits());
          more.get().forEach(builder::add);
          builder.addAll(jvm.snapshots());
          return new MetricSnapshots(builder.build());
        };
    registry.register(page);
    try {
      HTTPServer server =
          HTTPServer.builder().hostname("127.0.0.1").port(port).registry(registry).buildAndStart();
      return new PrometheusPage(server, jvm);
    } catch (IOException e) {
      jvm.close();
      throw e;
    }
  }

  /** The port that is served. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.close();
    jvm.close();
  }
}
