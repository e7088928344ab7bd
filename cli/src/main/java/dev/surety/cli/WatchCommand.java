package dev.surety.cli;

import static java.util.Objects.requireNonNull;

import dev.surety.cli.monitoring.Endpoint;
import dev.surety.job.ErrorCode;
import dev.surety.job.OperationException;
import dev.surety.pipeline.Durations;
import dev.surety.pipeline.Profile;
import dev.surety.watch.Watch;
import dev.surety.watch.WatchTargets;
import dev.surety.watch.expose.MetricsServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety watch}. */
@Command(
    name = "watch",
    description = {
      "Probe Kafka, Flink and what they need from outside, and serve what is found as Prometheus"
          + " metrics. The alerting rules are evaluated too: 'surety status' shows their findings.",
      "",
      "Without --profile and --flink it watches the sandbox that is up. A record is sent through"
          + " every broker at each round, on the topic surety-watch-probe; --no-probe-topic writes"
          + " nothing."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 stopped, 2 wrong usage, 3 Kafka's settings cannot be used or the port is"
          + " taken; with --once 1 when a probe failed."
    })
final class WatchCommand implements Callable<Integer> {
  private static final int DEFAULT_PORT = 9404;
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  @Spec private CommandSpec spec;

  @Mixin private LogOptions log = new LogOptions();

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Where Kafka is and how to log in. Default: surety.yaml in this directory, else the"
              + " sandbox that is up.")
  private @Nullable Path profile;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "Flink's REST API. Default: the sandbox's, when the sandbox is watched.")
  private @Nullable URI flink;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "The registry's Confluent-compatible API. Default: the sandbox's, when the sandbox is"
              + " watched.")
  private @Nullable URI registry;

  @Option(
      names = "--zookeeper",
      paramLabel = "HOST:PORT",
      description = "A ZooKeeper server; may be given again.")
  private List<String> zookeeper = new ArrayList<>();

  @Option(
      names = "--disk",
      paramLabel = "PATH",
      description = "Measure the disk of this path; may be given again.")
  private List<Path> disks = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Serve /metrics on this port of 127.0.0.1; 0 for any free one. Default: "
              + DEFAULT_PORT
              + ".")
  private int port = DEFAULT_PORT;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "Time from one round of probes to the next. Default: 5s.")
  private String interval = "5s";

  @Option(
      names = "--targets",
      paramLabel = "DIR",
      description =
          "Where the processes of this machine tell at which address they serve metrics: this one"
              + " does too, and the rules are evaluated over the others. Default:"
              + " ~/.surety/endpoints.")
  private @Nullable Path targets;

  @Option(names = "--no-probe-topic", description = "Send no records through the brokers.")
  private boolean noProbeTopic;

  @Option(names = "--once", description = "Print one page to standard output and end.")
  private boolean once;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration every = interval();
    log.begin(LogOptions.Events.AS_LINES);
    PrintWriter err = spec.commandLine().getErr();
    Optional<Profile> connection = ProfileChoice.choose(profile, Path.of("surety.yaml"), err);
    if (connection.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Home.logTo(Home.user().resolve("watch.log"));
    try (Watch watch = watch(watched(connection.get(), every))) {
      return once ? printOnce(watch, err) : serve(watch, connection.get().bootstrapServers(), err);
    }
  }

  private Duration interval() {
    return Durations.parse(interval)
        .filter(duration -> duration.compareTo(SHORTEST_INTERVAL) >= 0)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--interval: " + Durations.HELP + ", at least 1s"));
  }

  private WatchTargets watched(Profile connection, Duration every) {
    WatchTargets watched =
        new WatchedServers(flink, registry, zookeeper, disks).with(connection, every);
    return noProbeTopic ? watched.withoutProbeTopic() : watched;
  }

  private Watch watch(WatchTargets watched) throws IOException {
    try {
      return Watch.of(
          watched, Version.all().getOrDefault("surety", ""), InstalledRules.read(), endpoints());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new OperationException(
          ErrorCode.UNREACHABLE, "Kafka's settings cannot be used: " + cause.getMessage(), e);
    }
  }

  private Path endpoints() {
    return targets == null ? Home.endpoints() : targets;
  }

  private static int printOnce(Watch watch, PrintWriter err)
      throws IOException, InterruptedException {
    watch.once();
    watch.writePage(System.out);
    watch.failures().forEach((probe, reason) -> err.println(probe + ": " + reason));
    return watch.failures().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  private int serve(Watch watch, String watched, PrintWriter err) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (StopSignals signals = StopSignals.install(stopped::countDown);
        MetricsServer server = watch.serve(port)) {
      requireNonNull(signals);
      watch.start();
      Endpoint endpoint = Endpoint.announceWatch(endpoints(), server.port(), watched);
      err.println("metrics: http://127.0.0.1:" + server.port() + "/metrics");
      err.flush();
      stopped.await();
      endpoint.withdraw();
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new OperationException(
          ErrorCode.UNREACHABLE, "cannot serve on port " + port + ": " + e.getMessage(), e);
    }
  }
}
