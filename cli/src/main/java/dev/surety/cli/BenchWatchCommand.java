package dev.surety.cli;

import dev.surety.benchmarks.WatchBenchmark;
import dev.surety.pipeline.Durations;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety bench watch}. */
@Command(
    name = "watch",
    description = {
      "What 'surety watch' takes on a broker with many partitions, while its page is read every 5 s. Linux only.",
      "Prints: watch topics=<n> partitions=<n> rounds=<n> incomplete=<pages> round_median=<s> round_max=<s> cpu_round=<s>"
          + " rss_first=<MB> rss_last=<MB> rss_max=<MB>"
    },
    mixinStandardHelpOptions = true)
final class BenchWatchCommand implements Callable<Integer> {
  private static final int MOST_PARTITIONS = 50_000;
  private static final Duration SHORTEST = Duration.ofSeconds(15);

  @Spec private CommandSpec spec;

  @Option(names = "--topics", paramLabel = "N", description = "Topics. Default: 1000.")
  private int topics = 1000;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of each topic. Default: 10.")
  private int partitions = 10;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "How long to measure. Default: 10m.")
  private String duration = "10m";

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write every round and size to a file.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Duration measured = duration();
    if (topics < 1 || partitions < 1 || (long) topics * partitions > MOST_PARTITIONS) {
      throw new ParameterException(
          spec.commandLine(),
          "--topics and --partitions are at least 1, and make at most %d partitions"
              .formatted(MOST_PARTITIONS));
    }
    PrintWriter err = spec.commandLine().getErr();
    Path directory = Files.createTempDirectory("surety-bench");
    Home.logTo(directory.resolve("surety.log"));
    WatchBenchmark.Result result = measure(measured, directory, line -> say(err, line));
    DirectoryTree.delete(directory); // after a failure the logs in it are needed
    if (json != null) {
      Files.writeString(json, result.json() + System.lineSeparator());
    }
    spec.commandLine().getOut().println(result.line());
    spec.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private Duration duration() {
    return Durations.parse(duration)
        .filter(parsed -> parsed.compareTo(SHORTEST) >= 0)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "--duration: " + Durations.HELP + ", at least 15s"));
  }

  private WatchBenchmark.Result measure(Duration measured, Path directory, Progress progress)
      throws IOException, InterruptedException {
    try (BenchSandbox sandbox = BenchSandbox.up(directory, progress)) {
      WatchBenchmark benchmark =
          new WatchBenchmark(
              sandbox.servers().bootstrapServers(), topics, partitions, progress::say);
      benchmark.createTopics();
      SandboxWatch watch = SandboxWatch.in(sandbox.servers().dir());
      watch.up(sandbox.servers(), directory.resolve("endpoints"), progress);
      ServerStatus process = watch.status().get(0);
      return benchmark.measure(process.pid(), process.address(), measured);
    }
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
