package dev.surety.cli;

import dev.surety.cli.demo.Demo;
import dev.surety.cli.demo.DemoTopics;
import dev.surety.cli.run.LogView;
import dev.surety.cli.run.RunView;
import dev.surety.cli.run.TerminalView;
import dev.surety.oracle.Reconciliation;
import dev.surety.oracle.RecordProducer;
import dev.surety.pipeline.Pipeline;
import dev.surety.pipeline.PipelineReader;
import dev.surety.registry.ContractStore;
import dev.surety.registry.RegistrySettings;
import dev.surety.sandbox.Progress;
import dev.surety.sandbox.Sandbox;
import dev.surety.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code surety demo}. */
@Command(
    name = "demo",
    description = {
      "See the main job on real servers of this machine: Kafka, a registry and an embedded Flink.",
      "",
      "Card transactions are produced, about 2 %% of them broken in twelve ways; the pipeline sends each to the clean or to the"
          + " quarantine topic. At the end all topics are read back by a program that shares no code with the pipeline, and"
          + " compared with what was produced."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 nothing lost, duplicated or wrong; 1 something was; 3 a server did not start or failed."
    })
final class DemoCommand implements Callable<Integer> {
  /**
   * More than anyone watches: a day at the default rate; what was produced must fit into memory.
   */
  private static final long ENDLESS = 20_000_000;

  private static final double ENDLESS_RATE = 2_000;
  private static final int PARTITIONS = 4;

  @Spec private CommandSpec spec;

  @Mixin private LogOptions log = new LogOptions();

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "How many records. Default: until Ctrl-C.")
  private @Nullable Long records;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Records per second. Default: as fast as it goes with --records, otherwise 2000.")
  private @Nullable Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What the records are made from: the same seed gives the same. Default: 1.")
  private long seed = 1;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      description = "Serve Prometheus metrics on this port of 127.0.0.1. Default: a free one.")
  private int metricsPort;

  @Option(names = "--no-watch", description = "Do not start 'surety watch' over the servers.")
  private boolean noWatch;

  @Option(names = "--keep", description = "Leave the servers up afterwards; see 'surety sandbox'.")
  private boolean keep;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the servers keep their data. Default: ~/.surety/sandbox.")
  private Path dir = SandboxOptions.defaultDir();

  @Override
  public Integer call() throws IOException {
    requireSensible();
    log.begin(LogOptions.Events.IN_THE_LIVE_LINES);
    PrintWriter err = spec.commandLine().getErr();
    Home.logTo(dir.resolve("surety-demo.log"));
    boolean wasUp = Sandbox.open(dir).isPresent();
    SandboxOptions options = SandboxOptions.of(Home.installation()).withDir(dir).withRegistry(0);
    Sandbox sandbox = Sandbox.up(options, line -> say(err, line));
    SandboxWatch watch = SandboxWatch.in(dir);
    if (!noWatch) {
      watch.up(sandbox, line -> say(err, line));
    }
    boolean leave = keep || wasUp;
    Thread cleanup = new Thread(() -> down(watch, sandbox));
    if (!leave) {
      Runtime.getRuntime().addShutdownHook(cleanup);
    }
    try {
      return run(sandbox, err);
    } finally {
      if (leave) {
        say(
            err,
            "the servers stay up at "
                + sandbox.bootstrapServers()
                + "; stop them with: surety sandbox down");
      } else {
        down(watch, sandbox);
        Runtime.getRuntime().removeShutdownHook(cleanup);
      }
    }
  }

  private static void down(SandboxWatch watch, Sandbox sandbox) {
    watch.down(Sandbox.Data.DELETE, Progress.SILENT);
    sandbox.down(Sandbox.Data.DELETE, Progress.SILENT);
  }

  private void requireSensible() {
    if (records != null && (records < 1 || records > ENDLESS)) {
      throw new ParameterException(
          spec.commandLine(), "--records must lie between 1 and " + ENDLESS);
    }
    if (rate != null && !(rate > 0)) {
      throw new ParameterException(spec.commandLine(), "--rate must be greater than 0");
    }
  }

  private int run(Sandbox sandbox, PrintWriter err) throws IOException {
    Path file = Home.examples().resolve("payments").resolve("pipeline.yaml");
    PipelineReader.Result read = PipelineReader.read(file);
    ProblemReport.print(read.problems(), err);
    Pipeline pipeline = read.pipeline();
    if (pipeline == null) {
      return ExitCode.FINDINGS;
    }
    Path state = sandbox.dir().resolve("demo-state");
    DirectoryTree.delete(state);
    DemoTopics.recreate(sandbox.bootstrapServers(), pipeline, PARTITIONS);
    say(err, "contract published at " + publish(sandbox, pipeline.governing()));
    Demo demo =
        new Demo(
            new Demo.Settings(
                pipeline,
                sandbox.bootstrapServers(),
                records == null ? ENDLESS : records,
                producedPerSecond(),
                seed,
                state,
                Duration.ofSeconds(Terminal.isInteractive() ? 1 : 5),
                metricsPort,
                Home.endpoints(),
                Version.all()),
            view());
    try (StopSignals signals = StopSignals.install(() -> stop(demo, err))) {
      Reconciliation.Result result = demo.run();
      result.details().forEach(line -> say(err, line));
      PrintWriter out = spec.commandLine().getOut();
      out.println(result.line());
      out.flush();
      return result.ok() ? ExitCode.DONE : ExitCode.FINDINGS;
    }
  }

  /** Where exactly the bytes of the contract's file can be read. */
  private static String publish(Sandbox sandbox, Pipeline.GoverningContract governing) {
    String url = sandbox.registryUrl().orElseThrow();
    ContractStore store = ContractStore.of(RegistrySettings.of(URI.create(url)));
    String id = governing.contract().id();
    String version = governing.contract().version();
    RegistryChoice.demand(store.put(id, version, governing.text()), "the demo's contract");
    return store.shown(id, version);
  }

  private static void stop(Demo demo, PrintWriter err) {
    say(err, "\nno more records are produced; the pipeline finishes those that are there …");
    demo.requestStop();
  }

  private double producedPerSecond() {
    if (rate != null) {
      return rate;
    }
    return records == null ? ENDLESS_RATE : RecordProducer.UNLIMITED;
  }

  /** The live lines go to standard error: standard output is for the result. */
  private RunView view() {
    if (log.isJson()) {
      return new LogView();
    }
    return Terminal.isInteractive()
        ? TerminalView.rewriting(System.err, Terminal.width())
        : TerminalView.plain(System.err);
  }

  private static void say(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
