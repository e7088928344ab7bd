package dev.surety.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.surety.contract.Problem;
import dev.surety.contract.yaml.ProblemFormatter;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract}. */
@Command(
    name = "contract",
    description = "Work with contracts (Open Data Contract Standard 3.0 to 3.2).",
    mixinStandardHelpOptions = true,
    subcommands = ContractCommand.Lint.class,
    synopsisSubcommandLabel = "COMMAND")
final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: lint");
  }

  enum Format {
    TEXT,
    JSON
  }

  /** {@code surety contract lint}. */
  @Command(
      name = "lint",
      description = {
        "Say everything that is wrong with contracts, with file, line and column.",
        "A contract without an error can be enforced as it is written."
      },
      mixinStandardHelpOptions = true,
      footer = "%nExit codes: 0 no error, 1 an error, 2 wrong usage.")
  static final class Lint implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Contract files.")
    private List<Path> files = new ArrayList<>();

    @Option(
        names = "--format",
        paramLabel = "text|json",
        description = "text for people, json for programs: one object a problem, one a line.")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
      PrintWriter out = spec.commandLine().getOut();
      boolean errors = false;
      for (Path file : files) {
        List<Problem> problems = CheckedContract.read(file).problems();
        errors |= ProblemReport.hasErrors(problems);
        if (format == Format.JSON) {
          printJson(problems, out);
        } else if (problems.isEmpty()) {
          out.println(file + ": no problems");
        } else {
          ProblemReport.print(problems, out);
        }
        out.flush();
      }
      return errors ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    private static void printJson(List<Problem> problems, PrintWriter out) throws IOException {
      for (Problem problem : problems) {
        try (JsonGenerator json =
            new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
          json.writeStartObject();
          for (Map.Entry<String, Object> field : ProblemFormatter.toMap(problem).entrySet()) {
            json.writeFieldName(field.getKey());
            if (field.getValue() instanceof Integer number) {
              json.writeNumber(number);
            } else {
              json.writeString(String.valueOf(field.getValue()));
            }
          }
          json.writeEndObject();
        }
        out.println();
      }
    }
  }
}
