package dev.surety.cli;

import dev.surety.benchmarks.EnforceBenchmark;
import dev.surety.benchmarks.JobPairs;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.PipelineReader;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety bench}. */
@Command(
    name = "bench",
    description = "Measure on this machine, as ratios of two things in one run.",
    mixinStandardHelpOptions = true,
    subcommands = {
      BenchCommand.Enforce.class,
      BenchWatchCommand.class,
      BenchValidateCommand.class,
      BenchLintCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a benchmark: enforce, watch, validate or lint");
  }

  /** {@code surety bench enforce}. */
  @Command(
      name = "enforce",
      description = {
        "The enforcing job against the pass-through job with the same source, sink and guarantees, turn about.",
        "Prints: enforce ours=<rec/s> peer=<rec/s> ratio=<median of pairs> cpu_ours=<µs/rec> cpu_peer=<µs/rec>",
        "",
        "With --monitoring: windows of the enforcing job with all metrics scraped every 5 s and watched, against windows of the same job without.",
        "Prints: monitoring with=<rec/s> without=<rec/s> ratio=<median of pairs> cpu_with=<µs/rec> cpu_without=<µs/rec>"
      },
      mixinStandardHelpOptions = true)
  static final class Enforce implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--records",
        paramLabel = "N",
        description = "Records in each run. Default: 2000000.")
    private long records = 2_000_000;

    @Option(
        names = "--pairs",
        paramLabel = "K",
        description =
            "Pairs that are measured after two that warm up; with --monitoring a job has three. Default: 7.")
    private int pairs = 7;

    @Option(
        names = "--monitoring",
        description =
            "Measure what monitoring costs: Prometheus, Alertmanager and 'surety watch' of this machine.")
    private boolean monitoring;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every pair to a file.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException {
      if (records < 1000 || records > 20_000_000 || pairs < 1 || pairs > 100) {
        throw new ParameterException(
            spec.commandLine(), "--records goes from 1000 to 20000000, --pairs from 1 to 100");
      }
      PrintWriter err = spec.commandLine().getErr();
      Path directory = Files.createTempDirectory("surety-bench");
      Home.logTo(directory.resolve("surety.log"));
      PipelineReader.Result read =
          PipelineReader.read(Home.examples().resolve("payments").resolve("pipeline.yaml"));
      ProblemReport.print(read.problems(), err);
      Pipeline pipeline = read.pipeline();
      if (pipeline == null) {
        return ExitCode.FINDINGS;
      }
      JobPairs result = measure(pipeline, directory, err);
      DirectoryTree.delete(directory); // after a failure the log in it is needed
      if (json != null) {
        Files.writeString(json, result.json() + System.lineSeparator());
      }
      spec.commandLine().getOut().println(result.line());
      spec.commandLine().getOut().flush();
      return ExitCode.DONE;
    }

    private JobPairs measure(Pipeline pipeline, Path directory, PrintWriter err)
        throws IOException, InterruptedException {
      Progress progress = line -> say(err, line);
      try (BenchSandbox sandbox = BenchSandbox.up(directory, progress)) {
        EnforceBenchmark benchmark =
            new EnforceBenchmark(
                pipeline,
                sandbox.servers().bootstrapServers(),
                records,
                directory.resolve("state"),
                progress::say);
        return monitoring
            ? measureMonitoring(benchmark, directory, sandbox.servers(), progress)
            : benchmark.run(pairs);
      }
    }

    private JobPairs measureMonitoring(
        EnforceBenchmark benchmark, Path directory, Sandbox sandbox, Progress progress)
        throws IOException, InterruptedException {
      try (BenchMonitoring all = BenchMonitoring.start(directory, sandbox, progress)) {
        JobPairs result = benchmark.run(pairs, all);
        long scrapes = all.scrapes();
        if (scrapes == 0) {
          throw new IllegalStateException("Prometheus never read the metrics: use more records");
        }
        progress.say("Prometheus has read the pipeline's metrics %d times".formatted(scrapes));
        return result;
      }
    }

    private static void say(PrintWriter err, String line) {
      err.println(line);
      err.flush();
    }
  }
}
