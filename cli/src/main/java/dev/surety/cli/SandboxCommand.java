package dev.surety.cli;

import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import dev.surety.sandbox.ServerStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety sandbox}. */
@Command(
    name = "sandbox",
    description = "Real servers as processes of this machine: Kafka, a registry, Flink.",
    mixinStandardHelpOptions = true,
    subcommands = {SandboxCommand.Up.class, SandboxCommand.Down.class, SandboxCommand.Status.class},
    synopsisSubcommandLabel = "COMMAND")
final class SandboxCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: up, down or status");
  }

  /** Where a sandbox is. */
  static final class Place {
    @Option(
        names = "--dir",
        paramLabel = "DIR",
        description = "Where data and logs are kept. Default: ~/.surety/sandbox.")
    private Path dir = SandboxOptions.defaultDir();

    /** The servers and what watches them. */
    List<ServerStatus> status() {
      List<ServerStatus> all = new ArrayList<>();
      Sandbox.open(dir).map(Sandbox::status).ifPresent(all::addAll);
      all.addAll(SandboxWatch.in(dir).status());
      return all;
    }
  }

  /** {@code surety sandbox up}. */
  @Command(
      name = "up",
      description = "Start the servers and print their addresses. They run on until 'down'.",
      mixinStandardHelpOptions = true)
  static final class Up implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();
    @Mixin private LogOptions log = new LogOptions();

    @Option(names = "--brokers", paramLabel = "1|3", description = "Kafka brokers. Default: 1.")
    private int brokers = 1;

    @Option(
        names = "--kafka-port",
        paramLabel = "PORT",
        description = "Port of the first broker. Default: a free one.")
    private int kafkaPort;

    @Option(
        names = "--registry-port",
        paramLabel = "PORT",
        description = "Port of the registry. Default: a free one.")
    private int registryPort;

    @Option(names = "--flink", description = "Start a Flink session cluster too.")
    private boolean flink;

    @Option(
        names = "--taskmanagers",
        paramLabel = "N",
        description = "Flink TaskManagers, two slots each. Default: 1.")
    private int taskManagers = 1;

    @Option(
        names = "--flink-port",
        paramLabel = "PORT",
        description = "Port of Flink's REST API. Default: a free one.")
    private int flinkPort;

    @Option(names = "--no-watch", description = "Do not start 'surety watch' over the servers.")
    private boolean noWatch;

    @Override
    public Integer call() throws IOException {
      log.begin(LogOptions.Events.AS_LINES);
      PrintWriter err = spec.commandLine().getErr();
      Home.logTo(place.dir.resolve("surety.log"));
      Sandbox sandbox = Sandbox.up(options(), say(err));
      if (!noWatch) {
        SandboxWatch.in(place.dir).up(sandbox, say(err));
      }
      ServerTable.print(place.status(), spec.commandLine().getOut());
      return ExitCode.DONE;
    }

    private SandboxOptions options() {
      try {
        SandboxOptions options =
            SandboxOptions.of(Home.installation())
                .withDir(place.dir)
                .withKafka(brokers, kafkaPort)
                .withRegistry(registryPort);
        return flink ? options.withFlink(taskManagers, flinkPort) : options;
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage(), e);
      }
    }
  }

  /** {@code surety sandbox down}. */
  @Command(
      name = "down",
      description = "Stop the servers. Their data is kept for the next 'up'.",
      mixinStandardHelpOptions = true)
  static final class Down implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(names = "--delete", description = "Delete data and logs too.")
    private boolean delete;

    @Override
    public Integer call() {
      PrintWriter err = spec.commandLine().getErr();
      Optional<Sandbox> sandbox = Sandbox.open(place.dir);
      if (sandbox.isEmpty()) {
        err.println("no sandbox is up in " + place.dir);
      }
      Sandbox.Data data = delete ? Sandbox.Data.DELETE : Sandbox.Data.KEEP;
      SandboxWatch.in(place.dir).down(data, say(err));
      sandbox.ifPresent(up -> up.down(data, say(err)));
      return ExitCode.DONE;
    }
  }

  /** {@code surety sandbox status}. */
  @Command(
      name = "status",
      description = "Print each server with its state, address and log.",
      mixinStandardHelpOptions = true,
      footer = "%nExit codes: 0 all servers answer, 3 one does not or none is there.")
  static final class Status implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Override
    public Integer call() {
      List<ServerStatus> servers = place.status();
      if (servers.isEmpty()) {
        spec.commandLine().getErr().println("no sandbox is up in " + place.dir);
        return ExitCode.UNREACHABLE;
      }
      ServerTable.print(servers, spec.commandLine().getOut());
      boolean allUp = servers.stream().allMatch(s -> s.state() == ServerStatus.State.UP);
      return allUp ? ExitCode.DONE : ExitCode.UNREACHABLE;
    }
  }

  private static Progress say(PrintWriter err) {
    return line -> {
      err.println(line);
      err.flush();
    };
  }
}
