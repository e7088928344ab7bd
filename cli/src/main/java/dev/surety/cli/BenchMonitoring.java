package dev.surety.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.surety.benchmarks.Monitoring;
import dev.surety.cli.monitoring.MonitoringStack;
import dev.surety.cli.run.RunMetrics;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that monitors a pipeline on a user's machine, for a benchmark: Prometheus that scrapes every
 * five seconds and evaluates the rules, Alertmanager, and {@code surety watch}. They are started
 * once, and frozen while nothing is to be monitored: what a process costs when it starts belongs to
 * no run.
 */
final class BenchMonitoring implements Monitoring, AutoCloseable {
  private static final String NAME = "bench";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** How often the pipeline's page was read within the whole benchmark. */
  private static final String SCRAPES =
      "sum(count_over_time(surety_pipeline_up{job=\"surety-pipeline\"}[6h]))";

  private final Path endpoints;
  private final SandboxWatch watch;
  private final MonitoringStack stack;

  private BenchMonitoring(Path dir) {
    this.endpoints = dir.resolve("endpoints");
    this.watch = SandboxWatch.in(dir.resolve("sandbox"));
    this.stack = MonitoringStack.in(dir.resolve("monitoring"));
  }

  /**
   * Starts everything over a sandbox and freezes it.
   *
   * @param dir the benchmark's directory, with the sandbox in {@code sandbox}
   * @throws dev.surety.job.OperationException when Prometheus or Alertmanager is not installed
   */
  static BenchMonitoring start(Path dir, Sandbox sandbox, Progress progress) throws IOException {
    BenchMonitoring monitoring = new BenchMonitoring(dir);
    boolean started = false;
    try {
      monitoring.stack.up(settings(monitoring.endpoints), progress);
      monitoring.watch.up(sandbox, monitoring.endpoints, progress);
      monitoring.pause();
      started = true;
      return monitoring;
    } finally {
      if (!started) {
        monitoring.close();
      }
    }
  }

  private static MonitoringStack.Settings settings(Path endpoints) {
    return new MonitoringStack.Settings(
        Home.installation().resolve("deploy"),
        Optional.ofNullable(System.getenv("PATH")).orElse(""),
        NAME,
        0,
        0,
        null,
        endpoints,
        List.of(),
        null);
  }

  @Override
  public Session begin(Running running) throws IOException {
    RunMetrics page =
        RunMetrics.serve(
            running.pipeline(),
            running.topics(),
            running.cluster(),
            running.metrics(),
            running.job(),
            Version.all(),
            endpoints,
            NAME);
    return new Session() {
      @Override
      public void resume() {
        watch.resume();
        stack.resume();
      }

      @Override
      public void pause() {
        BenchMonitoring.this.pause();
      }

      @Override
      public void close() throws IOException {
        page.close();
      }
    };
  }

  private void pause() {
    stack.pause();
    watch.pause();
  }

  /** How often Prometheus has read the metrics of the jobs so far. */
  long scrapes() throws IOException, InterruptedException {
    stack.resume();
    try {
      String query = URLEncoder.encode(SCRAPES, StandardCharsets.UTF_8);
      URI uri = URI.create(prometheus() + "/api/v1/query?query=" + query);
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
                  HttpResponse.BodyHandlers.ofString());
      JsonNode value = new ObjectMapper().readTree(answer.body()).at("/data/result/0/value/1");
      return value.asLong(0);
    } finally {
      stack.pause();
    }
  }

  private String prometheus() {
    return stack.status().stream()
        .filter(server -> server.name().equals(MonitoringStack.PROMETHEUS))
        .map(ServerStatus::address)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Prometheus was not started"));
  }

  @Override
  public void close() {
    watch.down(Sandbox.Data.DELETE, Progress.SILENT);
    stack.down(Sandbox.Data.DELETE, Progress.SILENT);
  }
}
