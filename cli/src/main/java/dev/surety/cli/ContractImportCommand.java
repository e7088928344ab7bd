package dev.surety.cli;

import dev.surety.contract.Contract;
import dev.surety.contract.Property;
import dev.surety.contract.convert.ContractWriter;
import dev.surety.contract.convert.Imported;
import dev.surety.contract.convert.Loss;
import dev.surety.contract.convert.NewContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract import}. */
@Command(
    name = "import",
    description = {
      "Make a contract from a schema in another language.",
      "What a contract cannot say is listed on standard error with its place; the contract then"
          + " accepts more than the schema."
    },
    footer =
        "%nExit codes: 0 done, 1 the schema is wrong, or --fail-on-loss and something is lost; 2"
            + " wrong usage.")
final class ContractImportCommand implements Callable<Integer> {
  /** So many kinds of losses stand in the head of the contract itself. */
  private static final int MAX_HEAD = 20;

  @Spec private CommandSpec spec;
  @Mixin private ConversionOptions options = new ConversionOptions();

  // Not the standard options: --version is the contract's here.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = "--format",
      required = true,
      paramLabel = ImportFormat.NAMES,
      description = "The language of the schema.")
  private ImportFormat format = ImportFormat.JSON_SCHEMA;

  @Parameters(index = "0", paramLabel = "FILE", description = "The schema.")
  private Path file = Path.of("");

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description =
          "Where files lie that the schema refers to; none outside of it is read. By default the"
              + " directory of FILE.")
  private @Nullable Path root;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Id of the contract and name of its record type; by default after the file.")
  private @Nullable String name;

  @Option(
      names = "--version",
      paramLabel = "VERSION",
      description = "Version of the contract; by default 1.0.0.")
  private String version = "1.0.0";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "Topic of the records; by default the name.")
  private @Nullable String topic;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    String named = name == null ? nameOf(file) : name;
    NewContract as = new NewContract(named, version, topic == null ? named : topic);
    Path directory = root == null ? file.toAbsolutePath().getParent() : root;
    if (directory == null || !Files.isDirectory(directory)) {
      throw new ParameterException(spec.commandLine(), "there is no directory " + directory);
    }
    Imported imported = format.read(file, directory, as);
    ProblemReport.print(imported.problems(), spec.commandLine().getErr());
    Contract contract = imported.contract();
    if (contract == null) {
      return ExitCode.FINDINGS;
    }
    String text = ContractWriter.write(contract, head(contract, imported.losses()));
    return options.finish(text, imported.losses(), spec.commandLine());
  }

  /** Where the contract comes from and what it does not say, for whoever reads it later. */
  private Function<Property, List<String>> head(Contract contract, List<Loss> losses) {
    List<String> lines = new ArrayList<>();
    lines.add("Imported from the " + format + " " + file.getFileName() + ".");
    Map<String, Integer> kinds = new LinkedHashMap<>();
    losses.forEach(loss -> kinds.merge(loss.what() + ": " + loss.why(), 1, Integer::sum));
    if (!kinds.isEmpty()) {
      lines.add("Not carried over (places):");
    }
    kinds.entrySet().stream()
        .limit(MAX_HEAD)
        .forEach(kind -> lines.add("- " + kind.getKey() + " (" + kind.getValue() + ")"));
    if (kinds.size() > MAX_HEAD) {
      lines.add("- and " + (kinds.size() - MAX_HEAD) + " more kinds");
    }
    Property first = contract.objects().isEmpty() ? null : contract.objects().get(0).root();
    return property -> property == first ? lines : List.of();
  }

  private static String nameOf(Path file) {
    String whole = String.valueOf(file.getFileName());
    int dot = whole.indexOf('.');
    String stem = dot > 0 ? whole.substring(0, dot) : whole;
    String clean = stem.replaceAll("[^A-Za-z0-9._-]+", "-");
    return clean.isEmpty() ? "imported" : clean;
  }
}
