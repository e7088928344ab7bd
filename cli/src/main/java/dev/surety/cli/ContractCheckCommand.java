package dev.surety.cli;

import dev.surety.cli.diff.DirectoryHistory;
import dev.surety.cli.diff.Edition;
import dev.surety.cli.diff.GitHistory;
import dev.surety.cli.diff.RegistryHistory;
import dev.surety.contract.Consumer;
import dev.surety.contract.diff.ContractVersion;
import dev.surety.contract.diff.Mode;
import dev.surety.registry.ContractStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract check}. */
@Command(
    name = "check",
    description = {
      "Compare a contract with its earlier versions.",
      "A transitive mode compares with every one of them, another with the last one only."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 nothing breaks under the mode, 1 something does or may, 2 wrong usage,"
            + " 3 the registry cannot be reached.")
final class ContractCheckCommand implements Callable<Integer> {
  private static final String REGISTRY = "registry";

  @Spec private CommandSpec spec;
  @Mixin private CompareOptions options = new CompareOptions();

  @Parameters(paramLabel = "FILE", description = "The contract as it is to be.")
  private Path file = Path.of("");

  @Option(
      names = "--against",
      required = true,
      paramLabel = "DIR|GIT-REF|registry",
      description = {
        "Where the earlier versions are: a directory with contracts of the same id, a branch, tag"
            + " or commit of the git repository that the file is in, or the word registry: every"
            + " version that was published to it."
      })
  private String against = "";

  @Mixin private RegistryChoice registry = new RegistryChoice();

  @Option(names = "--mode", paramLabel = "MODE", description = CompareOptions.MODES)
  private Mode mode = Mode.FULL_TRANSITIVE;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    PrintWriter err = spec.commandLine().getErr();
    Optional<List<Consumer>> consumers = options.consumers(err);
    Edition edition = Edition.of(file);
    ContractVersion.Result read = edition.read();
    ContractVersion version = read.version();
    if (version == null) {
      ProblemReport.print(read.problems(), err);
    }
    if (version == null || consumers.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    Optional<List<Edition>> all = history(version.contract().id(), err);
    if (all.isEmpty()) {
      return ExitCode.FINDINGS;
    }
    List<Edition> earlier = earlier(all.get(), edition);
    return compare(version, earlier, consumers.get()) ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  /** All versions, the newest first; empty when the profile has errors, which were printed. */
  private Optional<List<Edition>> history(String id, PrintWriter err) throws IOException {
    if (against.equals(REGISTRY)) {
      return registry
          .choose(file, err)
          .map(ContractStore::of)
          .map(
              store ->
                  RegistryChoice.demand(
                      RegistryHistory.of(store, id), "the contract '" + id + "'"));
    }
    Path directory = Path.of(against);
    GitHistory.Depth depth = mode.isTransitive() ? GitHistory.Depth.EVERY : GitHistory.Depth.LAST;
    return Optional.of(
        Files.isDirectory(directory)
            ? DirectoryHistory.of(directory, file, id)
            : GitHistory.of(file, against, depth));
  }

  private List<Edition> earlier(List<Edition> all, Edition edition) {
    // What is as it is now has nothing to say.
    List<Edition> other =
        all.stream().filter(version -> !version.text().equals(edition.text())).toList();
    return mode.isTransitive() || other.isEmpty() ? other : other.subList(0, 1);
  }

  /** Whether nothing is refused, and every earlier version could be read. */
  private boolean compare(
      ContractVersion version, List<Edition> earlier, List<Consumer> consumers) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (earlier.isEmpty()) {
      err.println("there is no earlier version of " + file + " in " + against);
    }
    boolean good = true;
    boolean first = true;
    for (Edition edition : earlier) {
      ContractVersion.Result read = edition.read();
      ContractVersion before = read.version();
      if (before == null) {
        ProblemReport.print(read.problems(), err);
        err.println(edition.name() + " cannot be compared with");
        good = false;
        continue;
      }
      if (!first && !options.isJson()) {
        out.println();
      }
      first = false;
      good &= !options.refuses(before, version, mode, consumers, out);
    }
    err.flush();
    return good;
  }
}
