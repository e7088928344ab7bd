package dev.surety.cli;

import dev.surety.benchmarks.ValidateBenchmark;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety bench validate}. */
@Command(
    name = "validate",
    description = {
      "What judging a good record costs: of JSON against networknt and Jackson, of Avro and Protobuf against their own generic readers, each in a virtual machine of its own.",
      "Prints: validate <set> ours=<ns> peer=<name>:<ns> ratio=<r> floor=<f> alloc=<B> OK|MISSED"
    },
    mixinStandardHelpOptions = true)
final class BenchValidateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A directory with synthetic-order and github-webhooks, measured beside the demo's records. Default: data in $SURETY_SHARED.")
  private @Nullable Path data;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = spec.commandLine().getOut();
    if (data != null && !Files.isDirectory(data)) {
      throw new ParameterException(spec.commandLine(), "there is no directory " + data);
    }
    Path directory = Files.createTempDirectory("surety-bench");
    List<ValidateBenchmark.Line> lines =
        new ValidateBenchmark(
                Home.installation(),
                data == null ? sharedData() : data,
                directory,
                line -> say(err, line))
            .run(line -> say(out, line.line()));
    DirectoryTree.delete(directory);
    return lines.stream().allMatch(ValidateBenchmark.Line::good)
        ? ExitCode.DONE
        : ExitCode.FINDINGS;
  }

  private static @Nullable Path sharedData() {
    String shared = System.getenv("SURETY_SHARED");
    return shared == null ? null : Path.of(shared, "data");
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }
}
