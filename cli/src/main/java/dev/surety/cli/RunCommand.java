package dev.surety.cli;

import dev.surety.cli.run.JsonView;
import dev.surety.cli.run.RunLoop;
import dev.surety.cli.run.RunView;
import dev.surety.cli.run.TerminalView;
import dev.surety.job.OperationException;
import dev.surety.job.PipelineJob;
import dev.surety.job.kafka.CaughtUp;
import dev.surety.pipeline.Durations;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.PipelineReader;
import dev.surety.pipeline.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety run}. */
@Command(
    name = "run",
    description = {
      "Run a pipeline in this process, against any Kafka.",
      "",
      "Every record of the source's topic ends exactly once on the clean or on the quarantine topic. Stop it with Ctrl-C; the"
          + " next run goes on where this one stopped, also after a crash."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 stopped or caught up, 1 an error in a file, 2 wrong usage or no such topic, 3 a server cannot be reached,"
          + " 4 refused to protect data."
    })
final class RunCommand implements Callable<Integer> {
  private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(5);

  private static final int HIGHEST_PORT = 65_535;

  @Spec private CommandSpec spec;

  @Mixin private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "PIPELINE.yaml", description = "The pipeline file.")
  private Path file = Path.of("pipeline.yaml");

  @Option(
      names = "--profile",
      paramLabel = "FILE",
      description =
          "Where Kafka is and how to log in. Default: surety.yaml beside the pipeline file, else the sandbox that is up.")
  private @Nullable Path profile;

  @Option(
      names = "--until-caught-up",
      description = "End when everything is done that is on the topic at the start.")
  private boolean untilCaughtUp;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Serve Prometheus metrics on this port of 127.0.0.1. Default: a free one.")
  private int metricsPort;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      description = "Time between two lines. Default: 1s on a terminal, 5s elsewhere.")
  private @Nullable String interval;

  @Option(
      names = "--state-dir",
      paramLabel = "DIR",
      description = "Where checkpoints are kept. Default: ~/.surety/pipelines.")
  private Path stateDir = Home.pipelines();

  @ArgGroup(exclusive = true)
  private Begin begin = new Begin();

  /** Where the run begins; without any of them, where every record ends exactly once. */
  private static final class Begin {
    @Option(
        names = "--new-state",
        description =
            "Set the checkpoints of earlier runs aside and begin anew. Records that were written before are written again.")
    private boolean newState;

    @Option(
        names = "--from-checkpoint",
        paramLabel = "NUMBER",
        description =
            "Go on from this checkpoint, after a start was refused: accepts what that message says is lost or written again.")
    private @Nullable Long fromCheckpoint;

    @Option(
        names = "--without-safe-resume",
        hidden = true,
        description =
            "DANGEROUS, for drills that show what safe resume is for: go on from the newest checkpoint as Flink does. After"
                + " an outage longer than the transaction timeout records are lost without a word.")
    private boolean withoutSafeResume;

    private RunLoop.Beginning beginning() {
      if (newState) {
        return RunLoop.Beginning.NEW_STATE;
      }
      if (withoutSafeResume) {
        return RunLoop.Beginning.UNCHECKED;
      }
      return fromCheckpoint == null
          ? RunLoop.Beginning.SAFE
          : RunLoop.Beginning.fromCheckpoint(fromCheckpoint);
    }
  }

  @Option(
      names = "--transaction-timeout",
      paramLabel = "DURATION",
      hidden = true,
      description =
          "For drills: how long the broker keeps what a dead run left open, shorter than is good. At least 1s.")
  private @Nullable String transactionTimeout;

  @Override
  public Integer call() {
    Duration every = interval();
    requirePort();
    log.begin(LogOptions.Events.IN_THE_LIVE_LINES);
    PipelineReader.Result read = PipelineReader.read(file);
    ProblemReport.print(read.problems(), spec.commandLine().getErr());
    Pipeline pipeline = read.pipeline();
    if (pipeline == null) {
      return ExitCode.FINDINGS;
    }
    Optional<Profile> connection = ProfileChoice.choose(profile, file, spec.commandLine().getErr());
    if (connection.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Home.logTo(stateDir.resolve(pipeline.name()).resolve("surety.log"));
    RunLoop loop =
        new RunLoop(
            new RunLoop.Settings(
                pipeline,
                connection.get(),
                stateDir,
                begin.beginning(),
                transactionTimeout(),
                PipelineJob.Mode.ENFORCE,
                every,
                metricsPort,
                Home.endpoints(),
                Version.all()),
            view(pipeline));
    try (StopSignals signals = StopSignals.install(loop::requestStop)) {
      loop.run(untilCaughtUp ? caughtUp(pipeline, connection.get()) : RunLoop.Until.STOPPED);
      return ExitCode.DONE;
    } catch (OperationException e) {
      if (log.isJson()) {
        return e.code().exitCode(); // the event of its end has said why
      }
      throw e;
    }
  }

  private static RunLoop.Until caughtUp(Pipeline pipeline, Profile profile) {
    return (cluster, topics, metrics) ->
        new CaughtUp(
                cluster,
                profile,
                pipeline.source().topic(),
                topics.partitions(),
                metrics::checkpointedPositions)
            ::reached;
  }

  private RunView view(Pipeline pipeline) {
    return Terminal.isInteractive()
        ? TerminalView.rewriting(System.out, Terminal.width())
        : new JsonView(System.out, pipeline.name());
  }

  private void requirePort() {
    if (metricsPort < 0 || metricsPort > HIGHEST_PORT) {
      throw new ParameterException(
          spec.commandLine(), "--metrics-port must lie between 0 and " + HIGHEST_PORT);
    }
  }

  private Optional<Duration> transactionTimeout() {
    if (transactionTimeout == null) {
      return Optional.empty();
    }
    return Optional.of(
        Durations.parse(transactionTimeout)
            .filter(duration -> duration.toMillis() >= 1000)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--transaction-timeout "
                            + transactionTimeout
                            + ": "
                            + Durations.HELP
                            + ", at least 1s")));
  }

  private Duration interval() {
    if (interval == null) {
      return Terminal.isInteractive() ? TERMINAL_INTERVAL : LOG_INTERVAL;
    }
    return Durations.parse(interval)
        .filter(duration -> duration.toMillis() >= 100)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--interval " + interval + ": " + Durations.HELP + ", at least 100ms"));
  }
}
