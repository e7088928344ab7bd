package dev.surety.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety quarantine}. */
@Command(
    name = "quarantine",
    description = "Look at the records that broke their contract, and send them on.",
    mixinStandardHelpOptions = true,
    subcommands = {QuarantineLsCommand.class, QuarantineReplayCommand.class},
    synopsisSubcommandLabel = "COMMAND")
final class QuarantineCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: ls or replay");
  }
}
