package dev.surety.cli;

import dev.surety.benchmarks.LintBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety bench lint}. */
@Command(
    name = "lint",
    description = {
      "How long contract lint takes over many contracts and over one, from start to end, medians.",
      "Prints: lint contracts=<n> seconds=<s> one_contract_start_to_end=<s>"
    },
    mixinStandardHelpOptions = true)
final class BenchLintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--contracts",
      paramLabel = "N",
      description = "How many contracts there are. Default: 200.")
  private int contracts = 200;

  @Option(
      names = "--runs",
      paramLabel = "K",
      description = "Runs that are measured after one that warms up. Default: 7.")
  private int runs = 7;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (contracts < 1 || contracts > 10_000 || runs < 1 || runs > 100) {
      throw new ParameterException(
          spec.commandLine(), "--contracts goes from 1 to 10000, --runs from 1 to 100");
    }
    Path directory = Files.createTempDirectory("surety-bench");
    LintBenchmark.Result result =
        new LintBenchmark(Home.launcher(), directory, contracts, this::say).run(runs);
    DirectoryTree.delete(directory);
    PrintWriter out = spec.commandLine().getOut();
    out.println(result.line());
    out.flush();
    return ExitCode.DONE;
  }

  private void say(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(line);
    err.flush();
  }
}
