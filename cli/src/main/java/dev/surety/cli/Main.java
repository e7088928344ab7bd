package dev.surety.cli;

import dev.surety.job.OperationException;
import dev.surety.logging.ProcessIdentity;
import dev.surety.oracle.OracleException;
import dev.surety.quarantine.replay.ReplayRefused;
import dev.surety.sandbox.SandboxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code surety} command. */
@Command(
    name = "surety",
    description = {
      "Holds every record of a Kafka topic to its data contract, exactly once.",
      "",
      "First steps:",
      "  surety demo --records 200000     the main job on servers of this machine",
      "  surety contract lint FILE        check a contract",
      "  surety run PIPELINE.yaml         run a pipeline against your Kafka",
      ""
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      QuarantineCommand.class,
      ContractCommand.class,
      SandboxCommand.class,
      WatchCommand.class,
      StatusCommand.class,
      MonitoringCommand.class,
      BenchCommand.class,
      CompletionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 findings, 2 wrong usage, 3 a server cannot be reached, 4 refused to"
          + " protect data."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] args) {
    ProcessIdentity.begin(
        "surety", Version.all().getOrDefault("surety", "unknown"), System.getenv("TRACEPARENT"));
    System.exit(commandLine(args).execute(args));
  }

  /**
   * The command line with no more of it than the arguments ask for: making all commands takes as
   * long as linting a contract. What the other commands do takes longer anyway.
   */
  private static CommandLine commandLine(String[] args) {
    if (args.length == 0 || !args[0].equals("contract")) {
      return commandLine();
    }
    CommandLine contract =
        args.length > 1 && args[1].equals("lint")
            ? bare(new ContractCommand(), "contract")
                .addSubcommand(new CommandLine(ContractCommand.Lint.class))
            : new CommandLine(ContractCommand.class);
    return configured(bare(new Main(), "surety").addSubcommand("contract", contract));
  }

  private static CommandLine bare(Object command, String name) {
    return new CommandLine(CommandSpec.wrapWithoutInspection(command).name(name));
  }

  /** The command line as it is; tests run it in their own process. */
  static CommandLine commandLine() {
    return configured(new CommandLine(new Main()));
  }

  private static CommandLine configured(CommandLine line) {
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(Terminal.helpWidth())
        .setParameterExceptionHandler((failure, args) -> WrongUsage.explain(failure))
        .setExecutionExceptionHandler((failure, command, result) -> explain(failure, command));
  }

  /** One clear line for what the user can do something about; a bug keeps its stack trace. */
  private static int explain(Exception failure, CommandLine line) throws Exception {
    PrintWriter err = line.getErr();
    if (failure instanceof OperationException operation) {
      err.println("surety: " + failure.getMessage());
      return operation.code().exitCode();
    }
    if (failure instanceof ReplayRefused) {
      err.println("surety: " + failure.getMessage());
      return ExitCode.REFUSED;
    }
    if (failure instanceof SandboxException || failure instanceof OracleException) {
      err.println("surety: " + failure.getMessage());
      return ExitCode.UNREACHABLE;
    }
    if (failure instanceof UncheckedIOException io) {
      err.println("surety: " + io.getMessage() + ": " + io.getCause());
      return ExitCode.UNREACHABLE;
    }
    if (failure instanceof IOException) {
      err.println("surety: a file cannot be read or written: " + failure);
      return ExitCode.UNREACHABLE;
    }
    throw failure;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
