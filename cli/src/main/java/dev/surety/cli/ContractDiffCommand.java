package dev.surety.cli;

import dev.surety.cli.diff.Edition;
import dev.surety.contract.Consumer;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract diff}. */
@Command(
    name = "diff",
    description = {
      "Say what changed between two versions of a contract, and who breaks: stored data, producers,"
          + " consumers.",
      "The verdict on the version number comes last."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 nothing breaks under the mode, 1 something does or may, 2 wrong usage.")
final class ContractDiffCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CompareOptions options = new CompareOptions();

  @Parameters(index = "0", paramLabel = "OLD", description = "The version that is in use.")
  private Path oldFile = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The version that is to replace it.")
  private Path newFile = Path.of("");

  @Option(names = "--mode", paramLabel = "MODE", description = CompareOptions.MODES)
  private Mode mode = Mode.FULL;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Optional<List<Consumer>> consumers = options.consumers(err);
    ContractVersion before = read(oldFile, err);
    ContractVersion after = read(newFile, err);
    if (before == null || after == null || consumers.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    boolean refused =
        options.refuses(before, after, mode, consumers.get(), spec.commandLine().getOut());
    return refused ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  private @Nullable ContractVersion read(Path file, PrintWriter err) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    ContractVersion.Result read = Edition.of(file).read();
    if (read.version() == null) {
      ProblemReport.print(read.problems(), err);
    }
    return read.version();
  }
}
