package dev.surety.cli;

import dev.surety.contract.SchemaObject;
import dev.surety.contract.convert.ExportSource;
import dev.surety.contract.convert.Exported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract export}. */
@Command(
    name = "export",
    description = {
      "Write a contract in another language.",
      "What that language cannot say is listed on standard error with its place in the contract."
    },
    mixinStandardHelpOptions = true,
    footer =
        "%nExit codes: 0 done, 1 the contract is wrong, or --fail-on-loss and something is lost; 2"
            + " wrong usage.")
final class ContractExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConversionOptions options = new ConversionOptions();

  @Option(
      names = "--format",
      required = true,
      paramLabel = ExportFormat.NAMES,
      description = "The language to write.")
  private ExportFormat format = ExportFormat.JSON_SCHEMA;

  @Parameters(index = "0", paramLabel = "FILE", description = "The contract.")
  private Path file = Path.of("");

  @Option(
      names = "--object",
      paramLabel = "NAME",
      description = "The record type; needed where there are several and the language holds one.")
  private @Nullable String object;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    ExportSource.Result read = ExportSource.read(file);
    ExportSource source = read.source();
    if (source == null) {
      ProblemReport.print(read.problems(), spec.commandLine().getErr());
      return ExitCode.FINDINGS;
    }
    Exported exported = format.write(source, chosen(source.objects()));
    return options.finish(exported.text(), exported.losses(), spec.commandLine());
  }

  private List<SchemaObject> chosen(List<SchemaObject> objects) {
    List<SchemaObject> chosen =
        object == null
            ? objects
            : objects.stream().filter(each -> each.name().equals(object)).toList();
    boolean isEnough = format.holdsSeveral() ? !chosen.isEmpty() : chosen.size() == 1;
    if (isEnough) {
      return chosen;
    }
    String names = objects.stream().map(SchemaObject::name).collect(Collectors.joining(", "));
    String message =
        objects.isEmpty()
            ? "the contract has no record type"
            : object == null
                ? "name one of the record types with --object: " + names
                : "there is no record type '" + object + "'; there is " + names;
    throw new ParameterException(spec.commandLine(), message);
  }
}
