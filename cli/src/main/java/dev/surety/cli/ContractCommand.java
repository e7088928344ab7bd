package dev.surety.cli;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.contract.Problem;
import dev.surety.validation.CheckedContract;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    subcommands = {
      ContractCommand.Lint.class,
      ContractFmtCommand.class,
      ContractTestCommand.class,
      ContractDiffCommand.class,
      ContractCheckCommand.class,
      ContractExplainCommand.class,
      ContractTryCommand.class,
      ContractInferCommand.class,
      ContractPublishCommand.class,
      ContractImportCommand.class,
      ContractExportCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: lint, fmt, test, diff, check, explain, try, infer, publish, import or export");
  }

  /** {@code surety contract lint}. */
  @Command(
      name = "lint",
      description = {
        "Say everything that is wrong with contracts, with file, line and column.",
        "A contract without an error is one of the standard. What of it is not enforced yet is a"
            + " warning; surety run refuses such a contract."
      },
      mixinStandardHelpOptions = true,
      footer = "%nExit codes: 0 no error, 1 an error, 2 wrong usage.")
  static final class Lint implements Callable<Integer> {
    /** From which problems on the command fails. */
    enum FailOn {
      ERROR,
      WARNING
    }

    /** The contract is null unless it is needed further on. */
    private record Linted(Path file, List<Problem> problems, @Nullable Contract contract) {}

    @Spec private CommandSpec spec;

    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = {
          "Contract files, Markdown files with contracts in fenced blocks of yaml, and directories"
              + " with either in them."
        })
    private List<Path> files = new ArrayList<>();

    @Option(
        names = "--format",
        paramLabel = "text|json|junit|github",
        description = {
          "text for people, json for programs: one object a problem, one a line; junit for build"
              + " servers, github for annotations of GitHub Actions."
        })
    private LintFormat format = LintFormat.TEXT;

    @Option(
        names = "--fail-on",
        paramLabel = "error|warning",
        description = "What ends the command with exit code 1; by default an error.")
    private FailOn failOn = FailOn.ERROR;

    @Option(
        names = "--baseline",
        paramLabel = "FILE",
        description = "Report only problems that are not in this file.")
    private @Nullable Path baseline;

    @Option(
        names = "--write-baseline",
        paramLabel = "FILE",
        description = "Write all problems to a file for --baseline, and end with exit code 0.")
    private @Nullable Path newBaseline;

    @Option(
        names = "--explain-cost",
        description = {
          "Also print about how many nanoseconds each rule takes for a record, and why a rule is not"
              + " compiled. Only with the formats text and json."
        })
    private boolean explainCost;

    @Override
    public Integer call() throws IOException {
      if (explainCost && format != LintFormat.TEXT && format != LintFormat.JSON) {
        throw new ParameterException(
            spec.commandLine(), "--explain-cost goes with --format text or json");
      }
      PrintWriter out = spec.commandLine().getOut();
      LintBaseline known = baseline == null ? LintBaseline.empty() : LintBaseline.read(baseline);
      Map<Path, List<Problem>> problems = new LinkedHashMap<>();
      List<Contract> contracts = new ArrayList<>();
      for (Linted linted : lint(ContractFiles.findWithMarkdown(files, spec.commandLine()))) {
        problems.put(linted.file(), known.unknown(linted.problems()));
        if (linted.contract() != null) {
          contracts.add(linted.contract());
        }
      }
      if (newBaseline != null) {
        LintBaseline.write(newBaseline, problems.values());
        long count = problems.values().stream().mapToLong(List::size).sum();
        out.println(newBaseline + ": " + ProblemReport.plural(count, "problem"));
        out.flush();
        return ExitCode.DONE;
      }
      format.print(problems, out);
      if (explainCost) {
        explain(contracts, out);
      }
      out.flush();
      return problems.values().stream().anyMatch(this::fails) ? ExitCode.FINDINGS : ExitCode.DONE;
    }

    /** On all processors; in the order of the files. */
    private List<Linted> lint(Collection<Path> files) throws IOException {
      try {
        return List.copyOf(files).parallelStream().map(this::lint).toList();
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }

    private Linted lint(Path file) {
      if (MarkdownContracts.isMarkdown(file) && Files.isRegularFile(file)) {
        try {
          return new Linted(file, MarkdownContracts.lint(file), null);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      ContractReader.Result read = CheckedContract.lint(file);
      return new Linted(file, read.problems(), explainCost ? read.contract() : null);
    }

    private void explain(List<Contract> contracts, PrintWriter out) throws IOException {
      for (Contract contract : contracts) {
        if (format == LintFormat.JSON) {
          RuleCostReport.json(contract, out);
        } else {
          RuleCostReport.text(contract, out);
        }
      }
    }

    private boolean fails(List<Problem> found) {
      return failOn == FailOn.WARNING ? !found.isEmpty() : ProblemReport.hasErrors(found);
    }
  }
}
