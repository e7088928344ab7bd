package dev.surety.cli;

import dev.surety.contract.Contract;
import dev.surety.contract.ContractReader;
import dev.surety.validation.CheckedContract;
import dev.surety.validation.explain.PlanText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code surety contract explain}. */
@Command(
    name = "explain",
    description = {
      "Print what a contract was compiled to: by topic and record type the checks in their order,"
          + " each rule with what it runs as and about how long it takes, and whether records are"
          + " decided in one pass over their bytes."
    },
    mixinStandardHelpOptions = true,
    footer = "%nExit codes: 0 done, 1 the contract has an error, 2 wrong usage.")
final class ContractExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The contract.")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    if (!Files.isRegularFile(file)) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    ContractReader.Result read = CheckedContract.lint(file);
    Contract contract = read.contract();
    if (contract == null) {
      ProblemReport.print(read.problems(), spec.commandLine().getErr());
      return ExitCode.FINDINGS;
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(PlanText.of(contract));
    if (!contract.notEnforced().isEmpty()) {
      out.println();
      out.println("not enforced yet, so that surety run refuses the contract:");
      contract.notEnforced().forEach(problem -> out.println("  " + problem.message()));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
